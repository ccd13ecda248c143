import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outline, QuestionContent } from '../../ports/content.ts';
import { useDatabase } from '../../testing/database/database.ts';
import {
  connectParts,
  endAllJobs,
  installTeam,
  type Parts,
  showAll,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  parts = await connectParts(database);
  await installTeam(database);
});
beforeEach(() => endAllJobs(database));

const outline = (angle: string): Outline => ({
  kind: 'outline',
  language: 'pt',
  angle,
  audience: 'compradores',
  keywords: ['titânio'],
  sections: [{ id: 's1', heading: 'Um', point: 'p', passage_ids: [] }],
  sources: [],
  unread: [],
  model: 'm',
  offline: false,
});

let keys = 0;
async function start(type: 'blog' | 'brand_kit' | 'knowledge', requester = 'ana'): Promise<string> {
  keys += 1;
  const common = {
    team_id: TEAM,
    requester_id: requester,
    channel_id: 'C1',
    command: `/x ${keys}`,
    idempotency_key: `question key ${keys}`,
    response_url: null,
  };
  const topic = `topic ${keys}`;
  const { job_id } = await parts.bot.enqueueJob(
    type === 'blog'
      ? {
          ...common,
          type,
          brief: {
            topic,
            audience: null,
            language: null,
            words: null,
            tone: null,
            keywords: null,
            call_to_action: null,
            urls: [],
          },
        }
      : type === 'knowledge'
        ? {
            ...common,
            type,
            brief: {
              topic,
              source: { kind: 'url', url: 'https://a.example' },
              title: null,
              language: null,
            },
          }
        : { ...common, type, brief: { topic, kit: KIT, base_version: 0 } },
  );
  await showAll(parts);
  return job_id;
}

const KIT = {
  name: 'Alba',
  handle: '@alba',
  colors: {
    dark: '#000000',
    dark_alt: '#000000',
    paper: '#ffffff',
    ink: '#000000',
    accent: '#ff0000',
    accent_alt: '#00ff00',
    muted: '#777777',
  },
  fonts: { heading: 'Inter' as const, body: 'Inter' as const },
  logo_svg: '<svg/>',
};

async function claim(id: string) {
  const job = await parts.agent.claimJob('runner', ['blog', 'brand_kit', 'knowledge']);
  if (job?.id !== id) throw new Error(`Claimed ${job?.id ?? 'nothing'} instead of ${id}`);
  return job;
}

async function asked(content: QuestionContent = outline('a'), requester = 'ana') {
  const id = await start(content.kind === 'brand_kit' ? 'brand_kit' : 'blog', requester);
  const held = await claim(id);
  const question = await parts.agent.recordQuestion(held, {
    number: 1,
    content,
    artifacts: [],
    read_upto: null,
  });
  const press = (
    person_id: string,
    answer: 'go_on' | 'change' | 'discard',
    note: string | null = null,
    more: { number?: number; hash?: string } = {},
  ) =>
    parts.bot.answerQuestion({
      job_id: id,
      number: 1,
      hash: question.hash,
      person_id,
      answer,
      note,
      ...more,
    });
  return { id, held, question, press };
}

describe('record_question()', () => {
  it('waits for an answer without a worker and shows the question once', async () => {
    const { id } = await asked();
    const job = await parts.bot.getJob(id);
    expect(job?.status).toBe('awaiting_input');
    expect(await showAll(parts)).toContain('question');
    expect(await parts.agent.claimJob('runner', ['blog'])).toBeNull();
  });

  it('takes the same question again and refuses another text under its number', async () => {
    const { id, press } = await asked();
    await press('ana', 'change', 'shorter');
    const held = await claim(id);
    const again = (angle: string, number: number) =>
      parts.agent.recordQuestion(held, { number, content: outline(angle), artifacts: [], read_upto: null });
    await expect(again('b', 1)).rejects.toMatchObject({ code: 'question_is_fixed' });
    await expect(again('b', 3)).rejects.toMatchObject({ code: 'wrong_question' });
    const second = await again('b', 2);
    expect(second).toMatchObject({ number: 2, status: 'open' });
  });

  it('ends the claim of the runner that asked', async () => {
    const id = await start('blog');
    const first = await claim(id);
    const q = { number: 1, content: outline('a'), artifacts: [], read_upto: null };
    await parts.agent.recordQuestion(first, q);
    await expect(parts.agent.recordQuestion(first, q)).rejects.toMatchObject({ code: 'lost_lease' });
  });

  it('refuses files that are not stored', async () => {
    const id = await start('blog');
    const held = await claim(id);
    const file = {
      key: `${id}/x.png`,
      name: 'x.png',
      mime: 'image/png',
      size: 1,
      sha256: 'no',
      alt: '',
      role: 'page' as const,
    };
    await expect(
      parts.agent.recordQuestion(held, {
        number: 1,
        content: outline('a'),
        artifacts: [file],
        read_upto: null,
      }),
    ).rejects.toMatchObject({ code: 'file_missing' });
  });
});

describe('answer_question() of an offer of documents in the other language', () => {
  const offer: QuestionContent = {
    kind: 'language',
    names: ['passivation'],
    asked: 'en',
    offered: 'pt',
    documents: [{ document_id: 'd1', title: 'Passivação' }],
  };

  it.each(['go_on', 'discard'] as const)('takes %s from a person who may steer the job', async (answer) => {
    const { id, press } = await asked(offer);
    expect(await press('guido', answer)).toMatchObject({ outcome: 'not_allowed' });
    expect(await press('ana', answer)).toMatchObject({ outcome: 'answered' });
    expect(await claim(id)).toMatchObject({ resume: { kind: 'answer', answer } });
  });

  it('takes no change', async () => {
    const { press } = await asked(offer);
    await expect(press('ana', 'change', 'x')).rejects.toMatchObject({ code: 'bad_answer' });
  });
});

describe('answer_question()', () => {
  it('hands the answer to the job, once, when it is pressed twice', async () => {
    const { id, question, press } = await asked();
    const both = await Promise.all([press('ana', 'go_on'), press('leo', 'go_on')]);
    expect(both.map((a) => a.outcome).sort()).toEqual(['already_answered', 'answered']);
    const held = await claim(id);
    expect(held.resume).toMatchObject({ kind: 'answer', question: 1, hash: question.hash, answer: 'go_on' });
    expect(await parts.agent.claimJob('runner', ['blog'])).toBeNull();
  });

  it.each([
    ['bia', 'not_allowed'],
    ['gil', 'not_allowed'],
    ['stranger', 'not_allowed'],
    ['ana', 'answered'],
    ['leo', 'answered'],
    ['rui', 'answered'],
  ])('of an outline by %s is %s', async (person, outcome) => {
    const { press } = await asked();
    expect((await press(person, 'go_on')).outcome).toBe(outcome);
  });

  it('refuses a button of an older question, of another text, and of no question', async () => {
    const { id, press } = await asked();
    expect((await press('ana', 'go_on', null, { hash: 'other' })).outcome).toBe('superseded');
    expect((await press('ana', 'go_on', null, { number: 7 })).outcome).toBe('not_found');
    await press('ana', 'change', 'shorter');
    const held = await claim(id);
    await parts.agent.recordQuestion(held, {
      number: 2,
      content: outline('b'),
      artifacts: [],
      read_upto: null,
    });
    expect(await press('ana', 'go_on')).toMatchObject({
      outcome: 'superseded',
      job_status: 'awaiting_input',
    });
  });

  it('gives way to a reply in the thread, which is about the question', async () => {
    const { id, press } = await asked();
    const thread_ts = (await parts.bot.getJob(id))?.thread_ts ?? '';
    const message = { team_id: TEAM, channel_id: 'C1', thread_ts, ts: '8.1', text: 'start with ISO 13485' };
    expect((await parts.bot.recordMessage({ ...message, author_id: 'leo' })).outcome).toBe('taken');
    expect((await press('ana', 'go_on')).outcome).toBe('already_answered');
    const { resume } = await claim(id);
    expect(resume).toMatchObject({ kind: 'reply', version: null, question: 1 });
  });

  it('wants a change to be named, and no discard of an outline', async () => {
    const { press } = await asked();
    await expect(press('ana', 'change', '  ')).rejects.toMatchObject({ code: 'note_missing' });
    await expect(press('ana', 'discard')).rejects.toMatchObject({ code: 'bad_answer' });
  });

  it('answers nothing once the job is cancelled', async () => {
    const { id, press } = await asked();
    await parts.bot.cancelJob(id, 'ana');
    expect(await press('ana', 'go_on')).toMatchObject({
      outcome: 'already_answered',
      job_status: 'cancelled',
    });
  });

  it('brings a brand kit into force in the same transaction, by admins alone', async () => {
    const kit = { kind: 'brand_kit' as const, kit: KIT, base_version: 0, warnings: [] };
    const { id, press } = await asked(kit, 'rui');
    expect((await press('leo', 'go_on')).outcome).toBe('not_allowed');
    expect((await press('rui', 'go_on')).outcome).toBe('answered');
    expect(await parts.agent.getBrandKit(TEAM)).toMatchObject({ version: 1, name: 'Alba' });
    const held = await claim(id);
    await parts.agent.finishJob(held, { applied: true });
    expect(await parts.bot.getJob(id)).toMatchObject({ status: 'completed', result: { applied: true } });

    const late = await asked({ ...kit, kit: { ...KIT, name: 'Other' } }, 'rui');
    expect((await late.press('rui', 'go_on')).outcome).toBe('stale');
    expect((await late.press('rui', 'discard')).outcome).toBe('answered');
    expect(await parts.agent.getBrandKit(TEAM)).toMatchObject({ version: 1, name: 'Alba' });
  });
});

describe('jobs without a draft', () => {
  it('end by finish_job, and a job with a draft does not', async () => {
    const id = await start('knowledge');
    const held = await claim(id);
    await parts.agent.finishJob(held, { title: 'T' });
    expect((await parts.bot.getJob(id))?.status).toBe('completed');
    const blog = await start('blog');
    await expect(parts.agent.finishJob(await claim(blog), {})).rejects.toMatchObject({
      code: 'not_approved',
    });
  });

  it('of type brand_kit are started by admins alone, and unknown types by no one', async () => {
    await expect(start('brand_kit', 'leo')).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(start('brand_kit', 'gil')).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(start('podcast' as 'blog')).rejects.toMatchObject({ code: 'bad_type' });
  });
});

describe('record_reply()', () => {
  it('says a thing once a key, in order', async () => {
    const id = await start('blog');
    const held = await claim(id);
    const say = (key: string, text: string) =>
      parts.agent.recordReply(held, {
        key,
        kind: 'answer',
        text,
        person_id: 'ana',
        version: null,
        offline: true,
      });
    await say('turn 1', 'one');
    await say('turn 1', 'one again');
    await say('turn 2', 'two');
    const { rows } = await database.owner.query(
      'select number, text from content.agent_replies where job_id = $1 order by number',
      [id],
    );
    expect(rows).toEqual([
      { number: 1, text: 'one' },
      { number: 2, text: 'two' },
    ]);
    expect((await showAll(parts)).filter((kind) => kind === 'reply')).toHaveLength(2);
  });
});
