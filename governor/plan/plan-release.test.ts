import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate } from '../../platform/local-time.ts';
import type { AccountLoad, Action, ActionType, Blocker } from '../../ports/outreach.ts';
import { actionTypes } from '../../ports/outreach.ts';
import { aConfig, aLoad, anAccount, anAction } from '../../testing/governor/load.ts';
import { seeded } from '../../testing/seeded.ts';
import { isOpen } from './opening-hours.ts';
import { planRelease } from './plan-release.ts';

const MINUTE = 60_000;
const LATE = 6 * MINUTE;
const plan = (load: AccountLoad, seed = 1) => planRelease(load, LATE, seeded(seed));
const at = (time: string) => `2026-11-23T${time}.000Z`;
const many = (n: number, given: Partial<Action> = {}) => Array.from({ length: n }, () => anAction(given));
const ids = (actions: Action[]) => actions.map((a) => a.id);

describe('planRelease()', () => {
  it('gives new work times inside the window, a gap apart, off the full minute', () => {
    const planned = plan(aLoad({ actions: many(8) })).planned;
    expect(planned).toHaveLength(8);
    expect(planned.every((p) => Date.parse(p.scheduled_for) % MINUTE >= 1000)).toBe(true);
    expect(planned.every((p) => p.jitter_applied_minutes >= 0)).toBe(true);
  });

  it('lets a single new action wait no longer than the longest gap while the window is open', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const [only] = plan(aLoad({ actions: many(1) }), seed).planned;
      const wait = Date.parse(only?.scheduled_for ?? '') - Date.parse(aLoad().now);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(40 * MINUTE);
    }
  });

  it('holds everything at the end of the window, the first instant after it, until the next opening', () => {
    const load = aLoad({ now: at('21:00:00'), actions: [anAction({ scheduled_for: at('20:59:00') })] });
    const result = plan(load);
    expect(result.release).toEqual([]);
    expect(result.planned[0]?.scheduled_for.slice(0, 10)).toBe('2026-11-24');
  });

  it('releases what is due, one at a time, and moves the rest by a gap at least', () => {
    const actions = [
      anAction({ scheduled_for: at('13:28:10') }),
      anAction({ scheduled_for: at('13:29:10') }),
    ];
    const result = plan(aLoad({ actions }));
    expect(ids(result.release)).toEqual([actions[0]?.id]);
    expect(result.planned[0]?.action_id).toBe(actions[1]?.id);
    expect(Date.parse(result.planned[0]?.scheduled_for ?? '')).toBeGreaterThanOrEqual(
      Date.parse(at('13:50:00')),
    );
  });

  it('lets an answer go minutes after the last action, without quota and before all that waits', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const answer = anAction({ type: 'send_message', is_answer: true });
      const none = { type: 'send_message' as const, quota: 0, used_today: 9, used_7d: 40 };
      const load = aLoad({
        actions: [...many(30), answer],
        quotas: [none],
        last_dispatch_at: at('13:29:30'),
      });
      const soon = plan(load, seed).planned.find((p) => p.action_id === answer.id);
      expect(Date.parse(soon?.scheduled_for ?? '')).toBeGreaterThanOrEqual(Date.parse(at('13:31:30')));
      expect(Date.parse(soon?.scheduled_for ?? '')).toBeLessThanOrEqual(Date.parse(at('13:35:30')));
    }
  });

  it('keeps the account’s own gap after an answer, and moves what was planned in it', () => {
    const answer = anAction({ type: 'send_message', is_answer: true, scheduled_for: at('13:29:40') });
    const planned = anAction({ scheduled_for: at('13:35:10') });
    const load = aLoad({ actions: [planned, answer, ...many(5)], last_dispatch_at: at('13:27:30') });
    const result = plan(load);
    expect(ids(result.release)).toEqual([answer.id]);
    expect(result.planned.map((p) => p.action_id)).toContain(planned.id);
    for (const { scheduled_for } of result.planned)
      expect(Date.parse(scheduled_for)).toBeGreaterThanOrEqual(Date.parse(at('13:50:00')));
  });

  it('has an answer wait for the next open minutes outside the window', () => {
    const answer = anAction({ type: 'send_message', is_answer: true });
    const [planned] = plan(aLoad({ actions: [answer], now: at('22:30:00') })).planned;
    expect(planned?.scheduled_for.slice(0, 16)).toMatch(/^2026-11-24T12:0[0-4]/);
  });

  it('does not catch up: what was missed is drawn anew', () => {
    const actions = many(6, { scheduled_for: at('12:10:10') });
    const result = plan(aLoad({ actions }));
    expect(result.release).toEqual([]);
    expect(result.planned).toHaveLength(6);
  });

  it('keeps the time of what is not due, for any draw', () => {
    const actions = [anAction({ scheduled_for: at('15:00:10') }), ...many(3)];
    for (let seed = 0; seed < 20; seed += 1) {
      const result = plan(aLoad({ actions }), seed);
      expect(result.held.map((h) => [h.action.id, h.blocked_by])).toEqual([[actions[0]?.id, 'not_due']]);
      const near = result.planned.some(
        (p) => Math.abs(Date.parse(p.scheduled_for) - Date.parse(at('15:00:10'))) < 20 * MINUTE,
      );
      expect(near).toBe(false);
    }
  });

  it('waits for the end of a short hold instead of drawing anew', () => {
    const action = anAction({
      scheduled_for: at('13:29:00'),
      blocked_by: 'stale_inbox',
      retry_at: at('13:31:00'),
    });
    expect(plan(aLoad({ actions: [action] })).held).toEqual([
      { action, blocked_by: 'stale_inbox', isNews: false },
    ]);
    expect(ids(plan(aLoad({ now: at('13:31:05'), actions: [action] })).release)).toEqual([action.id]);
  });

  it('draws a new time after a long hold, not before its end', () => {
    const action = anAction({
      scheduled_for: at('13:29:00'),
      blocked_by: 'quota',
      retry_at: '2026-11-24T12:00:00.000Z',
    });
    const [planned] = plan(aLoad({ actions: [action] })).planned;
    expect(Date.parse(planned?.scheduled_for ?? '')).toBeGreaterThan(Date.parse('2026-11-24T12:00:00Z'));
  });

  it('puts no more on today than the quota leaves, and the rest on later days', () => {
    const load = aLoad({ actions: many(8) });
    const quotas = load.quotas.map((q) => (q.type === 'send_invite' ? { ...q, quota: 5, used_today: 2 } : q));
    const dates = plan({ ...load, quotas }).planned.map((p) => p.scheduled_for.slice(0, 10));
    expect(dates.filter((d) => d === '2026-11-23')).toHaveLength(3);
    expect(dates.filter((d) => d === '2026-11-24')).toHaveLength(5);
  });

  it('says what holds an action that no coming day has room for', () => {
    const rules = aConfig.rules.map((r) => ({ ...r, daily_min: 0, daily_max: 0 }));
    const load = aLoad({ config: { rules }, actions: many(1) });
    expect(plan(load).held).toMatchObject([{ blocked_by: 'quota', isNews: true }]);
  });

  it.each([
    ['paused', { paused_at: at('10:00:00'), pause_reason: 'holiday' }],
    ['terms_not_acknowledged', { terms_acknowledged_at: null }],
    ['account_status', { status: 'credentials' as const }],
    ['breaker', { breaker: { reason: 'restricted', until: null, needs_person: true } }],
  ])('releases and plans nothing while %s holds the account', (blocked_by, change) => {
    const actions = [
      anAction({ scheduled_for: at('13:29:00') }),
      anAction(),
      anAction({ scheduled_for: at('15:29:00') }),
      anAction({ blocked_by: blocked_by as Blocker }),
    ];
    const load = aLoad({ actions, account: { ...anAccount, ...change } });
    const result = plan(load);
    expect([result.release, result.planned]).toEqual([[], []]);
    expect(result.held.map((h) => [h.blocked_by, h.isNews])).toEqual([
      [blocked_by, true],
      [blocked_by, true],
      [blocked_by, false],
      [blocked_by, false],
    ]);
  });

  it('does not let invitations keep follow-ups waiting', () => {
    const invites = many(60);
    const messages = many(4, { type: 'send_message', text: 'Hello' });
    const load = aLoad({
      now: at('12:00:30'),
      config: { rules: aConfig.rules.map((r) => ({ ...r, daily_min: 40, daily_max: 40 })) },
      actions: [...invites, ...messages],
    });
    const today = plan(load).planned.filter((p) => p.scheduled_for < '2026-11-24');
    expect(messages.every((m) => today.some((p) => p.action_id === m.id))).toBe(true);
  });

  const ofCampaign = (id: string, weight: number, given: Partial<Action> = {}): Partial<Action> => ({
    ...given,
    campaign: { id, name: id, weight, step: 1, thread_ts: null },
  });
  const countOf = (load: AccountLoad, planned: { action_id: string }[], id: string | null) =>
    planned.filter((p) => (load.actions.find((a) => a.id === p.action_id)?.campaign?.id ?? null) === id)
      .length;

  it('gives campaigns their weight’s part of a day, and what people proposed by itself one part', () => {
    const load = aLoad({
      now: at('12:00:30'),
      actions: [...many(20, ofCampaign('a', 3)), ...many(20, ofCampaign('b', 1)), ...many(20)],
    });
    const today = plan(load).planned.filter((p) => p.scheduled_for < '2026-11-24');
    expect([countOf(load, today, 'a'), countOf(load, today, 'b'), countOf(load, today, null)]).toEqual([
      6, 2, 2,
    ]);
  });

  it('lets no campaign starve where one place a day is left: what each had counts', () => {
    const had = { a: 0, b: 0 };
    for (let day = 0; day < 12; day += 1) {
      const load = aLoad({
        actions: [...many(5, ofCampaign('a', 3)), ...many(5, ofCampaign('b', 1))],
        quotas: [{ type: 'send_invite', quota: 1, used_today: 0, used_7d: 0 }],
        shares: [
          { campaign_id: 'a', type: 'send_invite', used: had.a },
          { campaign_id: 'b', type: 'send_invite', used: had.b },
        ],
      });
      const { planned } = plan(load, day);
      had.a += countOf(load, planned, 'a');
      had.b += countOf(load, planned, 'b');
    }
    expect(had).toEqual({ a: 9, b: 3 });
  });

  it('gives campaigns times on one open day only, so that the next is free for what comes', () => {
    const load = aLoad({ actions: [...many(40, ofCampaign('a', 1)), ...many(3)] });
    const dates = (id: string | null) =>
      plan(load)
        .planned.filter((p) => countOf(load, [p], id) === 1)
        .map((p) => p.scheduled_for.slice(0, 10));
    expect(new Set(dates('a'))).toEqual(new Set(['2026-11-23']));
    expect(dates(null)).toHaveLength(3);
    const evening = { ...load, now: at('22:00:00') };
    expect(new Set(plan(evening).planned.map((p) => p.scheduled_for.slice(0, 10)))).toEqual(
      new Set(['2026-11-24']),
    );
  });

  const zones = [
    'America/Sao_Paulo',
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'America/Santiago',
  ];
  const clockTime = fc
    .integer({ min: 0, max: 47 })
    .map((n) => `${String(Math.floor(n / 2)).padStart(2, '0')}:${n % 2 ? '30' : '00'}`);
  const anyLoad = fc
    .record({
      time_zone: fc.constantFrom(...zones),
      // Around the clock changes of all of these zones.
      now: fc.integer({ min: Date.parse('2026-03-01T00:00:00Z'), max: Date.parse('2026-11-20T00:00:00Z') }),
      window: fc.tuple(clockTime, clockTime).filter(([a, b]) => a !== b),
      working_days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
      gap: fc.integer({ min: 1, max: 90 }),
      lastAgo: fc.option(fc.integer({ min: 0, max: 200 })),
      quota: fc.integer({ min: 0, max: 12 }),
      used: fc.integer({ min: 0, max: 12 }),
      holiday: fc.boolean(),
      actions: fc.array(
        fc.record({
          type: fc.constantFrom<ActionType>(...actionTypes),
          offset: fc.option(fc.integer({ min: -600, max: 3000 })),
          retry: fc.option(fc.integer({ min: -60, max: 2000 })),
          campaign: fc.constantFrom(null, 'a', 'b'),
        }),
        { maxLength: 25 },
      ),
    })
    .map((g) => {
      const stamp = (minutes: number | null) =>
        minutes === null ? null : new Date(g.now + minutes * MINUTE + 7123).toISOString();
      const local_date = localDate(g.now, g.time_zone);
      return aLoad({
        now: new Date(g.now).toISOString(),
        local_date,
        last_dispatch_at: g.lastAgo === null ? null : new Date(g.now - g.lastAgo * MINUTE).toISOString(),
        holidays: g.holiday ? [local_date] : [],
        config: {
          time_zone: g.time_zone,
          window_start: g.window[0],
          window_end: g.window[1],
          working_days: g.working_days,
          gap_min_minutes: g.gap,
          gap_max_minutes: g.gap * 2,
        },
        quotas: actionTypes.map((type) => ({ type, quota: g.quota, used_today: g.used, used_7d: 0 })),
        actions: g.actions.map((a) =>
          anAction({
            type: a.type,
            scheduled_for: stamp(a.offset),
            retry_at: stamp(a.retry),
            blocked_by: a.retry === null ? null : 'gap',
            ...(a.campaign === null ? {} : ofCampaign(a.campaign, 2)),
          }),
        ),
      });
    });

  it('holds every limit for any rules, zone, season and backlog', () => {
    fc.assert(
      fc.property(anyLoad, fc.integer(), (load, seed) => {
        const { config } = load.account;
        const now = Date.parse(load.now);
        const holidays = new Set(load.holidays);
        const result = plan(load, seed);
        const everything = [
          ...ids(result.release),
          ...result.planned.map((p) => p.action_id),
          ...ids(result.held.map((h) => h.action)),
        ];
        expect(everything.toSorted()).toEqual(ids(load.actions).toSorted());
        expect(result.release.length).toBeLessThanOrEqual(1);
        const times = [
          ...result.release.map((a) => ({ type: a.type, at: now })),
          ...result.planned.map((p) => ({
            type: load.actions.find((a) => a.id === p.action_id)?.type,
            at: Date.parse(p.scheduled_for),
          })),
        ];
        expect(times.every((t) => isOpen(config, holidays, t.at))).toBe(true);
        const kept = result.held.filter((h) => h.blocked_by === 'not_due');
        const last = load.last_dispatch_at === null ? [] : [Date.parse(load.last_dispatch_at)];
        const all = [
          ...last,
          ...times.map((t) => t.at),
          ...kept.map((h) => Date.parse(h.action.scheduled_for ?? '')),
        ];
        const sorted = all.toSorted((a, b) => a - b);
        expect(
          sorted.every((t, i) => i === 0 || t - (sorted[i - 1] ?? 0) >= config.gap_min_minutes * MINUTE),
        ).toBe(true);
        for (const { type, quota, used_today } of load.quotas) {
          const today = times.filter(
            (t) => t.type === type && localDate(t.at, config.time_zone) === load.local_date,
          );
          expect(today.length).toBeLessThanOrEqual(Math.max(0, quota - used_today));
        }
      }),
      { numRuns: 250 },
    );
  });

  it('puts no more on today when a rule is tightened', () => {
    const onToday = (load: AccountLoad, seed: number) => {
      const result = plan(load, seed);
      const isToday = (time: string) =>
        localDate(Date.parse(time), load.account.config.time_zone) === load.local_date;
      return result.release.length + result.planned.filter((p) => isToday(p.scheduled_for)).length;
    };
    fc.assert(
      fc.property(anyLoad, fc.integer(), fc.integer({ min: 0, max: 3 }), (drawn, seed, kind) => {
        const load = {
          ...drawn,
          actions: drawn.actions.map((a) => ({ ...a, scheduled_for: null, retry_at: null })),
        };
        const { config } = load.account;
        const change = (next: Partial<typeof config>) => ({
          ...load,
          account: { ...load.account, config: { ...config, ...next } },
        });
        const tighter = [
          { ...load, quotas: load.quotas.map((q) => ({ ...q, quota: Math.max(0, q.quota - 2) })) },
          change({
            gap_min_minutes: config.gap_min_minutes * 2,
            gap_max_minutes: config.gap_max_minutes * 2,
          }),
          change({ working_days: config.working_days.slice(1) }),
          { ...load, holidays: [load.local_date] },
        ][kind];
        if (tighter) expect(onToday(tighter, seed)).toBeLessThanOrEqual(onToday(load, seed));
      }),
      { numRuns: 150 },
    );
  });
});
