import { describe, expect, it } from 'vitest';
import { createHint } from '../../platform/hint.ts';
import { silentLog } from '../../platform/log.ts';
import type { Handover, HandoverCalls } from '../../ports/handovers.ts';
import { carryOver } from './carry-handovers.ts';
import { fromContent } from './from-content.ts';
import { fromOutreach } from './from-outreach.ts';
import type { HandoverDesk } from './handover-desk.ts';

const item = (change: Partial<Handover> = {}): Handover => ({
  id: 1,
  fence: 1,
  team_id: 'T1',
  kind: 'reply',
  key: 'reply:7',
  payload: {},
  attempts: 1,
  ...change,
});

/** The other side answers nothing: a call to it is a fault of the test. */
async function carried(given: Handover, kinds = fromOutreach) {
  const outcomes: unknown[] = [];
  const note = (what: string) => async (_: Handover, of: unknown) => {
    outcomes.push([what, of]);
    return true;
  };
  const side = {
    settleHandover: note('settled'),
    refuseHandover: note('refused'),
    failHandover: note('failed'),
  } as unknown as HandoverCalls;
  const hints = { jobs: createHint(), outbox: createHint() };
  await carryOver(
    { hints, log: silentLog, outreach: {}, content: {} } as unknown as HandoverDesk,
    side,
    kinds,
    given,
  );
  return outcomes;
}

describe('carryOver() of what no one can read', () => {
  it('waits at first, as a newer version of the bot may take it', async () => {
    expect(await carried(item({ attempts: 6 }))).toEqual([
      ['failed', { code: 'unreadable', retry_in_s: 64 }],
    ]);
  });

  it.each([
    ['reply', { type: 'incoming_webhook', team_id: 'T1' }, fromOutreach],
    ['newer_reply', 'no object', fromOutreach],
    ['answer', { event_id: 7 }, fromContent],
    ['note', null, fromContent],
    ['intent', {}, fromContent],
  ])('is refused for good with a code that admins read: %s', async (kind, payload, kinds) => {
    expect(await carried(item({ kind, payload, attempts: 7 }), kinds)).toEqual([['refused', 'unreadable']]);
  });
});
