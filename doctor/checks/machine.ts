import { zoned } from '../../platform/local-time.ts';
import { type Check, fail, ok } from '../check.ts';

const OLDEST = 24;

export const nodeVersion: Check = {
  name: 'node',
  applies: () => true,
  run: async ({ nodeVersion }) =>
    Number.parseInt(nodeVersion, 10) >= OLDEST
      ? ok(`Node ${nodeVersion}`)
      : fail(
          `Node ${nodeVersion} is too old`,
          `Install Node ${OLDEST}, or start with npm, which brings one.`,
        ),
};

/** A zone west and one east of Greenwich, each with offsets of its own. */
const zones = { 'America/Sao_Paulo': '-03:00', 'Europe/Berlin': '+01:00' } as const;
const winterInBerlin = Date.parse('2026-01-15T12:00:00Z');

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

function offsetOf(zone: string): string | undefined {
  try {
    return zoned(winterInBerlin, zone).offset;
  } catch {
    return undefined;
  }
}
