import { type Check, fail, ok } from '../check.ts';

/** A zone west and one east of Greenwich, each with offsets of its own. */
const zones = { 'America/Sao_Paulo': 'GMT-3', 'Europe/Berlin': 'GMT+1' } as const;
const winterInBerlin = new Date('2026-01-15T12:00:00Z');

/** People's times are shown in their own zones, and windows of sending are kept in an account's. */
export const timeZones: Check = {
  name: 'time zones',
  applies: () => true,
  async run() {
    const wrong = Object.entries(zones).filter(([zone, offset]) => offsetOf(zone) !== offset);
    return wrong.length === 0
      ? ok(`data for ${Object.keys(zones).join(' and ')}`)
      : fail(
          `no usable data for ${wrong.map(([zone]) => zone).join(', ')}`,
          'Use a Node with full ICU (every official build has it).',
        );
  },
};

function offsetOf(timeZone: string): string | undefined {
  try {
    const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' });
    return format.formatToParts(winterInBerlin).find(({ type }) => type === 'timeZoneName')?.value;
  } catch {
    return undefined;
  }
}
