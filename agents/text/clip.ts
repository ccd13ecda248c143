/** The first `max` characters of a text. Code points, not UTF-16 units: half an emoji is no text to Postgres. Pure. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join('');
}
