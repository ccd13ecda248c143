/** Of what the package holds, what the page reads. */
declare module 'emojilib' {
  export const lib: Record<string, { char: string; category: string; keywords: string[] } | undefined>;
  /** Names in the order of keyboards. */
  export const ordered: string[];
}
