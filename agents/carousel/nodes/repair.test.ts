import { describe, expect, it } from 'vitest';
import { aDeck, aSlide } from '../../../testing/carousel/deck.ts';
import type { AskModel } from '../../models/ask-model.ts';
import type { CarouselState } from '../state.ts';
import { repair } from './repair.ts';

/** A writer that changes whatever slide it is asked for, and tells which. */
function aWriter() {
  const asked: (number | 'deck')[] = [];
  const askModel = (async (task: { slide_number?: number }) => {
    asked.push(task.slide_number ?? 'deck');
    return { answer: { slide: aSlide(`Mudado ${task.slide_number}`), ...aDeck() }, model: 'test' };
    // SAFETY: repair() reads nothing else of the answer.
  }) as unknown as AskModel;
  return { asked, askModel };
}

const state = (findings: CarouselState['findings']) =>
  ({
    deck: aDeck(),
    findings,
    scope: [4],
    round: 0,
    repairs: 0,
    passages: [],
    pictures: [],
    subjects: [],
    slides: 5,
    language: 'pt',
    brief: { topic: 'limpeza' },
    brand: { name: 'Alba', handle: '@alba' },
    rules: { voice: '', rules: [] },
    model: 'test',
    // SAFETY: repair() reads nothing else of the state.
  }) as unknown as CarouselState;

describe('repair()', () => {
  it('mends a promise of the cover on the slide whose change broke it, and leaves the cover', async () => {
    const { asked, askModel } = aWriter();
    const params = { promise: '5 erros', of: 'deck' } as const;
    const broken = [1, null].map((place) => ({ place, code: 'broken_promise' as const, params }));
    const changed = await repair(askModel)(state(broken), {});
    expect(asked).toEqual([4]);
    const slides = (changed as { deck: ReturnType<typeof aDeck> }).deck.slides;
    expect(slides[0]).toEqual(aDeck().slides[0]);
    expect(slides[3]?.title).toBe('Mudado 4');
  });

  it('mends what a rule of today forbids where it stands', async () => {
    const { asked, askModel } = aWriter();
    await repair(askModel)(
      state([{ place: 2, code: 'banned_word', params: { pattern: 'x', reason: '' } }]),
      {},
    );
    expect(asked).toEqual([2]);
  });
});
