export interface Check {
  what: string;
  /** Undefined: it holds. */
  fault?: string | undefined;
  note?: string | undefined;
}

/** Runs one check to its end. @param run Throws what is wrong; a text that it answers is a note. */
export async function check(what: string, run: () => unknown): Promise<Check> {
  try {
    const note = await run();
    return { what, note: typeof note === 'string' ? note : undefined };
  } catch (error) {
    return { what, fault: error instanceof Error ? error.message : String(error) };
  }
}
