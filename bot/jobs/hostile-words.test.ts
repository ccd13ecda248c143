import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FoundJob, type JobLine, jobStatuses, jobTypes, type MadeLine } from '../../ports/content.ts';
import { slackLimits } from '../../ports/slack-limits.ts';
import { expectHarmless, hostile, maybe, people } from '../../testing/bot/hostile.ts';
import { aJob } from '../../testing/bot/samples.ts';
import { lintBlocks } from '../../testing/slack.ts';
import { homeBlocks } from '../drafts/home-section.ts';
import { historyMessage } from '../history/history-message.ts';
import { homeView } from '../home/app-home.ts';
import { textsOf } from '../texts/texts.ts';
import { jobMessage } from './job-message.ts';
import { listMessage } from './list-message.ts';

const id = fc.uuid();
const at = fc.constant('2026-11-22T13:00:00Z');
const person = fc.constantFrom(...people);
const link = () => `https://slack.example/archives/C1/p1${'0'.repeat(200)}`;
const line: fc.Arbitrary<JobLine> = fc.record({
  job: id,
  type: fc.constantFrom(...jobTypes),
  status: fc.constantFrom(...jobStatuses),
  topic: maybe(hostile),
  requester_id: person,
  versions: fc.integer({ min: 0, max: 30 }),
  channel_id: fc.constant('C1'),
  thread_ts: maybe(fc.constant('1.1')),
  waits_for: fc.array(person, { maxLength: 60 }),
  created_at: at,
  ended_at: maybe(at),
});
const found: fc.Arbitrary<FoundJob> = fc
  .record({
    topic: hostile,
    status: fc.constantFrom(...jobStatuses),
    waits_for: fc.array(person, { maxLength: 60 }),
    usd: fc.double({ min: 0, max: 900, noNaN: true }),
    tokens: fc.nat(),
    made: fc.array(
      fc.record({
        version: fc.integer({ min: 1, max: 99 }),
        status: fc.constant('proposed'),
        made_by: fc.constantFrom('agent' as const, 'edit' as const, 'restore' as const, 'pick' as const),
        author_id: maybe(person),
        reason: maybe(hostile),
        created_at: at,
      }),
      { maxLength: 30 },
    ),
  })
  .map(({ topic, status, ...rest }) => {
    const job = aJob({ status });
    return { outcome: 'found', job: { ...job, brief: { ...job.brief, topic } }, steers: true, ...rest };
  });
const made: fc.Arbitrary<MadeLine> = fc.record({
  job: id,
  type: fc.constantFrom(...jobTypes),
  requester_id: person,
  prompt: hostile,
  title: maybe(hostile),
  status: fc.constantFrom(...jobStatuses),
  versions: fc.nat({ max: 30 }),
  model: maybe(hostile),
  approved_by: fc.array(person, { maxLength: 4 }),
  decided_by: maybe(person),
  decision_note: maybe(hostile),
  overridden: fc.boolean(),
  usd: fc.double({ min: 0, max: 900, noNaN: true }),
  tokens: fc.nat(),
  unpriced: fc.boolean(),
  created_at: at,
  ended_at: maybe(at),
  channel_id: fc.constant('C1'),
  thread_ts: fc.constant('1.1'),
});
const locale = fc.constantFrom('en' as const, 'pt-BR' as const);
const place = { whose: 'open' as const, offset: 8 };

it('listMessage() and jobMessage() take no words for markup and keep to the limits', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), found, locale, (jobs, job, spoken) => {
      const t = textsOf(spoken);
      expectHarmless(listMessage({ jobs, total: jobs.length * 3, place }, link, t));
      expectHarmless(jobMessage(job, place, link(), t));
    }),
  );
});

it('historyMessage() takes no words for markup, also those that were looked for, and keeps to the limits', () => {
  fc.assert(
    fc.property(fc.array(made, { maxLength: 8 }), hostile, locale, (lines, words, spoken) => {
      const t = textsOf(spoken);
      const filter = {
        person_id: 'U0MARINA',
        type: 'blog' as const,
        from: '2026-11-01T00:00:00Z',
        until: '2026-12-01T00:00:00Z',
        words: words.slice(0, 200),
      };
      const history = { allowed: true, total: lines.length * 3, terms: [], lines, names: {}, kept_days: 180 };
      expectHarmless(historyMessage(history, { filter, offset: 8 }, link, 'America/Sao_Paulo', t));
    }),
  );
});

it('the Home tab keeps to the limits with all that can stand on it', () => {
  const job = fc.record({ job: id, topic: maybe(hostile), waits: fc.array(person, { maxLength: 60 }) });
  fc.assert(
    fc.property(fc.array(job, { maxLength: 10 }), hostile, locale, (jobs, title, spoken) => {
      const t = textsOf(spoken);
      const home = {
        waiting: jobs.map(({ job: of }) => ({
          ...{ job: of, type: 'blog' as const, version: 2, hash: 'a'.repeat(64), title, excerpt: title },
          ...{ requester_id: 'U0MARINA', channel_id: 'C1', card_ts: '1.1', since: '2026-11-22T13:00:00Z' },
          ...{ approvals: 1, quorum: 2, may_be_approved: true, picture: null },
        })),
        mine: jobs.map(({ job: of, topic, waits }) => ({
          ...{
            job: of,
            type: 'plan' as const,
            status: 'awaiting_input' as const,
            topic,
            versions: 0,
            error: null,
          },
          ...{ ended_at: null, waits_for: waits, channel_id: 'C1', thread_ts: '1.1' },
        })),
        notes: [],
        at_a_cap: jobs.map(({ job: of, topic }) => ({
          ...{
            job: of,
            type: 'blog' as const,
            topic,
            requester_id: 'U0MARINA',
            channel_id: 'C1',
            card_ts: '1.1',
          },
        })),
      };
      const view = homeView(t, [homeBlocks(home, true, link, t)]);
      expect(lintBlocks(view.blocks, slackLimits.viewBlocks, '/view/blocks', () => true)).toEqual([]);
    }),
  );
});
