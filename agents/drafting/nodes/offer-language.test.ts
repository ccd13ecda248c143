import { Command } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import { somePassages } from '../../../testing/blog/article.ts';
import { blogInMemory } from '../../../testing/blog/graph.ts';
import { aPassage } from '../../../testing/carousel/deck.ts';
import { carouselInMemory } from '../../../testing/carousel/graph.ts';

// One root in both languages: "registration" and "registro", "implants" and "implantes". All that is known is in Portuguese.
const ofCarousel = () => carouselInMemory({}, { topic: 'implants in general', language: 'en' });
const onlyPt = () => blogInMemory({}, { topic: 'registration of implants', language: 'en' });
const answer = (question: number, hash: string, said: 'go_on' | 'discard') =>
  new Command({ resume: { kind: 'answer', question, hash, answer: said, note: null, person_id: 'u' } });

describe('offerLanguage()', () => {
  it('asks before it uses documents of the other language, and nothing is written or paid until then', async () => {
    const { start, awaited, tasks } = onlyPt();
    const state = await start();
    expect(await awaited()).toMatchObject({ question: 1, read_upto: null });
    expect(tasks()).toEqual([]);
    expect(state.offer).toEqual({
      names: ['registration'],
      asked: 'en',
      offered: 'pt',
      documents: somePassages.map(({ document_id, title }) => ({ document_id, title })),
    });
  });

  it('goes on in the language of the documents; the outline is the next question', async () => {
    const { start, run, awaited } = onlyPt();
    await start();
    const { hash } = await awaited();
    expect(await run(answer(1, hash, 'go_on'))).toMatchObject({ language: 'pt', offer: null });
    expect(await awaited()).toMatchObject({ question: 2 });
  });

  it('ends with what is missing when they are not wanted; Retry looks again', async () => {
    const { start, run, awaited, world } = onlyPt();
    await start();
    const { hash } = await awaited();
    await expect(run(answer(1, hash, 'discard'))).rejects.toMatchObject({
      code: 'no_evidence',
      params: { terms_missing: ['registration'] },
    });
    world.passages = somePassages.map((p) => ({
      ...p,
      language: 'en',
      text: 'Registration. Registration of lots.',
    }));
    await run(null, { fence: 2, retries: 1 });
    expect(await awaited()).toMatchObject({ question: 2 });
  });

  it('takes a yes in the thread, and asks again after words that are neither', async () => {
    const { start, reply, awaited, said } = onlyPt();
    await start();
    await reply('which documents?');
    expect(await awaited()).toMatchObject({ question: 1 });
    expect(said).toMatchObject([
      { kind: 'unclear', text: expect.stringContaining('Uso os documentos em português') },
    ]);
    expect(await reply('Yes, use them')).toMatchObject({ language: 'pt', offer: null });
    expect(await awaited()).toMatchObject({ question: 2 });
  });

  it('does the same for a carousel', async () => {
    const { start, awaited, tasks, world } = ofCarousel();
    world.passages = [aPassage, { ...aPassage, id: 'd1#1' }];
    expect(await start()).toMatchObject({ offer: { asked: 'en', offered: 'pt' } });
    expect(await awaited()).toMatchObject({ question: 1 });
    expect(tasks()).toEqual([]);
  });
});
