import { describe, expect, it } from 'vitest';
import { aPassage } from '../../testing/carousel/deck.ts';
import { enoughEvidence } from './enough-evidence.ts';

const found = (passages: number, terms: string[], matched: string[]) => ({
  passages: Array.from({ length: passages }, (_, n) => ({ ...aPassage, id: String(n) })),
  terms,
  matched,
});

describe('enoughEvidence()', () => {
  it('is content when half of the meaningful words are found', () => {
    expect(enoughEvidence(found(2, ['a', 'b'], ['a']))).toEqual({ enough: true });
  });

  it('names the words that are found nowhere', () => {
    expect(enoughEvidence(found(9, ['a', 'b', 'c'], ['a']))).toEqual({ enough: false, missing: ['b', 'c'] });
  });

  it('is not content with one passage, with nothing, or with a brief of stop words', () => {
    expect(enoughEvidence(found(1, ['a'], ['a'])).enough).toBe(false);
    expect(enoughEvidence(found(0, ['a'], [])).enough).toBe(false);
    expect(enoughEvidence(found(5, [], [])).enough).toBe(false);
  });
});
