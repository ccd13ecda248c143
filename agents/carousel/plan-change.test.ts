import { describe, expect, it } from 'vitest';
import { planChange } from './plan-change.ts';

const wish = (
  part: string,
  instruction = 'shorter',
  action: 'change' | 'add' | 'remove' | 'move' = 'change',
) => ({
  action,
  part,
  after: null,
  instruction,
});

describe('planChange()', () => {
  it('goes by what was understood, slide by slide in their order, in any words', () => {
    const wishes = [wish('slide-5'), wish('slide-3', 'with the norm'), wish('slide-5', 'no list')];
    expect(planChange('Slide 2 is great, but …', wishes, 8)).toEqual({
      kind: 'parts',
      slides: [
        { slide: 3, note: 'with the norm' },
        { slide: 5, note: 'shorter\nno list' },
      ],
      post: null,
    });
  });

  it('knows the post by itself and beside slides', () => {
    expect(planChange('x', [wish('post')], 8)).toEqual({ kind: 'parts', slides: [], post: 'shorter' });
    expect(planChange('x', [wish('post'), wish('slide-1')], 8)).toMatchObject({
      slides: [{ slide: 1 }],
      post: 'shorter',
    });
  });

  it('may change the number of slides when one comes or goes, though the words do not look like it', () => {
    for (const action of ['add', 'remove', 'move'] as const) {
      const wishes = [wish('slide-2'), wish('slide-3', '', action)];
      expect(planChange('take the third one out', wishes, 8)).toEqual({
        kind: 'deck',
        note: 'take the third one out',
        reshape: true,
      });
    }
  });

  it('reads the note for a button, and when the wish is for all', () => {
    const slide = { kind: 'parts', slides: [{ slide: 4, note: 'shorter' }], post: null };
    expect(planChange('slide 4: shorter', [], 8)).toEqual(slide);
    expect(planChange('slide 4: shorter', [wish('all')], 8)).toEqual(slide);
    expect(planChange('less formal', [wish('all')], 8)).toMatchObject({ kind: 'deck', reshape: false });
    expect(planChange('less formal', [wish('slide-9')], 8)).toMatchObject({ kind: 'deck' });
  });
});
