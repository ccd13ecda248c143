import { expect, it } from 'vitest';
import { actionTypes, type ForecastInput } from '../../../ports/outreach.ts';
import { daysOfGovernor } from '../../../testing/governor/days-of-governor.ts';
import { aForecastInput, aWaitingAction, waiting } from '../../../testing/governor/forecast.ts';
import { seeded } from '../../../testing/seeded.ts';
import { forecastReleases } from './forecast-releases.ts';

const forecast = (input: ForecastInput, days = 8, draws = 40) =>
  forecastReleases(input, { days, draws, random: seeded(3) });
const rules = (invites: [number, number, number | null], visits: [number, number]) =>
  actionTypes.map((type) => {
    const [daily_min, daily_max, rolling_7d_max = null] =
      type === 'send_invite' ? invites : type === 'view_profile' ? visits : [0, 0];
    return { type, daily_min, daily_max, rolling_7d_max };
  });
const campaign = (id: string, weight = 1, per_company_week: number | null = null) => ({
  id,
  weight,
  per_company_week,
});
const of = (id: string, unforeseen = 0) => ({
  id,
  name: id,
  status: 'running' as const,
  drafting: 0,
  unforeseen,
});
const released = async (input: ForecastInput, days = 8) =>
  (await forecast(input, days)).days.map((d) => [d.released.low, d.released.high]);

it('forecastReleases() is kept by a governor: its days lie in the band at least as often as the band says', async () => {
  // Half a day's hours and a beat each quarter of an hour, so that many days pass in a test.
  const timing = { everyMs: 900_000, jitterMs: 45_000, graceMs: 300_000 };
  const half = { window_start: '09:00', window_end: '13:00' };
  const visits = waiting(16, { type: 'view_profile', campaign: campaign('a') });
  const loads = [
    aForecastInput({
      config: { ...half, rules: rules([3, 9, null], [0, 0]) },
      fits_a_day: 13,
      actions: waiting(32),
    }),
    aForecastInput({
      config: { ...half, warm_up_days: 4, rules: rules([2, 6, 18], [2, 5]) },
      fits_a_day: 13,
      byType: { send_invite: { warm_up: [1, 2, 4] }, view_profile: { warm_up: [1, 2, 3] } },
      holidays: [{ date: '2026-11-26', name: 'Thanksgiving' }],
      actions: [
        ...visits,
        ...visits.map(({ id }) =>
          aWaitingAction({ campaign: campaign('a'), after_action_id: id, wait_days: 1 }),
        ),
        ...waiting(12, { campaign: campaign('b', 2) }),
      ],
    }),
  ];
  let inside = 0;
  let days = 0;
  let went = 0;
  let middle = 0;
  for (const input of loads) {
    const foreseen = await forecastReleases(input, { days: 8, draws: 200, random: seeded(5), timing });
    for (let future = 0; future < 5; future += 1) {
      const governor = daysOfGovernor(input, { days: 8, timing, random: seeded(100 + future) });
      for (const { date, spans, released } of foreseen.days) {
        const count = governor.get(date) ?? 0;
        if (spans.length === 0) {
          expect(count).toBe(0);
          continue;
        }
        days += 1;
        went += count;
        middle += released.middle;
        if (count >= released.low && count <= released.high) inside += 1;
      }
    }
  }
  expect(days).toBeGreaterThanOrEqual(50);
  // Four of five; of so few days chance takes two standard deviations at most.
  expect(inside / days).toBeGreaterThan(0.8 - 2 * Math.sqrt((0.8 * 0.2) / days));
  // And the band lies where the governor goes, not only around it.
  expect(Math.abs(went - middle) / middle).toBeLessThan(0.12);
});

it('forecastReleases() draws the same from the same randomness', async () => {
  const input = aForecastInput({ config: { rules: rules([2, 8, null], [1, 6]) }, actions: waiting(30) });
  expect(await forecast(input)).toEqual(await forecast(input));
});

it('forecastReleases() keeps within today’s draw, and says when nothing is left', async () => {
  const input = aForecastInput({
    config: { rules: rules([2, 8, null], [0, 0]) },
    byType: { send_invite: { drawn: 3, used_today: 1 } },
    actions: waiting(10),
  });
  const { days, empty, total, campaigns } = await forecast(input);
  expect(days[0]?.released).toEqual({ low: 2, middle: 2, high: 2 });
  expect(days[0]?.quota).toEqual({ low: 3, middle: 3, high: 3 });
  expect(total).toEqual({ low: 10, middle: 10, high: 10 });
  expect(
    [empty.low, empty.high].every((date) => date !== null && date > '2026-11-23' && date < '2026-11-28'),
  ).toBe(true);
  expect(campaigns).toEqual([]);
});

it('forecastReleases() has an answer go at once, whatever the day has left', async () => {
  const answer = aWaitingAction({ type: 'send_message', is_answer: true });
  const input = aForecastInput({
    config: { rules: rules([0, 0, null], [0, 0]) },
    actions: [...waiting(3), answer],
  });
  const { days, total } = await forecast(input, 3);
  expect(days[0]?.released).toEqual({ low: 1, middle: 1, high: 1 });
  expect(total.high).toBe(1);
});

it('forecastReleases() has nothing on closed days, and names the holiday', async () => {
  const input = aForecastInput({
    config: { rules: rules([4, 4, null], [0, 0]) },
    holidays: [{ date: '2026-11-25', name: 'Feriado' }],
    actions: waiting(30),
  });
  const { days } = await forecast(input);
  expect(days.map((d) => d.released.middle)).toEqual([4, 4, 0, 4, 4, 0, 0, 4]);
  expect(days[2]).toMatchObject({ holiday: 'Feriado', spans: [], quota: { high: 0 } });
  expect(days[5]?.holiday).toBe(null);
});

it('forecastReleases() shows what the rules allow when nothing waits', async () => {
  const { days, empty } = await forecast(
    aForecastInput({ config: { rules: rules([2, 2, null], [3, 3]) } }),
    3,
  );
  expect(days.map((d) => [d.released.high, d.quota.middle])).toEqual([
    [0, 5],
    [0, 5],
    [0, 5],
  ]);
  expect(empty.low).toBe('2026-11-23');
});

it('forecastReleases() keeps the limit of any 7 days, and uses what leaves it', async () => {
  const config = { rules: rules([6, 6, 10], [0, 0]) };
  const used_7d = Array.from({ length: 8 }, (_, i) => `2026-11-18T${10 + i}:00:00.000Z`);
  const input = aForecastInput({ config, byType: { send_invite: { used_7d } }, actions: waiting(40) });
  const days = (await forecast(input)).days.map((d) => d.released.high);
  expect(days[0]).toBe(2);
  expect(days[1]).toBe(0);
  // In any 7 days, with those from before.
  for (let day = 3; day < 8; day += 1)
    expect(days.slice(Math.max(0, day - 6), day + 1).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(10);
  expect(days.reduce((a, b) => a + b, 0)).toBeGreaterThan(8);
});

it('forecastReleases() rises with the warm-up by days on which something went', async () => {
  const input = aForecastInput({
    config: { warm_up_days: 4, rules: rules([8, 8, null], [0, 0]) },
    byType: { send_invite: { warm_up: [1, 3, 5] } },
    actions: waiting(60),
  });
  expect((await released(input)).map(([, high]) => high)).toEqual([1, 3, 5, 8, 8, 0, 0, 8]);
});

it('forecastReleases() lets a step follow after its working days, and only counts what waits for an acceptance', async () => {
  const first = waiting(2, { campaign: campaign('a'), type: 'view_profile' });
  const then = first.map(({ id }) =>
    aWaitingAction({ campaign: campaign('a'), after_action_id: id, wait_days: 2 }),
  );
  const input = aForecastInput({ actions: [...first, ...then], campaigns: [of('a', 4)] });
  const [found] = (await forecast(input)).campaigns;
  expect(found).toMatchObject({ id: 'a', waiting: 4, unforeseen: 4 });
  expect(found?.first).toEqual({ low: '2026-11-23', high: '2026-11-23' });
  expect(found?.last).toEqual({ low: '2026-11-25', high: '2026-11-25' });
  expect((await released(input)).slice(0, 3)).toEqual([
    [2, 2],
    [0, 0],
    [2, 2],
  ]);
});

it('forecastReleases() counts what a campaign had before on every day, not on the first alone', async () => {
  // Ten a day: of 10 against 40, b catches up in three days, and from then on they go evenly.
  const type = 'send_invite' as const;
  const input = aForecastInput({
    config: { rules: rules([10, 10, null], [0, 0]) },
    shares: [
      { campaign_id: 'a', type, used: 40 },
      { campaign_id: 'b', type, used: 10 },
    ],
    actions: [...waiting(20, { campaign: campaign('a') }), ...waiting(50, { campaign: campaign('b') })],
    campaigns: [of('a'), of('b')],
  });
  const { campaigns } = await forecast(input, 10);
  expect(campaigns.map(({ id, first, last }) => [id, first.low, last.high])).toEqual([
    ['a', '2026-11-26', '2026-12-01'],
    ['b', '2026-11-23', '2026-12-01'],
  ]);
});

it('forecastReleases() has no last release of a campaign that goes on beyond the days', async () => {
  const input = aForecastInput({ actions: waiting(60, { campaign: campaign('a') }), campaigns: [of('a')] });
  const forecasted = await forecast(input, 3);
  expect(forecasted.campaigns[0]?.last).toEqual({ low: null, high: null });
  expect(forecasted.empty).toEqual({ low: null, high: null });
});

it('forecastReleases() stops invitations at those unanswered, until one is withdrawn', async () => {
  const config = { pending_invites_max: 3 };
  const input = aForecastInput({ config, pending_invites: 1, actions: waiting(6) });
  expect((await forecast(input)).total.high).toBe(2);
  const withdrawn = aForecastInput({
    config,
    pending_invites: 1,
    actions: [...waiting(6), ...waiting(2, { type: 'withdraw_invite' })],
  });
  expect((await forecast(withdrawn)).total).toEqual({ low: 6, middle: 6, high: 6 });
});

it('forecastReleases() has five notes a month without Premium, and people of one company a week apart', async () => {
  const free = aForecastInput({ of: { tier: 'free' }, actions: waiting(9, { with_note: true }) });
  expect((await forecast(free)).total.high).toBe(5);
  const one = { campaign: campaign('a', 1, 1), company: 'acme' };
  const input = aForecastInput({ actions: waiting(3, one) });
  const days = (await released(input, 9)).map(([, high]) => high);
  expect(days).toEqual([1, 0, 0, 0, 0, 0, 0, 1, 0]);
});

it('forecastReleases() says what holds the account and shows the days without it', async () => {
  const input = aForecastInput({
    of: { paused_at: '2026-11-22T00:00:00Z', pause_reason: 'fair' },
    actions: waiting(4),
  });
  const { held, total } = await forecast(input);
  expect([held, total.middle]).toEqual(['paused', 4]);
});

it('forecastReleases() begins a type that rests after its rest', async () => {
  const input = aForecastInput({
    byType: { send_invite: { rests_until: '2026-11-24T20:00:00Z' } },
    actions: waiting(3),
  });
  const { days, total } = await forecast(input);
  expect([days[0]?.released.high, total.low]).toEqual([0, 3]);
  expect(days[1]?.released.low).toBeGreaterThan(0);
});
