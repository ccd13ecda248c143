/** A word or phrase put in place of another, with a first letter of either case. */
export function replaceWords(text: string, from: string, to: string): string {
  const escaped = from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu'), (found) =>
    /^\p{Lu}/u.test(found) ? to.charAt(0).toLocaleUpperCase() + to.slice(1) : to,
  );
}
