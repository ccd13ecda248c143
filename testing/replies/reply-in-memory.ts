import { Command, MemorySaver } from '@langchain/langgraph';
import type { z } from 'zod';
import { draftContent } from '../../agents/incoming-reply/draft-content.ts';
import { replyGraph } from '../../agents/incoming-reply/graph.ts';
import type { ReplyState } from '../../agents/incoming-reply/state.ts';
import type { AskModel } from '../../agents/models/ask-model.ts';
import { JobFailure } from '../../agents/runner/job-failure.ts';
import {
  type ContentForAgent,
  type IncomingReplyDraft,
  incomingWebhookBrief,
  type Passage,
} from '../../ports/content.ts';
import type { ReplyAnswer, ReplyTask, TaskName } from '../../ports/model-tasks.ts';
import { writeAnswer } from '../../sandbox/writer/write-answer.ts';
import { seededHouseRules } from '../seed.ts';
import { seededPassages } from '../writer/seeded-passages.ts';

const thread = { configurable: { thread_id: 'j' } };

const passages: Passage[] = seededPassages().map(({ id, title, text, language }, at) => ({
  id,
  document_id: id.replace(/#\d+$/, ''),
  title,
  url: null,
  language,
  text,
  rank: 1 / (at + 1),
}));

/** A message of a person, as outreach hands it over. */
export const aReplyBrief = (text: string, change: object = {}) =>
  incomingWebhookBrief.parse({
    topic: 'Marta Reis',
    language: 'pt',
    reference: '7',
    person: {
      name: 'DRA. MARTA REIS',
      title: 'Gerente de Qualidade',
      company: 'OrtoVale',
      profile_url: 'https://www.linkedin.com/in/marta',
    },
    reply: { text, at: '2026-11-30T12:00:00Z' },
    before: [
      {
        from: 'us',
        text: 'Olá Marta, reunimos o que sabemos sobre passivação de titânio.',
        at: '2026-11-29T12:00:00Z',
      },
    ],
    account: 'Helena',
    purpose: null,
    most: 8000,
    ...change,
  });

/** The graph with the seeded knowledge in memory; the offline writer answers, or what `answer` says. */
export function replyInMemory(
  brief: ReturnType<typeof aReplyBrief>,
  answer?: (task: ReplyTask, asked: number) => ReplyAnswer,
) {
  const asked: ReplyTask[] = [];
  const replies: { key: string; text: string }[] = [];
  let byHand: IncomingReplyDraft | null = null;
  const saver = new MemorySaver();
  const askModel = (async (task: { task: string }, schema: z.ZodType) => {
    // SAFETY: the tasks of this graph.
    if (task.task === 'reply_answer') asked.push(task as ReplyTask);
    const made =
      answer && task.task === 'reply_answer'
        ? { content: JSON.stringify(answer(task as ReplyTask, asked.length)) }
        : writeAnswer(task.task as TaskName, task);
    if ('refusal' in made)
      throw new JobFailure('model_refused_request', made.refusal, { params: { reason: made.refusal } });
    return { answer: schema.parse(JSON.parse(made.content)), model: 'offline-test' };
  }) as AskModel;
  const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
  const content = {
    searchKnowledge: async (_team: string, query: string, language: string | null, limit: number) => {
      const wanted = wordsOf(query);
      const common = (p: Passage) =>
        [...wordsOf(`${p.title} ${p.text}`)].filter((word) => wanted.has(word)).length;
      const held = passages
        .filter((p) => (language === null || p.language === language) && common(p) > 0)
        .sort((a, b) => common(b) - common(a));
      return { passages: held.slice(0, limit), terms: [...wanted], matched: [] };
    },
    queryWords: async () => ({}),
    getHouseRules: async () => ({ version: 1, voice: '', rules: seededHouseRules.rules }),
    recordReply: async (_claim: object, said: { key: string; text: string }) => {
      replies.push(said);
    },
    readHandVersion: async () => ({ content: byHand }),
  } as unknown as ContentForAgent;
  const graph = replyGraph(
    {
      askModel,
      content,
      claim: { id: 'j', fence: 1 },
      today: () => '2026-11-30',
      attempt: { fence: 1, retries: 0, isLast: false },
      speaks: 'pt',
    },
    saver,
  );
  const run = async (input: unknown) => {
    await graph.invoke(input as never, thread);
    const { values } = await graph.getState(thread);
    const state = values as ReplyState;
    return { version: state.version, ...draftContent(state) };
  };
  const resume = (value: object) => run(new Command({ resume: value }));
  const now = async () => (await graph.getState(thread)).values as ReplyState;
  return {
    asked,
    replies,
    start: () => run({ brief, team_id: 't', job_id: 'j', today: '2026-11-30' }),
    requestChanges: async (note: string) =>
      resume({
        review_id: 'r1',
        decision: 'request_changes',
        version: (await now()).version,
        hash: 'x',
        note,
        reviewer_id: 'U1',
      }),
    edit: async (text: string) => {
      const state = await now();
      byHand = { ...draftContent(state), answer: text };
      return resume({ kind: 'hand', number: 1, version: state.version, hash: 'x', person_id: 'U1' });
    },
    awaited: async () =>
      (await graph.getState(thread)).tasks.flatMap((task) => task.interrupts.map(({ value }) => value)).at(0),
  };
}
