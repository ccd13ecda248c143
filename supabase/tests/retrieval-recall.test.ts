import { beforeAll, expect, it } from 'vitest';
import { measureRecall, questions } from '../../bench/retrieval/recall.ts';
import { plainFullText, productSearch } from '../../bench/retrieval/searches.ts';
import { useDatabase } from '../../testing/database/database.ts';
import { readKnowledge } from '../../testing/seed.ts';
import { installTeam, TEAM } from '../../testing/supabase/content.ts';

const database = useDatabase();
beforeAll(async () => {
  await installTeam(database);
  for (const { file: _, ...document } of readKnowledge()) {
    await database.owner.query('select content.add_document($1)', [
      JSON.stringify({ ...document, team_id: TEAM, person_id: 'seed' }),
    ]);
  }
});

it('the questions are labelled with words that stand once in the document that they name', () => {
  expect(questions.length).toBeGreaterThanOrEqual(100);
  const portuguese = questions.filter((q) => q.language === 'pt').length;
  expect(Math.abs(portuguese * 2 - questions.length)).toBeLessThanOrEqual(4);
  const texts = new Map(readKnowledge().map(({ file, text }) => [file, text]));
  for (const { file, quote } of questions.flatMap((q) => q.answers)) {
    expect(texts.get(file)?.split(quote), `${file}: ${quote}`).toHaveLength(2);
  }
});

it('search_knowledge() answers nine of ten questions among its first five, more than plain full text', async () => {
  const { recall, missed } = await measureRecall(productSearch(database.owner, TEAM));
  const every = await measureRecall(await plainFullText(database.owner, TEAM, 'every'));
  const any = await measureRecall(await plainFullText(database.owner, TEAM, 'any'));
  expect(recall.all, missed.map((q) => q.question).join('\n')).toBeGreaterThanOrEqual(0.9);
  for (const kind of ['as written', 'inflected', 'no accents', 'mistyped', 'one word']) {
    expect(recall[`pt, ${kind}`], kind).toBeGreaterThanOrEqual(0.9);
  }
  expect(recall.all).toBeGreaterThan(any.recall.all);
  expect(any.recall.all).toBeGreaterThan(every.recall.all);
});

it('search_knowledge() does without being told the language of a question', async () => {
  const { recall } = await measureRecall(productSearch(database.owner, TEAM, false));
  expect(recall.all).toBeGreaterThanOrEqual(0.9);
});
