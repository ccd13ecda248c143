/** The first `max` characters of a text. Code points, not UTF-16 units: half an emoji is no text to Postgres. Pure. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : [...text].slice(0, max).join('');
}

/** And a sign where something was left out; `max` characters with it. Pure. */
export function clipped(text: string, max: number): string {
  const cut = clip(text, max);
  return cut === text ? text : `${clip(text, max - 1).trimEnd()}…`;
}
