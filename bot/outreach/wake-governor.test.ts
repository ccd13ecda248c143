import { expect, it, vi } from 'vitest';
import { type OutreachForBot, outreachForBot } from '../../ports/outreach.ts';
import { wakeGovernor } from './wake-governor.ts';

it('wakeGovernor() wakes it after what may let an action go, and after nothing else', async () => {
  const calls = Object.keys(outreachForBot(vi.fn())).sort();
  const outreach = Object.fromEntries(calls.map((name) => [name, async () => null]));
  const wake = vi.fn();
  // SAFETY: every call of the port, none of which is looked into.
  const woken = wakeGovernor(outreach as unknown as OutreachForBot, {
    wake,
    listen: () => {},
    wait: async () => {},
  });
  const loud: string[] = [];
  for (const name of calls) {
    wake.mockClear();
    await (woken as unknown as Record<string, () => Promise<null>>)[name]?.();
    if (wake.mock.calls.length > 0) loud.push(name);
  }
  expect(loud).toEqual([
    'acceptNote',
    'decideAction',
    'letCampaignGoOn',
    'rescheduleAction',
    'resume',
    'steerCampaign',
    'takeAnswer',
  ]);
});
