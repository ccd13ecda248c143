import { describe, expect, it } from 'vitest';
import type { HouseRule } from '../../ports/content.ts';
import type { DeckJudgement } from '../../ports/model-tasks.ts';
import { aDeck } from '../../testing/carousel/deck.ts';
import { nothingWrong } from '../../testing/carousel/graph.ts';
import { slideTexts } from '../design/slide-text.ts';
import { postTexts } from './checks/all-texts.ts';
import { readDeckJudgement } from './deck-judgement.ts';

const { title, slides, post } = aDeck();
const rules: HouseRule[] = (['block', 'warn'] as const).map((severity) => ({
  id: severity,
  kind: 'banned_claim',
  pattern: 'sem risco',
  severity,
  reason: '',
}));
const task = {
  deck: {
    title,
    slides: slides.map((s, at) => ({ number: at + 1, layout: s.layout, text: slideTexts(s).join('\n') })),
    post: postTexts(post).join('\n'),
  },
  rules: { voice: '', rules },
  subjects: [{ name: 'limpeza', also: [] }],
  brief: { topic: 'limpeza' } as never,
};
const read = (more: Partial<DeckJudgement>, bindsSubject = true) =>
  readDeckJudgement({ ...nothingWrong, ...more }, task, { bindsSubject });
const finding = (more: Partial<DeckJudgement['findings'][number]>) =>
  read({ findings: [{ slide: 2, quote: 'Limpeza se valida.', message: 'm', rule: null, ...more }] });

describe('readDeckJudgement()', () => {
  it('closes a deck about something else, slide by slide, with its subject', () => {
    const { findings } = read({ about_subject: false, off_topic_slides: [2, 4, 99] });
    expect(findings.map((i) => [i.place, i.code])).toEqual([
      [null, 'whole_off_topic'],
      [2, 'off_topic'],
      [4, 'off_topic'],
    ]);
    expect(findings[0]?.params).toEqual({ subject: '"limpeza"' });
  });

  it('takes a yes beside mostly stray slides for a no, and one stray slide for a warning', () => {
    expect(read({ off_topic_slides: [2, 3] }).findings).toHaveLength(3);
    expect(read({ off_topic_slides: [2] })).toMatchObject({ findings: [], warnings: [{ place: 2 }] });
    expect(read({ off_topic_slides: [1, 5] })).toMatchObject({ findings: [] });
  });

  it('binds version 1 alone: later ones may be about what people asked for', () => {
    expect(read({ about_subject: false, off_topic_slides: [2, 3, 4] }, false)).toEqual({
      findings: [],
      warnings: [],
    });
  });

  it('sends what breaks a blocking rule in other words back, and leaves other remarks to the approver', () => {
    expect(finding({ rule: ' BLOCK ' }).findings).toMatchObject([{ place: 2, code: 'house_rule' }]);
    for (const rule of ['warn', null, 'unknown'])
      expect(finding({ rule })).toMatchObject({ findings: [], warnings: [{ place: 2 }] });
  });

  it('finds the slide, or the post, where the words stand', () => {
    expect(finding({ slide: 4, quote: 'Quantos lotes?' }).warnings).toMatchObject([{ place: 3 }]);
    expect(finding({ slide: 4, quote: 'Limpeza se prova.' }).warnings).toMatchObject([{ place: 1 }]);
    expect(finding({ slide: null, quote: 'limpeza se prova em 3 lotes' }).warnings).toMatchObject([
      { place: 1 },
    ]);
    expect(finding({ slide: null, quote: 'ISO13485' }).warnings).toMatchObject([{ place: null }]);
  });

  it('drops a remark on words that nobody wrote, but never what breaks a blocking rule', () => {
    for (const quote of ['nunca escrito', '']) {
      expect(finding({ quote })).toEqual({ findings: [], warnings: [] });
      expect(finding({ quote, rule: 'block' }).findings).toHaveLength(1);
    }
  });

  it('keeps what a rule misses, which has no words', () => {
    expect(finding({ quote: ' ', rule: 'warn' }).warnings).toMatchObject([{ place: 2, code: 'house_rule' }]);
  });

  it('finds words with a slip corrected, or with something left out', () => {
    expect(finding({ slide: null, quote: 'limpeza … em 3 lotes' }).warnings).toMatchObject([{ place: 1 }]);
  });
});
