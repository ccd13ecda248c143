import { expect, it } from 'vitest';
import { z } from 'zod';
import type { AskModel } from '../../models/ask-model.ts';
import { askInWords } from '../../models/shape-in-words.ts';
import { strictSchema } from '../../models/strict-schema.ts';
import type { DraftingState } from '../state.ts';
import { type TurnSubject, understand } from './understand.ts';

/** The shape that a turn about a draft of these parts is asked with. */
async function shapeFor(ids: string[]): Promise<z.ZodType> {
  let asked: z.ZodType = z.never();
  const askModel: AskModel = async (_task, schema) => {
    asked = schema;
    throw new Error('seen');
  };
  const state = {
    language: 'pt',
    rules: { rules: [] },
    turn: { key: 'k', by: 'reply', messages: [{ author_id: 'ana', text: 'encurte' }] },
    memory: [],
    today: '',
    round: 0,
    found: [],
  } as unknown as DraftingState;
  const subject: TurnSubject = {
    waits_for: 'review',
    kind: 'blog',
    title: 'Limpeza',
    parts: ids.map((id) => ({ id, label: id, text: 'x' })),
    passages: [],
    fixed: [],
    keepOne: [],
    fixedNote: '',
    changedNote: '',
    nextVersion: 2,
  };
  const content = { recordReply: async () => null };
  const claim = { id: 'j', fence: 1 };
  const node = understand({ askModel, content, claim, speaks: 'pt' }, () => subject);
  await expect(node(state, {})).rejects.toThrow('seen');
  return asked;
}

it('understand() asks with one schema for every draft, and code checks the ids', async () => {
  const [short, long] = [await shapeFor(['s1']), await shapeFor(['s1', 's2', 'conclusion'])];
  // One prompt and one schema: an endpoint can cache both.
  expect(strictSchema(short)).toEqual(strictSchema(long));
  expect(askInWords(short)).toBe(askInWords(long));
  const answer = (part: string, after: string | null) => ({
    understood: 'Encurto.',
    intent: 'change',
    changes: [{ action: 'change', part, after, instruction: 'encurte' }],
    answer: null,
  });
  expect(short.safeParse(answer('s1', null)).success).toBe(true);
  expect(short.safeParse(answer('all', null)).success).toBe(true);
  expect(short.safeParse(answer('s2', null)).error?.issues[0]?.message).toBe('accepted: s1, all');
  expect(short.safeParse(answer('s1', 's2')).error?.issues[0]?.message).toBe('accepted: s1, or null');
  expect(long.safeParse(answer('s2', 's1')).success).toBe(true);
});
