/**
 * A date and a time on the clocks of a zone as an instant. A time that the clocks skip that day becomes the first one
 * after it (`moved`); one that comes twice is the earlier.
 *
 * @param date YYYY-MM-DD
 * @param time HH:MM
 * @returns Null for what is no date, time or zone.
 */
export function instantOf(date: string, time: string, zone: string): { at: number; moved: boolean } | null {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(asUtc) || !/^\d{4}-\d\d-\d\d$/.test(date) || !isZone(zone)) return null;
  // Offsets lie between -12 h and +14 h: one of a day before and after covers every change in between.
  const offsets = [-24, 0, 24].map((hours) => offsetAt(asUtc + hours * 3_600_000, zone));
  const fitting = offsets
    .map((offset) => asUtc - offset)
    .filter((at) => at + offsetAt(at, zone) === asUtc)
    .sort((a, b) => a - b);
  const [first] = fitting;
  if (first !== undefined) return { at: first, moved: false };
  // In the gap: with the offset before it, the wall clock lands as far behind the gap as the time lies in it.
  let low = asUtc - Math.max(...offsets);
  let high = asUtc - Math.min(...offsets);
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000;
    if (middle + offsetAt(middle, zone) < asUtc) low = middle;
    else high = middle;
  }
  return { at: high, moved: true };
}

/** What the clocks of a zone show at an instant: YYYY-MM-DD and HH:MM. */
export function localOf(at: number, zone: string): { date: string; time: string } {
  const local = new Date(at + offsetAt(at, isZone(zone) ? zone : 'UTC')).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone !== '';
  } catch {
    return false;
  }
}

/** In ms, east positive. */
function offsetAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(at / 1000) * 1000;
}
