import { expect, it } from 'vitest';
import type { Passage } from '../../../ports/content.ts';
import { knowledgeOf } from './knowledge-of.ts';
import { passagesOfMaterial } from './passages-of-material.ts';

const material = { document_id: 'thread', language: 'pt' as const, opening: 'colega 1: limpeza' };
/** A search that finds the thread by these words, and a document of the team by any. */
function knowing(...words: string[]) {
  const passage = (document_id: string) => ({ id: `${document_id}#1`, document_id, text: '' }) as Passage;
  return {
    search: async (query: string) => ({
      passages: [passage('team'), ...(words.some((word) => query.includes(word)) ? [passage('thread')] : [])],
      terms: [],
      matched: [],
    }),
  };
}
const ids = (lists: Passage[][]) => lists.flat().map((p) => p.id);

it('passagesOfMaterial() gives what speaks of the topic as pages that a person gave', async () => {
  const given = await passagesOfMaterial(
    knowing('limpeza', 'colega'),
    material,
    'limpeza de implantes',
    null,
  );
  expect([ids(given.pages), given.more]).toEqual([['thread#1', 'thread#1'], []]);
});

it('passagesOfMaterial() opens no gate for a topic that it does not speak of', async () => {
  const given = await passagesOfMaterial(knowing('colega'), material, 'computação quântica', null);
  expect([given.pages, ids(given.more)]).toEqual([[], ['thread#1']]);
});

it.each(['summarise this thread for LinkedIn', 'um post sobre esta conversa', 'o que saiu desta discussão'])(
  'passagesOfMaterial() gives it to a brief that means it: "%s"',
  async (topic) => {
    const given = await passagesOfMaterial(knowing('colega'), material, topic, null);
    expect(ids(given.pages)).toEqual(['thread#1']);
  },
);

it('passagesOfMaterial() is nothing without material', async () => {
  expect(await passagesOfMaterial(knowing('x'), null, 'x', null)).toEqual({ pages: [], more: [] });
});

it('knowledgeOf() counts the words of a brief where it is told to, as its material has them all', async () => {
  const asked: unknown[] = [];
  const content = {
    searchKnowledge: async (...args: unknown[]) => {
      asked.push(args.at(-1));
      return { passages: [], terms: [], matched: [] };
    },
    queryWords: async (...args: unknown[]) => {
      asked.push(args.at(-1));
      return {};
    },
  };
  const knowledge = knowledgeOf(content, 't', 4, { job_id: 'j' }, {});
  await knowledge.search('limpeza', 'pt');
  await knowledge.words('limpeza', 'pt');
  expect(asked).toEqual([{ job_id: 'j' }, {}]);
});
