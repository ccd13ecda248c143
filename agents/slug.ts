const MAX = 60;

/**
 * A title as part of a file name or of an address: ascii, at most 60 characters, cut between words where it can be.
 * Pure.
 *
 * @param empty What a title without a Latin letter or digit is called.
 */
export function slug(title: string, empty: string): string {
  const ascii = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (ascii.length <= MAX) return ascii || empty;
  const cut = ascii.slice(0, MAX + 1);
  const end = cut.lastIndexOf('-');
  return cut.slice(0, end > MAX / 2 ? end : MAX);
}
