/** Between Slack's epoch seconds and what a field for day and time shows (`2026-11-30T14:05`), in a person's zone. */
export function localMoment(seconds: number, tz: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: tz,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(seconds * 1000);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** @returns Null for what is no moment. One that a zone skips in spring is the hour after it. */
export function momentOf(local: string, tz: string): number | null {
  const asUtc = Date.parse(`${local}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  let at = asUtc;
  // Twice, as the first guess may lie on the other side of a change of the clocks.
  for (let n = 0; n < 2; n += 1) at -= Date.parse(`${localMoment(at / 1000, tz)}:00Z`) - asUtc;
  return at / 1000;
}
