import { Command, MemorySaver } from '@langchain/langgraph';
import type { z } from 'zod';
import type { AskModel } from '../../agents/models/ask-model.ts';
import { notesGraph } from '../../agents/outreach-notes/graph.ts';
import type { NotesState } from '../../agents/outreach-notes/state.ts';
import { type ContentForAgent, outreachNotesBrief, type Passage } from '../../ports/content.ts';
import type { NoteAnswer, NoteTask } from '../../ports/model-tasks.ts';
import { writeAnswer } from '../../sandbox/writer/write-answer.ts';
import { seededBrandKit, seededHouseRules } from '../seed.ts';
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

/** A person of a campaign, as outreach hands them over. */
export const aPerson = (
  id: string,
  name: string | null,
  facts: Record<string, string> = {},
  language = 'pt-BR',
) => ({
  lead_id: id,
  name,
  first_name: name?.split(' ')[0] ?? null,
  language,
  facts: Object.entries(facts).map(([field, value]) => ({ field, value, source: 'import:b1' })),
});

export const steps = [
  { number: 1, kind: 'view_profile', with_words: false, after: 'previous_sent', wait_days: 0, max: null },
  { number: 2, kind: 'send_invite', with_words: true, after: 'previous_sent', wait_days: 1, max: 200 },
  { number: 3, kind: 'send_message', with_words: true, after: 'accepted', wait_days: 2, max: 8000 },
];

export const aNotesBrief = (people: object[], more: object = {}) => ({
  topic: 'Compradores do Sul',
  language: 'pt-BR',
  reference: 'campaign-1',
  purpose: 'Apresentar nossa orientação sobre passivação de titânio a quem cuida da qualidade de implantes',
  steps,
  people,
  ...more,
});

/** The graph with the seeded knowledge in memory; the offline writer answers, or what `answer` says. */
export function notesInMemory(
  brief: object,
  answer?: (task: NoteTask, asked: number) => NoteAnswer | Promise<NoteAnswer>,
  attempt: { retries?: number; finishes?: boolean } = {},
) {
  const asked: { task: NoteTask; round: number | undefined }[] = [];
  const saver = new MemorySaver();
  const askModel = (async (given: { task: string }, schema: z.ZodType, options: { round?: number }) => {
    // SAFETY: the one task of this graph.
    const task = given as NoteTask;
    asked.push({ task, round: options.round });
    const made = answer ? await answer(task, asked.length) : written(task);
    return { answer: schema.parse(made), model: 'offline-test' };
  }) as AskModel;
  const wordsOf = (text: string) => new Set(text.toLowerCase().match(/\p{L}{4,}/gu) ?? []);
  const content = {
    searchKnowledge: async (_team: string, query: string, language: string | null, limit: number) => {
      const wanted = wordsOf(query);
      const all = passages.filter((p) => language === null || p.language === language);
      const held = all.filter((p) => [...wordsOf(`${p.title} ${p.text}`)].some((word) => wanted.has(word)));
      const matched = [...wanted].filter((term) =>
        held.some((p) => wordsOf(`${p.title} ${p.text}`).has(term)),
      );
      return { passages: held.slice(0, limit), terms: [...wanted], matched };
    },
    queryWords: async () => ({}),
    getBrandKit: async () => seededBrandKit,
    getHouseRules: async () => ({ version: 1, voice: '', rules: seededHouseRules.rules }),
  } as unknown as ContentForAgent;
  const graphOf = (how: typeof attempt) => notesGraph({ askModel, content, attempt: how as never }, saver);
  const run = async (input: unknown, how = attempt) => {
    const graph = graphOf(how);
    await graph.invoke(input as never, thread);
    return (await graph.getState(thread)).values as NotesState;
  };
  return {
    asked,
    start: () =>
      run({ brief: outreachNotesBrief.parse(brief), team_id: 't', job_id: 'j', today: '2026-11-30' }),
    /** Another claim of the same job, after a kill. */
    again: (how = attempt) => run(null, how),
    close: () =>
      run(
        new Command({
          resume: { kind: 'answer', question: 1, hash: 'x', answer: 'go_on', note: null, person_id: 'U1' },
        }),
      ),
    awaited: async () =>
      (await graphOf(attempt).getState(thread)).tasks
        .flatMap((task) => task.interrupts.map(({ value }) => value))
        .at(0),
    state: async () => (await graphOf(attempt).getState(thread)).values as NotesState,
  };
}

/** What the offline writer answers. */
export function written(task: NoteTask): NoteAnswer {
  const answer = writeAnswer('outreach_note', task);
  if ('refusal' in answer) throw new Error(answer.refusal);
  return JSON.parse(answer.content) as NoteAnswer;
}
