/** `function: guard: mutation` of those that change nothing that can be seen, each with the reason. */
export const EQUIVALENT: Record<string, string> = {};
