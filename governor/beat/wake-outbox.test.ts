import { expect, it, vi } from 'vitest';
import { type OutreachForGovernor, outreachForGovernor } from '../../ports/outreach.ts';
import { wakeOutbox } from './wake-outbox.ts';

const quiet = [
  'governorMetrics',
  'holidayGaps',
  'keepHolidays',
  'loadDue',
  'recordInboxRead',
  'recordProfile',
  'unknownReleases',
];

it('wakeOutbox() wakes the bot after each call that can change a card, and after no other', async () => {
  const calls = Object.keys(outreachForGovernor(vi.fn())).sort();
  const outreach = Object.fromEntries(calls.map((name) => [name, async () => 1]));
  const wake = vi.fn();
  // SAFETY: every call of the port, none of which is looked into.
  const woken = wakeOutbox(outreach as unknown as OutreachForGovernor, {
    wake,
    listen: () => {},
    wait: async () => {},
  });
  const loud: string[] = [];
  for (const name of calls) {
    wake.mockClear();
    await (woken as unknown as Record<string, () => Promise<unknown>>)[name]?.();
    if (wake.mock.calls.length > 0) loud.push(name);
  }
  expect(loud).toEqual(calls.filter((name) => !quiet.includes(name)));
});

it('wakeOutbox() wakes no one each minute: a beat that expired nothing changed nothing', async () => {
  const wake = vi.fn();
  const outreach = { expireDispatches: async () => 0 } as unknown as OutreachForGovernor;
  const woken = wakeOutbox(outreach, { wake, listen: () => {}, wait: async () => {} });
  expect(await woken.expireDispatches()).toBe(0);
  expect(wake).not.toHaveBeenCalled();
});
