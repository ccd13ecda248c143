import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { type Outreach, openOutreach, rule } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
beforeAll(async () => {
  o = await openOutreach(database);
});

const zones = [
  'America/Sao_Paulo',
  'Europe/Berlin',
  'America/New_York',
  'Africa/Cairo', // changes at midnight
  'America/Santiago', // changes at midnight
  'Asia/Beirut', // changes at midnight
  'Australia/Lord_Howe', // by half an hour
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
];

/** Local date and time of an instant by Intl, an implementation that is not Postgres'. */
function localOf(at: Date, zone: string): { date: string; time: string; day: number } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
      .formatToParts(at)
      .map((p) => [p.type, p.value]),
  );
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const day = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return { date, time: `${parts.hour}:${parts.minute}:${parts.second}`, day };
}

const minuteOfDay = fc.integer({ min: 0, max: 1439 });
const clock = (m: number) =>
  `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
// Most instants lie near a change of the clocks of one of the zones.
const changes = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-04-24',
  '2026-09-06',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
];
const instants = fc.oneof(
  fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -1440, max: 2880 }))
    .map(([d, m]) => Date.parse(`${d}T00:00:00Z`) + m * 60_000),
  fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') }),
);

test('in_working_hours() opens no instant whose local time or weekday lies outside, and agrees with Intl away from changes', async () => {
  const cases = fc.sample(
    fc.record({
      zone: fc.constantFrom(...zones),
      start: minuteOfDay,
      length: fc.integer({ min: 1, max: 1439 }),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      at: instants,
    }),
    { numRuns: 1500, seed: 4 },
  );
  const rows = await o.query(
    `select outreach.in_working_hours(a, (e ->> 'at')::timestamptz) as open
     from jsonb_array_elements($1::jsonb) with ordinality x(e, n)
     cross join lateral (select jsonb_populate_record(null::outreach.accounts, e) as a) p order by n`,
    [
      JSON.stringify(
        cases.map((c) => ({
          time_zone: c.zone,
          window_start: clock(c.start),
          window_end: clock((c.start + c.length) % 1440),
          working_days: c.days,
          at: new Date(c.at).toISOString(),
        })),
      ),
    ],
  );
  let opened = 0;
  for (const [i, c] of cases.entries()) {
    const open = rows.rows[i]?.open === true;
    const local = localOf(new Date(c.at), c.zone);
    const [start, stop] = [`${clock(c.start)}:00`, `${clock((c.start + c.length) % 1440)}:00`];
    const crosses = stop <= start;
    const inHours = crosses
      ? local.time >= start || local.time < stop
      : local.time >= start && local.time < stop;
    const worked =
      c.days.includes(local.day) &&
      (!crosses || local.time >= start || c.days.includes(((local.day + 5) % 7) + 1));
    if (open) {
      opened += 1;
      expect({ c, local, inHours, worked }).toMatchObject({ inHours: true, worked: true });
    } else if (inHours && worked) {
      // Closed although the local time fits: only the second pass of a repeated time, after the window had ended.
      const earlier = [30, 60].some((m) => localOf(new Date(c.at - m * 60_000), c.zone).time === local.time);
      const near = localOf(new Date(c.at - 86_400_000), c.zone).time !== local.time || earlier;
      expect({ c, local, near }).toMatchObject({ near: true });
    }
  }
  expect(opened).toBeGreaterThan(100);
});

test.each([
  // Skipped: the first instant after. Twice: the earlier one.
  ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['2026-10-25T02:30:00', 'Europe/Berlin', '2026-10-25T00:30:00Z'],
  ['2026-09-06T00:00:00', 'America/Santiago', '2026-09-06T04:00:00Z'],
  ['2026-04-24T00:30:00', 'Africa/Cairo', '2026-04-23T22:00:00Z'],
  ['2026-10-04T02:15:00', 'Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['2011-12-30T12:00:00', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['2026-11-23T09:00:00', 'America/Sao_Paulo', '2026-11-23T12:00:00Z'],
])('instant_of(%s, %s) is %s', async (local, zone, instant) => {
  const { at } = await o.one('select outreach.instant_of($1::timestamp, $2) = $3::timestamptz as at', [
    local,
    zone,
    instant,
  ]);
  expect(at).toBe(true);
});

test('instant_of() and back is the same local time wherever that time exists, and never earlier', async () => {
  const cases = fc.sample(fc.record({ zone: fc.constantFrom(...zones), at: instants }), {
    numRuns: 1500,
    seed: 7,
  });
  const { rows } = await o.query(
    `select to_char(i.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
     from jsonb_array_elements($1::jsonb) with ordinality x(e, n)
     cross join lateral (select outreach.instant_of((e ->> 'local')::timestamp, e ->> 'zone') as at) i order by n`,
    [
      JSON.stringify(
        cases.map(({ zone, at }) => {
          const local = localOf(new Date(at), zone);
          return { zone, local: `${local.date}T${local.time}` };
        }),
      ),
    ],
  );
  for (const [i, { zone, at }] of cases.entries()) {
    const found = new Date(String(rows[i]?.at));
    expect(localOf(found, zone)).toEqual(localOf(new Date(at), zone));
    expect(found.getTime()).toBeLessThanOrEqual(at);
  }
});

test('next_open() answers an open instant, and none before it is open', async () => {
  const account = await o.account({
    time_zone: 'Europe/Berlin',
    window_start: '22:30',
    window_end: '02:30',
    rules: [rule('send_invite', 0, 5, 80)],
  });
  const cases = fc.sample(instants, { numRuns: 200, seed: 9 });
  const { rows } = await o.query(
    `select n.at >= f.at as later, outreach.in_working_hours(a, n.at) and not outreach.is_holiday(a, n.at) as open,
            exists (select from generate_series(f.at, n.at - interval '1 second', interval '20 minutes') g
                    where outreach.in_working_hours(a, g) and not outreach.is_holiday(a, g)) as missed
     from unnest($2::timestamptz[]) f(at) cross join lateral (select * from outreach.accounts where id = $1) a
     cross join lateral (select outreach.next_open(a, f.at) as at) n`,
    [account.id, cases.map((c) => new Date(c).toISOString())],
  );
  expect(rows).toHaveLength(200);
  for (const row of rows) expect(row).toMatchObject({ later: true, open: true });
  // A repeated hour may open once more within a night; nothing else is missed.
  expect(rows.filter((r) => r.missed).length).toBeLessThanOrEqual(4);
});
