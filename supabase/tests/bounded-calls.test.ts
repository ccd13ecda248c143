import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../testing/database/database.ts';
import {
  claim,
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  showAll,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
let held: { id: string; fence: number };
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
  held = await claim(parts, await startJob(parts));
});

type Part = 'greenlight_bot' | 'greenlight_agent' | 'greenlight_governor';
/** A call with any arguments, as a holder of the part's token can make it. */
const call = (part: Part, name: string, args: Record<string, unknown>, schema: string) =>
  parts.rpc[part](schema as 'content')(name as never, args, z.unknown());

const search = (more: object) => ({
  p_team_id: TEAM,
  p_query: 'titânio',
  p_language: 'pt',
  p_limit: 5,
  ...more,
});
const failure = (retry_in_s: unknown) => ({ p_id: 1, p_fence: 1, p_failure: { code: 'x', retry_in_s } });
const planned = (more: object) => ({
  p_plan: [
    {
      action_id: 'a',
      revision: 1,
      scheduled_for: '2026-11-23T13:00:00Z',
      jitter_applied_minutes: 1,
      ...more,
    },
  ],
});

test.each<[Part, string, Record<string, unknown>, string]>([
  ...[-1, 0, -(2 ** 31), null].flatMap((p_limit): [Part, string, Record<string, unknown>, string][] => [
    ['greenlight_bot', 'content.claim_outbox', { p_worker: 'w', p_limit }, 'bad_limit'],
    ['greenlight_bot', 'outreach.claim_outbox', { p_worker: 'w', p_limit }, 'bad_limit'],
    ['greenlight_bot', 'content.claim_proposal_messages', { p_worker: 'w', p_limit }, 'bad_limit'],
    ['greenlight_agent', 'content.search_knowledge', search({ p_limit }), 'bad_limit'],
  ]),
  ...['NaN', 'Infinity', '-Infinity', -1, '1e999', 'soon', {}, true].flatMap(
    (delay): [Part, string, Record<string, unknown>, string][] => [
      ['greenlight_bot', 'content.fail_outbox', failure(delay), 'bad_delay'],
      ['greenlight_bot', 'outreach.fail_outbox', failure(delay), 'bad_delay'],
      ['greenlight_bot', 'content.fail_proposal_message', failure(delay), 'bad_delay'],
    ],
  ),
  ['greenlight_agent', 'content.search_knowledge', search({ p_embedding: [] }), 'bad_embedding'],
  ['greenlight_agent', 'content.search_knowledge', search({ p_embedding: ['NaN'] }), 'bad_embedding'],
  [
    'greenlight_agent',
    'content.search_knowledge',
    search({ p_embedding: [1, '-Infinity'] }),
    'bad_embedding',
  ],
  ['greenlight_agent', 'content.search_knowledge', search({ p_embedding: [1, null] }), 'bad_embedding'],
  [
    'greenlight_bot',
    'content.search_knowledge',
    search({ p_embedding: Array(16_001).fill(0) }),
    'bad_embedding',
  ],
  ['greenlight_governor', 'outreach.plan_actions', { p_plan: {} }, 'bad_plan'],
  ['greenlight_governor', 'outreach.plan_actions', { p_plan: null }, 'bad_plan'],
  ['greenlight_governor', 'outreach.plan_actions', planned({ scheduled_for: 'infinity' }), 'bad_plan'],
  ['greenlight_governor', 'outreach.plan_actions', planned({ scheduled_for: null }), 'bad_plan'],
  ...['NaN', -100_001, 100_001].map(
    (jitter_applied_minutes): [Part, string, Record<string, unknown>, string] => [
      'greenlight_governor',
      'outreach.plan_actions',
      planned({ jitter_applied_minutes }),
      'bad_plan',
    ],
  ),
  ...[
    ['', 2026],
    ['brazil', 2026],
    ['BR', -1],
    ['BR', 2 ** 31 - 1],
    ['BR', null],
    [null, 2026],
  ].map(([p_region, p_year]): [Part, string, Record<string, unknown>, string] => [
    'greenlight_governor',
    'outreach.keep_holidays',
    { p_region, p_year, p_holidays: [] },
    'bad_holidays',
  ]),
])('%s calls %s with %j and is refused with %s', async (part, name, args, code) => {
  const [schema = '', fn = ''] = name.split('.');
  await expect(call(part, fn, args, schema)).rejects.toMatchObject({ code });
});

test.each([-100_000, 100_000])('plan_actions() takes a jitter of %i minutes', async (minutes) => {
  const plan = planned({ jitter_applied_minutes: minutes });
  expect(await call('greenlight_governor', 'plan_actions', plan, 'outreach')).toBe(0);
});

test.each([{ base64: 'not base64!' }, { base64: '' }, { base64: null }, {}])(
  'put_artifact() refuses %j',
  async (wrong) => {
    const p_file = {
      key: `${held.id}/v1/a.png`,
      name: 'a.png',
      mime: 'image/png',
      role: 'page',
      alt: '',
      ...wrong,
    };
    const put = call(
      'greenlight_agent',
      'put_artifact',
      { p_job_id: held.id, p_fence: held.fence, p_file },
      'content',
    );
    await expect(put).rejects.toMatchObject({ code: 'bad_artifact' });
  },
);

test('more than is given becomes the most that is given', async () => {
  const most = 2 ** 31 - 1;
  const found = await call('greenlight_agent', 'search_knowledge', search({ p_limit: most }), 'content');
  expect(found).toMatchObject({ passages: [] });
  for (let n = 0; n < 101; n += 1) await startJob(parts, 'ana', false);
  expect(await parts.bot.claimOutbox('w', most)).toHaveLength(100);
  await endAllJobs(database);
});

test('an item that failed waits at most a day, and is given up without a time', async () => {
  await startJob(parts, 'ana', false);
  const [item] = await parts.bot.claimOutbox('w', 1);
  const fail = (fence: number | undefined, retry_in_s: unknown) =>
    call(
      'greenlight_bot',
      'fail_outbox',
      { p_id: item?.id, p_fence: fence, p_failure: { code: 'x', retry_in_s } },
      'content',
    );
  expect(await fail(item?.fence, 1e9)).toBe(true);
  const { rows } = await database.owner.query(
    `select given_up, run_at - platform.now() between interval '23 hours' and interval '1 day' as in_a_day from content.outbox where id = $1`,
    [item?.id],
  );
  expect(rows).toEqual([{ given_up: false, in_a_day: true }]);
  await database.owner.query('update content.outbox set run_at = platform.now() where id = $1', [item?.id]);
  const [again] = await parts.bot.claimOutbox('w', 1);
  expect(await fail(again?.fence, null)).toBe(true);
  expect(await showAll(parts)).toEqual([]);
});
