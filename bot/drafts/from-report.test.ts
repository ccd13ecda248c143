import type { BlockButtonAction, SlackActionMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { testDesk } from '../../testing/bot/desk.ts';
import { aJob, aReport, aResearchJob, aReview } from '../../testing/bot/samples.ts';
import { outcomeMessage } from '../review/outcome-message.ts';
import { en, ptBr } from '../texts/texts.ts';
import { briefMessage } from './brief-message.ts';
import { draftCommand } from './draft-command.ts';
import { articleKind, carouselKind } from './draft-kinds.ts';
import { reuseActions, reuseReportAction } from './reuse-report.ts';

const ID = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const LINK = 'https://alba.slack.com/archives/C0MARKETING/p1700000000000100';
const found = { job_id: ID, title: 'Como se valida a limpeza' };

function world(change: { findReport?: () => Promise<typeof found>; enqueueJob?: () => Promise<never> } = {}) {
  const enqueued: Record<string, unknown>[] = [];
  const asked: unknown[] = [];
  const t = testDesk(
    {
      findReport: async (...args: unknown[]) => {
        asked.push(args);
        return change.findReport ? change.findReport() : found;
      },
      enqueueJob: async (job: object) => {
        if (change.enqueueJob) return change.enqueueJob();
        enqueued.push({ ...job });
        return { job_id: 'j', created: true };
      },
    },
    { 'views.open': async () => ({ ok: true }) },
  );
  return { ...t, enqueued, asked };
}

/** What was answered, in words, and the form that was opened. */
async function type(t: ReturnType<typeof world>, text: string, kind = articleKind, channel = 'C0SALES') {
  const acks: unknown[] = [];
  // SAFETY: the handler reads only these parts of a command.
  await draftCommand(
    t.desk,
    kind,
  )({
    ack: async (answer: unknown) => {
      acks.push(answer);
    },
    command: {
      command: kind.command,
      text,
      team_id: 'T1',
      user_id: 'U0MARINA',
      channel_id: channel,
      channel_name: channel.startsWith('D') ? 'directmessage' : 'sales',
      trigger_id: 'trigger-1',
      response_url: 'https://slack.example/r/1',
    },
  } as unknown as SlackCommandMiddlewareArgs);
  return JSON.stringify(acks);
}
const form = (t: ReturnType<typeof world>) =>
  JSON.stringify(t.calls.find((c) => c.method === 'views.open')?.args);

describe('/blog from a report', () => {
  it('starts an article on its title, with the research named and nothing else said', async () => {
    const t = world();
    expect(await type(t, `from ${LINK}`)).toContain(en.command.started);
    expect(t.asked).toEqual([['T1', { channel_id: 'C0MARKETING', ts: '1700000000.000100' }]]);
    expect(t.enqueued).toMatchObject([
      { type: 'blog', from_job_id: ID, channel_id: 'C0SALES', brief: { topic: found.title, words: null } },
    ]);
  });

  it('takes what is said besides as the topic, and a length', async () => {
    const t = world();
    await type(t, `de ${ID} 600 palavras sobre o pior caso`);
    expect(t.enqueued).toMatchObject([{ from_job_id: ID, brief: { topic: 'o pior caso', words: 600 } }]);
    await type(t, `from ${LINK} 6 slides about limits`, carouselKind);
    expect(t.enqueued[1]).toMatchObject({ type: 'carousel', from_job_id: ID, brief: { slides: 6 } });
  });

  it('opens the form with the title where only a length is said, and in a direct message', async () => {
    const length = world();
    await type(length, `from ${LINK} in 600 words`);
    expect(form(length)).toContain(`\\"from_job_id\\":\\"${ID}\\"`);
    expect(form(length)).toContain('"initial_value":"600"');
    expect(form(length)).toContain(found.title);
    const direct = world();
    await type(direct, `from ${LINK}`, articleKind, 'D0MARINA');
    expect(form(direct)).toContain(`\\"from_job_id\\":\\"${ID}\\"`);
    expect(form(direct)).toContain(found.title);
    expect([...length.enqueued, ...direct.enqueued]).toEqual([]);
  });

  it.each([
    ['from_unknown', 'I know no research'],
    ['from_other_team', 'another team'],
    ['from_no_research', 'This is no research'],
    ['from_not_approved', 'not approved yet'],
    ['from_rejected', 'was rejected'],
    ['from_stopped', 'ended without a report'],
    ['database_unavailable', 'did not say in time'],
  ])('says why nothing is started: %s', async (code, line) => {
    const t = world({ findReport: () => Promise.reject(new ExpectedError(code, 'for the log')) });
    const answer = await type(t, `from ${ID}`);
    expect(answer).toContain(line);
    expect(answer).toContain('Nothing was started.');
    expect(answer).toContain(ID);
    expect(answer).not.toContain('for the log');
    expect(t.enqueued).toEqual([]);
  });

  it('says so too when the report is gone between the look and the start', async () => {
    const t = world({ enqueueJob: () => Promise.reject(new ExpectedError('from_rejected', 'for the log')) });
    expect(await type(t, `from ${LINK}`)).toContain('This report was rejected');
  });

  it('leaves topics that begin with "from" alone', async () => {
    const t = world();
    await type(t, 'from bar to patient');
    expect(t.asked).toEqual([]);
    expect(t.enqueued).toMatchObject([{ brief: { topic: 'from bar to patient' } }]);
    expect(t.enqueued[0]).not.toHaveProperty('from_job_id');
  });
});

describe('an approved report', () => {
  const press = async (t: ReturnType<typeof world>) => {
    // SAFETY: the handler reads only these parts of a press.
    await reuseReportAction(
      t.desk,
      carouselKind,
    )({
      ack: async () => {},
      body: {
        team: { id: 'T1' },
        user: { id: 'U0MARINA' },
        channel: { id: 'C0MARKETING' },
        message: { ts: '1.2', thread_ts: '1.1' },
        trigger_id: 'trigger-1',
        actions: [{ type: 'button', action_id: reuseActions.carousel, value: ID }],
      },
    } as unknown as SlackActionMiddlewareArgs<BlockButtonAction>);
  };

  it.each([en, ptBr])('offers a carousel and an article in $locale; other drafts offer none', (texts) => {
    const done = { status: 'completed' as const, ended_at: '2026-11-22T12:10:00Z' };
    const shown = JSON.stringify(outcomeMessage(aResearchJob(done), aReport(), [aReview()], texts));
    for (const action of Object.values(reuseActions)) expect(shown).toContain(action);
    expect(shown).toContain(texts.research.report.makeCarousel);
    expect(JSON.stringify(outcomeMessage(aJob(done), null, [], texts))).not.toContain(reuseActions.article);
  });

  it('opens the form of a carousel in its channel, with its title', async () => {
    const t = world();
    await press(t);
    expect(t.asked).toEqual([['T1', { job_id: ID }]]);
    expect(form(t)).toContain(found.title);
    expect(form(t)).toContain('\\"channel_id\\":\\"C0MARKETING\\"');
    expect(form(t)).toContain(`\\"from_job_id\\":\\"${ID}\\"`);
  });

  it('says in the thread why it cannot be used', async () => {
    const t = world({ findReport: () => Promise.reject(new ExpectedError('from_unknown', 'x')) });
    await press(t);
    expect(t.calls).toEqual([]);
    expect(JSON.stringify(t.told)).toContain('I know no research');
  });

  it('is named by the message that opens the thread of what is made from it', () => {
    const job = aJob({ from_job_id: ID });
    expect(JSON.stringify(briefMessage(job, 'Ana', en))).toContain('From a research: ');
    expect(JSON.stringify(briefMessage(aJob(), 'Ana', en))).not.toContain('From a research');
  });
});
