declare module 'sbd' {
  const sbd: {
    sentences(text: string, options?: { abbreviations?: string[]; newline_boundaries?: boolean }): string[];
  };
  export default sbd;
}
