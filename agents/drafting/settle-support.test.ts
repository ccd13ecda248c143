import { describe, expect, it } from 'vitest';
import type { Deck, PartTask, SupportTask } from '../../ports/model-tasks.ts';
import { aSupportAnswer, isPlanted } from '../../testing/agents/support.ts';
import { aPart } from '../../testing/blog/article.ts';
import { blogInMemory, change, understood } from '../../testing/blog/graph.ts';
import { aDeck, aSlide } from '../../testing/carousel/deck.ts';
import { aChange, carouselInMemory } from '../../testing/carousel/graph.ts';
import { draftContent as articleContent } from '../blog/draft-content.ts';
import { draftContent as deckContent } from '../carousel/draft-content.ts';
import { JobFailure } from '../runner/job-failure.ts';

const BOLD = 'A limpeza garante implantes sem risco';
const boldDeck = (): Deck => {
  const deck = aDeck();
  return { ...deck, slides: deck.slides.with(1, aSlide(BOLD)) };
};
const honest = (task: SupportTask) =>
  aSupportAnswer(task, (s) => (s === BOLD ? 'not' : /fica/.test(s) ? 'partly' : 'supported'));
const judgedSentences = (tasks: { task: unknown }[]) =>
  tasks
    .map(({ task }) => task as SupportTask)
    .filter(({ task }) => task === 'quote_support')
    .map(({ claims }) => claims.filter((c) => !isPlanted(c)).map((c) => c.sentence));
const unavailable = () => {
  throw new JobFailure('model_unavailable', 'no answer', { retryable: true });
};

describe('a deck whose quotes do not carry what it says', () => {
  it('goes back to the writer with the sentence and the reason, and is told as not supported when it stays', async () => {
    const { start, asked } = carouselInMemory({
      carousel_deck: boldDeck,
      carousel_revision: (task: { deck: Deck }) => task.deck,
      quote_support: honest,
    });
    const state = await start();
    const revision = asked.find((a) => a.task.task === 'carousel_revision')?.task as { findings: unknown[] };
    expect(revision.findings).toMatchObject([
      { slide: 2, code: 'not_supported', message: expect.stringContaining(BOLD) },
    ]);
    expect(state.blocking).toEqual([]);
    expect(state.finals.length).toBeGreaterThan(0);
    const { support, warnings, claims = [] } = deckContent(state);
    expect(claims.filter((claim) => claim.support === 'not')).toMatchObject([
      { place: 2, text: BOLD, status: 'verified', faults: [] },
    ]);
    expect(support).toMatchObject({ partly: 1, not_supported: 1, by_hand: 0 });
    expect(support?.claims).toBe((support?.supported ?? 0) + 2);
    expect(warnings).toMatchObject([
      { place: 4, code: 'partly_supported', params: { sentence: 'O registro fica' } },
    ]);
  });

  it('opens once the writer says what the quote says; what was judged is not judged again', async () => {
    const { start, judged } = carouselInMemory({
      carousel_deck: boldDeck,
      carousel_revision: () => aDeck(),
      quote_support: honest,
    });
    const state = await start();
    expect(state.blocking).toEqual([]);
    expect(state.finals.length).toBeGreaterThan(0);
    const [first, second] = judgedSentences(judged);
    expect(first).toContain(BOLD);
    expect(second).toEqual(['A limpeza se valida em 3 lotes']);
  });

  it('judges only the slide that a reply changed, and counts the others as they were', async () => {
    const { start, reply, judged } = carouselInMemory({
      thread_understanding: () => ({
        ...aChange('outro título'),
        changes: [{ action: 'change', part: 'slide-4', after: null, instruction: 'outro título no slide 4' }],
      }),
      carousel_slide: () => ({ slide: aSlide('O registro da limpeza existe') }),
    });
    const first = await start();
    const second = await reply('slide 4: outro título');
    expect(second.version).toBe(2);
    expect(judgedSentences(judged)[1]).toEqual(['O registro da limpeza existe']);
    expect(second.support).toEqual(first.support);
  });

  it('leaves the version before when a reply asks for what no quote carries, and says why', async () => {
    const { start, reply, awaited, said } = carouselInMemory({
      thread_understanding: () => aChange('diga que é sem risco'),
      carousel_revision: () => boldDeck(),
      quote_support: honest,
    });
    const first = await start();
    const before = await awaited();
    const after = await reply('diga que é sem risco');
    expect(after).toMatchObject({ version: 1, deck: first.deck, support: first.support, blocking: [] });
    expect((await awaited()).hash).toBe(before.hash);
    expect(said.at(-1)?.text).toContain('as fontes não sustentam');
  });

  it('is not shown while its judgement cannot be had, nor with the budget at its cap', async () => {
    await expect(carouselInMemory({ quote_support: unavailable }).start()).rejects.toThrow('no answer');
    const capped = () => {
      throw new JobFailure('budget_cap', 'the job cap is reached');
    };
    await expect(carouselInMemory({ quote_support: capped }).start()).rejects.toThrow('cap is reached');
  });

  it('is not judged while another check keeps it closed', async () => {
    const { start, judged } = carouselInMemory({
      carousel_deck: () => ({ ...aDeck(), slides: aDeck().slides.with(1, aSlide('Veja {{nome}}')) }),
      carousel_revision: (task: { deck: Deck }) => task.deck,
    });
    const state = await start();
    expect(state.blocking.length).toBeGreaterThan(0);
    expect(judged).toEqual([]);
    expect(deckContent(state).support).toBeUndefined();
  });

  it('counts the own words of a person apart, and does not judge them', async () => {
    const words = 'Fale com nosso time sobre limpeza';
    const { start, decide, judged } = carouselInMemory({
      carousel_slide: () => ({ slide: aSlide(words) }),
      quote_support: (task: SupportTask) => aSupportAnswer(task, (s) => (s === words ? 'not' : 'supported')),
    });
    await start();
    const second = await decide('request_changes', `slide 4: "${words}"`);
    expect(second.support).toMatchObject({ by_hand: 1, not_supported: 0 });
    expect(second.blocking).toEqual([]);
    expect(judgedSentences(judged).flat()).not.toContain(words);
  });
});

describe('an article whose quotes do not carry what it says', () => {
  const says = (sentence: string) => /primeira sobre/.test(sentence);
  const strict = (task: SupportTask) => aSupportAnswer(task, (s) => (says(s) ? 'not' : 'supported'));

  it('has that part alone written again, and is told as not supported when it stays', async () => {
    const { drafted, partsAsked } = blogInMemory({ quote_support: strict });
    const state = await drafted();
    expect(partsAsked().slice(5)).toEqual(['s1', 's1']);
    expect(state.blocking).toEqual([]);
    expect(state.finals.length).toBeGreaterThan(0);
    const { support, claims = [] } = articleContent(state);
    expect(support).toMatchObject({ claims: 5, supported: 4, not_supported: 1 });
    expect(claims.filter((claim) => claim.support === 'not')).toMatchObject([
      { place: 's1', status: 'verified', faults: [] },
    ]);
  });

  it('opens once that part is mended, and only what is new in it is judged again', async () => {
    const { drafted, judged } = blogInMemory({
      quote_support: strict,
      blog_part: (task: PartTask) => {
        const part = aPart(task);
        const markdown = part.markdown.replace('diz a primeira sobre', 'como diz a seção primeira:');
        return task.findings.length > 0 ? { ...part, markdown } : part;
      },
    });
    const state = await drafted();
    expect(judgedSentences(judged).map((list) => list.length)).toEqual([5, 1]);
    expect(state.blocking).toEqual([]);
    expect(state.support).toMatchObject({ claims: 5, supported: 5 });
  });

  it('is not shown while its judgement cannot be had', async () => {
    await expect(blogInMemory({ quote_support: unavailable }).drafted()).rejects.toThrow('no answer');
  });

  it('keeps the version before when a reply leads to it, and says why', async () => {
    let bold = false;
    const { drafted, reply, awaited, said } = blogInMemory({
      thread_understanding: () => understood({ changes: [change('s1', 'prometa mais')] }),
      quote_support: (task: SupportTask) =>
        aSupportAnswer(task, (s) => (/sem risco/.test(s) ? 'not' : 'supported')),
      blog_part: (task: PartTask) => {
        const part = aPart(task);
        return bold ? { ...part, markdown: part.markdown.replace('próprio', 'sem risco') } : part;
      },
    });
    const first = await drafted();
    const before = await awaited();
    bold = true;
    const after = await reply('prometa mais na primeira seção');
    expect(after).toMatchObject({ version: 1, article: first.article, support: first.support });
    expect((await awaited()).hash).toBe(before.hash);
    expect(said.at(-1)?.text).toContain('as fontes não sustentam');
  });
});
