/** Addresses of pages and mailboxes, as a text writes them. Pure. */
export const addressesIn = (text: string): string[] =>
  text.match(
    /https?:\/\/[^\s)]+|www\.[^\s)]+|[\w.+-]+@[\w-]+\.[\w.]+|\b[\w-]+\.(?:com|com\.br|net|org|io|med\.br)\b/giu,
  ) ?? [];
