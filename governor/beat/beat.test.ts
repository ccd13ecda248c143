import { expect, it } from 'vitest';
import { silentLog } from '../../platform/log.ts';
import { noTraces } from '../../platform/traces.ts';
import type { ClaimAnswer, ReleaseResult } from '../../ports/outreach.ts';
import { aLoad, anAction } from '../../testing/governor/load.ts';
import { seeded } from '../../testing/seeded.ts';
import { noGovernorMeters } from '../governor-meters.ts';
import type { GovernorTools } from '../governor-tools.ts';
import { beat } from './beat.ts';

/** One beat over one visit whose time has come; the claim takes so long to be answered. */
async function beatOver(claimMs: number, jumpMs = 0, sinceJumpMs = Number.POSITIVE_INFINITY) {
  let now = Date.parse('2026-11-23T13:30:00Z');
  const action = anAction({ type: 'view_profile', scheduled_for: '2026-11-23T13:29:00Z' });
  const sent: string[] = [];
  const recorded: ReleaseResult[] = [];
  const seen: unknown[] = [];
  const claim: ClaimAnswer = {
    outcome: 'claimed',
    release_id: 1,
    fence: 1,
    action: { ...action, executed_at: '2026-11-23T13:30:00Z' },
    provider_account_id: 'unipile-1',
    invitation_id: null,
    chat_id: null,
  };
  const parts = {
    outreach: {
      expireDispatches: async () => 0,
      loadDue: async () => [aLoad({ actions: [action] })],
      planActions: async () => 1,
      claimRelease: async () => {
        now += claimMs;
        return claim;
      },
      recordRelease: async (result: ReleaseResult) => {
        recorded.push(result);
        return true;
      },
      recordProfile: async (profile: unknown) => {
        seen.push(profile);
        throw new Error('The database is away');
      },
      unknownReleases: async () => [],
    },
    provider: {
      view: async (accountId: string) => {
        sent.push(accountId);
        return { result: 'sent', provider: {}, error: null, signal: 'none', seen: { title: 'Compradora' } };
      },
    },
    databaseClock: { hear: () => jumpMs, jumpedWithin: (ms: number) => sinceJumpMs < ms },
    profiles: { forget() {} },
    inbox: { accountsDueAt: Number.POSITIVE_INFINITY, byAccount: new Map() },
    worker: 'w',
    lateMs: 120_000,
    clock: { now: () => now, sleep: async () => {} },
    random: seeded(1),
    log: silentLog,
    meters: noGovernorMeters,
    traces: noTraces,
  };
  // SAFETY: a beat over a visit uses nothing else of its tools.
  await beat(parts as unknown as GovernorTools);
  return { sent, recorded, seen, leadId: action.lead.lead_id };
}

it('beat() makes the one call of a fresh claim and records how it ended', async () => {
  const { sent, recorded } = await beatOver(29_999);
  expect(sent).toEqual(['unipile-1']);
  expect(recorded).toEqual([
    { release_id: 1, fence: 1, result: 'sent', provider: {}, error: null, signal: 'none' },
  ]);
});

it('beat() stores what a visit showed of the person, and goes on when it cannot', async () => {
  const { seen, leadId } = await beatOver(0);
  expect(seen).toEqual([{ provider_account_id: 'unipile-1', lead_id: leadId, title: 'Compradora' }]);
});

it('beat() makes no call for a claim that is 30 s old: it may have been given up meanwhile', async () => {
  const { sent, recorded } = await beatOver(30_000);
  expect(sent).toEqual([]);
  expect(recorded).toMatchObject([{ result: 'not_sent', error: { code: 'stale_claim' }, signal: 'none' }]);
});

it('beat() makes no call for a claim at whose time the clock of the database had jumped: the gap was not over', async () => {
  const { sent, recorded } = await beatOver(0, 3_600_000);
  expect(sent).toEqual([]);
  expect(recorded).toMatchObject([{ result: 'not_sent', error: { code: 'clock_jumped' }, signal: 'none' }]);
});

it('beat() claims nothing until a gap of time has passed since the clock of the database jumped', async () => {
  const within = await beatOver(0, 0, 19 * 60_000);
  expect([within.sent, within.recorded]).toEqual([[], []]);
  expect((await beatOver(0, 0, 20 * 60_000)).sent).toEqual(['unipile-1']);
});
