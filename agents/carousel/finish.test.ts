import { describe, expect, it } from 'vitest';
import type { Deck, Slide, SupportTask } from '../../ports/model-tasks.ts';
import { aSupportAnswer } from '../../testing/agents/support.ts';
import { aDeck, aSlide } from '../../testing/carousel/deck.ts';
import { carouselInMemory, nothingWrong } from '../../testing/carousel/graph.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { draftContent, hashOfState } from './draft-content.ts';

const capped = () => {
  throw new JobFailure('budget_cap', 'Cannot call the model');
};
const tooLong = (deck: Deck): Deck => ({
  ...deck,
  slides: deck.slides.with(1, aSlide('Longo', { body: 'palavra '.repeat(60) } as Partial<Slide>)),
});
const understood = {
  intent: 'change',
  understood: 'Slide 2 mais longo.',
  changes: [{ action: 'change', part: 'slide-2', instruction: 'mais longo', after: null }],
  answer: null,
};
const finishing = { fence: 2, finishes: true };

/** A first draft that stops where `broken` is asked, and is finished with what there is. */
async function finished(broken: Parameters<typeof carouselInMemory>[0]) {
  const t = carouselInMemory(broken);
  await expect(t.start()).rejects.toMatchObject({ code: 'budget_cap' });
  const asked = t.asked.length + t.judged.length;
  const state = await t.run(null, finishing);
  expect(t.asked.length + t.judged.length).toBe(asked);
  return { ...t, state, draft: draftContent(state) };
}

describe('a carousel that is finished at a cap', () => {
  it('before its judgements is a version whose claims an approver has to answer for', async () => {
    const { draft, state } = await finished({ carousel_judgement: capped });
    expect(draft.warnings?.[0]).toEqual({
      place: null,
      code: 'finished_early',
      params: { without: ['judgement', 'quotes'] },
    });
    expect(draft.claims?.length).toBeGreaterThan(0);
    for (const claim of draft.claims ?? [])
      expect(claim).toMatchObject({ status: 'unverified', faults: [{ code: 'not_judged' }], support: null });
    expect(draft).not.toHaveProperty('support');
    expect(draft.blocking).toBeUndefined();
    expect(state.finals.length).toBeGreaterThan(0);
  });

  it('before the judgement of its quotes says that this alone is missing', async () => {
    const { draft } = await finished({ quote_support: capped });
    expect(draft.warnings?.[0]).toMatchObject({ params: { without: ['quotes'] } });
  });

  it('with findings that no person may accept is closed for approval', async () => {
    const { draft, state } = await finished({
      carousel_deck: () => tooLong(aDeck()),
      carousel_revision: capped,
    });
    expect(draft.blocking).toMatchObject([{ place: 2, code: 'too_many_words' }]);
    expect(draft.warnings?.[0]).toMatchObject({
      params: { without: ['corrections', 'judgement', 'quotes'] },
    });
    expect(state.finals).toEqual([]);
  });

  it('goes on as any other: a change is judged, and only then is nothing missing', async () => {
    let isCapped = true;
    const t = carouselInMemory({ carousel_judgement: () => (isCapped ? capped() : nothingWrong) });
    await expect(t.start()).rejects.toMatchObject({ code: 'budget_cap' });
    const first = await t.run(null, finishing);
    isCapped = false;
    expect(await t.awaited()).toMatchObject({ version: 1, hash: hashOfState(first) });
    const second = await t.decide('request_changes', 'slide 2: mais curto');
    expect(second).toMatchObject({ version: 2, left_out: [] });
    expect(draftContent(second).claims?.every(({ status }) => status === 'verified')).toBe(true);
    expect(draftContent(second).warnings?.map(({ code }) => code)).not.toContain('finished_early');
  });

  it('after a change keeps the verdicts on what it did not touch', async () => {
    const t = carouselInMemory({
      quote_support: (task: SupportTask) => (t.judged.length > 2 ? capped() : aSupportAnswer(task)),
      carousel_slide: () => ({ slide: aSlide('Outro título sobre a limpeza de 3 lotes') }),
    });
    await t.start();
    await expect(t.decide('request_changes', 'slide 2: mais curto')).rejects.toMatchObject({
      code: 'budget_cap',
    });
    const draft = draftContent(await t.run(null, finishing));
    const support = (place: number) =>
      draft.claims?.filter((claim) => claim.place === place).map((c) => c.support);
    expect(support(2)).toContain(null);
    expect(support(4)).toEqual(['supported', 'supported']);
  });

  it('in a reply leaves the version that people can approve when it would be closed', async () => {
    const t = carouselInMemory({
      carousel_slide: (_task: unknown, before: number) =>
        before > 0
          ? capped()
          : { slide: aSlide('A limpeza', { body: 'palavra '.repeat(60) } as Partial<Slide>) },
      thread_understanding: () => understood,
    });
    await t.start();
    const before = await t.awaited();
    await expect(t.reply('slide 2: mais longo')).rejects.toMatchObject({ code: 'budget_cap' });
    await t.run(null, finishing);
    expect(await t.awaited()).toMatchObject({ version: 1, hash: before.hash });
  });
});
