import { type BeatTiming, latenessOf } from '../../governor/plan/beat-timing.ts';
import { isOpen, openSpans } from '../../governor/plan/opening-hours.ts';
import { gapOf } from '../../governor/plan/place-actions.ts';
import { planRelease } from '../../governor/plan/plan-release.ts';
import type { Random } from '../../platform/clock.ts';
import { addDays, localDate } from '../../platform/local-time.ts';
import type { AccountLoad, Action, ActionType, Blocker, ForecastInput } from '../../ports/outreach.ts';
import { anAction } from './load.ts';

const WEEK_MS = 7 * 24 * 3_600_000;
const iso = (at: number) => new Date(at).toISOString();

/**
 * A governor and its database in memory: a beat at a time, as the real ones, with the planner itself. Of what the database
 * checks it has hours, gap, quota, warm-up and the limit of 7 days. Nothing of the forecast is in it.
 *
 * @param random Draws its quotas and its times.
 * @returns Releases by local date.
 */
export function daysOfGovernor(
  input: ForecastInput,
  given: { days: number; timing: BeatTiming; random: Random },
): Map<string, number> {
  const { days, timing, random } = given;
  const { config } = input.account;
  const holidays = input.holidays.map((h) => h.date);
  const closed = new Set(holidays);
  const ledger = input.types.flatMap((t) => t.used_7d.map((at) => ({ type: t.type, at: Date.parse(at) })));
  const draws = new Map<string, number>();
  const released = new Map<string, number>();
  const sending = new Set<string>(input.sent_today ? [input.local_date] : []);
  let last = input.last_dispatch_at;
  const had = new Map(input.shares.map((share) => [`${share.type} ${share.campaign_id}`, share]));
  const rows = input.actions.map((w) => ({
    waits: w,
    action: anAction({
      id: w.id,
      type: w.type,
      is_answer: w.is_answer,
      scheduled_for: w.scheduled_for,
      retry_at: w.from,
      campaign: w.campaign && { ...w.campaign, name: w.campaign.id, step: 1, thread_ts: null },
    }),
    due: w.after_action_id === null ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
    done: false,
  }));

  const quotaOf = (type: ActionType, date: string): number => {
    const rule = config.rules.find((r) => r.type === type);
    if (!rule) return 0;
    const key = `${type} ${date}`;
    const span = rule.daily_max - rule.daily_min + 1;
    const draw = draws.get(key) ?? rule.daily_min + Math.floor(random.next() * span);
    draws.set(key, draw);
    const before = input.sending_days + [...sending].filter((d) => d < date).length;
    const warm = input.types.find((t) => t.type === type)?.warm_up[before] ?? rule.daily_max;
    return Math.min(draw, input.fits_a_day, warm);
  };
  const used7d = (type: ActionType, now: number) =>
    ledger.filter((l) => l.type === type && l.at > now - WEEK_MS).length;
  const usedOn = (type: ActionType, date: string) =>
    ledger.filter((l) => l.type === type && localDate(l.at, config.time_zone) === date).length;
  const nextOpen = (from: number): number => {
    for (let n = 0; ; n += 1) {
      const span = openSpans(config, closed, addDays(localDate(from, config.time_zone), n)).find(
        (s) => s.to > from,
      );
      if (span) return Math.max(from, span.from);
    }
  };
  const blockerOf = (action: Action, now: number): { code: Blocker; retry: number | null } | null => {
    const { type } = action;
    const date = localDate(now, config.time_zone);
    const gapEnds = last === null ? 0 : Date.parse(last) + gapOf(action, config);
    const week = config.rules.find((r) => r.type === type)?.rolling_7d_max ?? Number.POSITIVE_INFINITY;
    if (!isOpen(config, closed, now)) return { code: 'window', retry: nextOpen(now) };
    if (now < gapEnds) return { code: 'gap', retry: nextOpen(gapEnds) };
    if (!action.is_answer && usedOn(type, date) >= quotaOf(type, date)) {
      const tomorrow = openSpans(config, new Set(), addDays(date, 1))[0]?.from ?? now;
      return { code: 'quota', retry: nextOpen(Math.max(now, tomorrow)) };
    }
    if (!action.is_answer && used7d(type, now) >= week) {
      const counted = ledger
        .filter((l) => l.type === type)
        .map((l) => l.at)
        .sort((a, b) => b - a);
      return { code: 'rolling_cap', retry: nextOpen((counted[week - 1] ?? now) + WEEK_MS) };
    }
    return action.scheduled_for === null || Date.parse(action.scheduled_for) > now
      ? { code: 'not_due', retry: action.scheduled_for === null ? null : Date.parse(action.scheduled_for) }
      : null;
  };

  const begin = Date.parse(input.now);
  const end = Math.max(
    begin,
    ...openSpans(config, closed, addDays(input.local_date, days - 1)).map((s) => s.to),
  );
  for (let minute = begin; minute < end; minute += timing.everyMs) {
    const now = minute + random.next() * timing.jitterMs;
    const date = localDate(now, config.time_zone);
    // Outside the hours nothing goes; the first beat of each hour keeps the plan as it would be.
    if (!isOpen(config, closed, now) && (minute - begin) % 3_600_000 >= timing.everyMs) continue;
    const seen = rows.filter((r) => !r.done && r.due <= now).slice(0, 100);
    const load: AccountLoad = {
      account: input.account,
      now: iso(now),
      last_dispatch_at: last,
      local_date: date,
      quotas: config.rules.map(({ type }) => ({
        type,
        quota: quotaOf(type, date),
        used_today: usedOn(type, date),
        used_7d: used7d(type, now),
      })),
      holidays,
      shares: [...had.values()],
      actions: seen.map((r) => r.action),
    };
    const plan = planRelease(load, latenessOf(timing), random);
    const row = (action: Pick<Action, 'id'>) => rows.find((r) => r.action.id === action.id);
    for (const { action_id, scheduled_for } of plan.planned) {
      const r = row({ id: action_id });
      if (r) r.action = { ...r.action, status: 'scheduled', scheduled_for, blocked_by: null, retry_at: null };
    }
    for (const { action } of plan.held.filter((h) => h.isNews)) hold(action, now);
    for (const action of plan.release) {
      if (hold(action, now)) continue;
      const r = row(action);
      if (r) r.done = true;
      last = iso(now);
      ledger.push({ type: action.type, at: now });
      sending.add(date);
      released.set(date, (released.get(date) ?? 0) + 1);
      const campaign_id = action.campaign?.id ?? null;
      const share = had.get(`${action.type} ${campaign_id}`) ?? { campaign_id, type: action.type, used: 0 };
      had.set(`${action.type} ${campaign_id}`, { ...share, used: share.used + 1 });
      for (const next of rows) {
        if (next.waits.after_action_id !== action.id) continue;
        next.due = now;
        for (let n = 0; n < next.waits.wait_days; n += 1) {
          const tomorrow = openSpans(
            { ...config, working_days: [1, 2, 3, 4, 5, 6, 7] },
            new Set(),
            addDays(localDate(next.due, config.time_zone), 1),
          );
          next.due = nextOpen(tomorrow[0]?.from ?? now);
        }
      }
    }
    function hold(action: Action, at: number): boolean {
      const blocker = blockerOf(action, at);
      const r = row(action);
      if (!blocker || !r) return false;
      r.action = {
        ...r.action,
        blocked_by: blocker.code,
        retry_at: blocker.retry === null ? null : iso(blocker.retry),
      };
      return true;
    }
  }
  return released;
}
