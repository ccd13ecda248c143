/** Formats of Slack's client, in the time zone of the person who looks. `now` is the workspace's time, in ms. */
export interface Frame {
  tz: string;
  now: number;
}

/** A Slack `ts` ("1700000000.000100") in ms. */
export function tsToMs(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

export function timeOf(ms: number, tz: string): string {
  return format(ms, tz, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** The calendar day as `2026-11-22`, for comparing days. */
export function dayKey(ms: number, tz: string): string {
  return formatter('en-CA', tz, { dateStyle: 'short' }).format(ms);
}

/** "Today", "Yesterday", "Friday, November 20th", with the year when it is another one. */
export function dayLabel(ms: number, frame: Frame): string {
  const relative = relativeDay(ms, frame);
  if (relative !== null) return capital(relative);
  return longDay(ms, frame, true);
}

/** "Monday, November 23rd", never "Today". */
export function dateOf(ms: number, tz: string): string {
  return longDay(ms, { tz, now: ms }, true);
}

/** "today at 14:07", "yesterday at 09:30", "Nov 3rd at 18:00". */
export function dayAndTime(ms: number, frame: Frame): string {
  const day = relativeDay(ms, frame) ?? shortDay(ms, frame);
  return `${day} at ${timeOf(ms, frame.tz)}`;
}

/** The full moment, for tooltips. */
export function fullMoment(ms: number, frame: Frame): string {
  return `${longDay(ms, frame, false)} at ${format(ms, frame.tz, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}`;
}

/** Slack's `<!date^...>` tokens. */
export function formatDateToken(seconds: number, pattern: string, frame: Frame): string {
  const ms = seconds * 1000;
  const values: Record<string, () => string> = {
    date_num: () => dayKey(ms, frame.tz),
    date_slash: () => dayKey(ms, frame.tz).replaceAll('-', '/'),
    date: () => longDay(ms, frame, false).replace(/^\w+, /, ''),
    date_long: () => longDay(ms, frame, false),
    date_short: () => shortDay(ms, frame),
    date_pretty: () => relativeDay(ms, frame) ?? longDay(ms, frame, false).replace(/^\w+, /, ''),
    date_long_pretty: () => relativeDay(ms, frame) ?? longDay(ms, frame, false),
    date_short_pretty: () => relativeDay(ms, frame) ?? shortDay(ms, frame),
    time: () => timeOf(ms, frame.tz),
    time_secs: () =>
      format(ms, frame.tz, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    ago: () => ago(ms, frame.now),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => values[name]?.() ?? whole);
}

function ago(ms: number, now: number): string {
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  const seconds = Math.round((ms - now) / 1000);
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(seconds, 'second');
}

function relativeDay(ms: number, { tz, now }: Frame): 'today' | 'yesterday' | 'tomorrow' | null {
  const day = dayKey(ms, tz);
  if (day === dayKey(now, tz)) return 'today';
  if (day === dayKey(now - 86_400_000, tz)) return 'yesterday';
  if (day === dayKey(now + 86_400_000, tz)) return 'tomorrow';
  return null;
}

function longDay(ms: number, frame: Frame, yearOnlyIfOther: boolean): string {
  const weekday = format(ms, frame.tz, { weekday: 'long' });
  const month = format(ms, frame.tz, { month: 'long' });
  return `${weekday}, ${month} ${ordinal(ms, frame.tz)}${year(ms, frame, yearOnlyIfOther, ', ')}`;
}

function shortDay(ms: number, frame: Frame): string {
  return `${format(ms, frame.tz, { month: 'short' })} ${ordinal(ms, frame.tz)}${year(ms, frame, true, ', ')}`;
}

function year(ms: number, { tz, now }: Frame, onlyIfOther: boolean, before: string): string {
  const its = format(ms, tz, { year: 'numeric' });
  return onlyIfOther && its === format(now, tz, { year: 'numeric' }) ? '' : `${before}${its}`;
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

function ordinal(ms: number, tz: string): string {
  const day = Number(format(ms, tz, { day: 'numeric' }));
  const rule = ordinals.select(day);
  return `${day}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }[rule]}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function format(ms: number, tz: string, options: Intl.DateTimeFormatOptions): string {
  return formatter('en-US', tz, options).format(ms);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making one takes many times as long as using it, and each row of a channel uses several. */
function formatter(
  locale: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone, ...options });
  formatters.set(key, known);
  return known;
}
