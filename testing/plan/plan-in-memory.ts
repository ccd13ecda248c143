import { Command, MemorySaver } from '@langchain/langgraph';
import type { z } from 'zod';
import type { AskModel } from '../../agents/models/ask-model.ts';
import { planGraph } from '../../agents/plan/graph.ts';
import type { PlanState } from '../../agents/plan/state.ts';
import type { ContentForAgent, Passage, PlanBrief } from '../../ports/content.ts';
import type { BriefsTask, PlanAnswer } from '../../ports/model-tasks.ts';
import { writeAnswer } from '../../sandbox/writer/write-answer.ts';
import { seededBrandKit, seededHouseRules } from '../seed.ts';
import { seededPassages } from '../writer/seeded-passages.ts';

const thread = { configurable: { thread_id: 'j' } };

/** The seeded documents as a search answers them. */
const passages: Passage[] = seededPassages().map(({ id, title, text, language }, at) => ({
  id,
  document_id: id.replace(/#\d+$/, ''),
  title,
  url: null,
  language,
  text,
  rank: 1 / (at + 1),
}));

/** The graph with the seeded knowledge in memory; the offline writer answers, or what `answer` says. */
export function planInMemory(
  brief: Partial<PlanBrief> = {},
  answer?: (task: BriefsTask, asked: number) => PlanAnswer | Promise<PlanAnswer>,
) {
  const asked: BriefsTask[] = [];
  let searches = 0;
  const askModel = (async (given: { task: string }, schema: z.ZodType) => {
    // SAFETY: the one task of this graph.
    const task = given as BriefsTask;
    asked.push(task);
    const made = answer ? await answer(task, asked.length) : written(task);
    return { answer: schema.parse(made), model: 'offline-test' };
  }) as AskModel;
  const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const content = {
    searchKnowledge: async (_team: string, query: string, language: string | null, limit: number) => {
      searches += 1;
      const wanted = wordsOf(query);
      const all = passages.filter((p) => language === null || p.language === language);
      const held = all.filter((p) => [...wordsOf(`${p.title} ${p.text}`)].some((word) => wanted.has(word)));
      const terms = [...wanted];
      const matched = terms.filter((term) => held.some((p) => wordsOf(`${p.title} ${p.text}`).has(term)));
      return { passages: held.slice(0, limit), terms, matched };
    },
    queryWords: async () => ({}),
    getBrandKit: async () => seededBrandKit,
    getHouseRules: async () => ({ version: 1, voice: '', rules: seededHouseRules.rules }),
  } as unknown as ContentForAgent;
  const graph = planGraph(
    { askModel, content, speaks: 'pt', attempt: { retries: 0 } as never },
    new MemorySaver(),
  );
  const values = async () => (await graph.getState(thread)).values as PlanState;
  const run = async (input: unknown) => {
    await graph.invoke(input as never, thread);
    return values();
  };
  return {
    asked,
    searches: () => searches,
    start: () =>
      run({
        brief: { topic: 'passivação', count: 5, first_day: null, language: 'pt', ...brief },
        team_id: 't',
        job_id: 'j',
        today: '2026-11-30',
      }),
    /** Another claim of the same job, after a kill. */
    again: () => run(null),
    close: () =>
      run(
        new Command({
          resume: { kind: 'answer', question: 1, hash: 'x', answer: 'go_on', note: null, person_id: 'U1' },
        }),
      ),
    awaited: async () =>
      (await graph.getState(thread)).tasks.flatMap((task) => task.interrupts.map(({ value }) => value)).at(0),
  };
}

/** What the offline writer answers. */
export function written(task: BriefsTask): PlanAnswer {
  const answer = writeAnswer('plan_briefs', task);
  if ('refusal' in answer) throw new Error(answer.refusal);
  return JSON.parse(answer.content) as PlanAnswer;
}
