import { describe, expect, it } from 'vitest';
import type { HouseRules } from '../../../ports/content.ts';
import type { Deck, Slide } from '../../../ports/model-tasks.ts';
import { aDeck, aPassage, aSlide, quoted } from '../../../testing/carousel/deck.ts';
import { checkDeck } from './check-deck.ts';

const facts = {
  slides: 5,
  language: 'pt' as const,
  mayBeInAnother: true,
  brief: 'limpeza ISO 13485',
  passages: [aPassage, { ...aPassage, id: 'd2#0', document_id: 'd2', text: 'A limpeza leva 90 minutos.' }],
  rules: [] as HouseRules['rules'],
};
const codes = (deck: Deck, more: Partial<Parameters<typeof checkDeck>[1]> = {}) =>
  checkDeck(deck, { ...facts, ...more }).findings.map((i) => [i.place, i.code]);
const withSlide = (at: number, slide: Slide): Deck => {
  const deck = aDeck();
  return { ...deck, slides: deck.slides.with(at - 1, slide) };
};
const withPost = (more: Partial<Deck['post']>): Deck => {
  const deck = aDeck();
  return { ...deck, post: { ...deck.post, ...more } };
};
const rule = (more: Partial<HouseRules['rules'][number]>): HouseRules['rules'][number] => ({
  id: 'r',
  kind: 'banned_word',
  pattern: 'cura',
  severity: 'block',
  reason: 'x',
  ...more,
});

describe('checkDeck()', () => {
  it('finds nothing in a good deck', () => {
    expect(checkDeck(aDeck(), facts)).toMatchObject({ findings: [], warnings: [] });
  });

  it('finds a whole deck in another language than its brief, once', () => {
    const english = aSlide('Cleaning is proved in 3 lots', {
      body: 'The protocol of the cleaning names the lots, the residues and the limits that the buyer may read before an order.',
    } as Partial<Slide>);
    const deck = {
      ...aDeck(),
      slides: aDeck().slides.map((slide) => (slide.layout === 'statement' ? english : slide)),
      post: {
        ...aDeck().post,
        hook: 'Ask for the protocol.',
        body: 'It tells which lots were cleaned and how.',
      },
    };
    expect(codes(deck, { language: 'pt', mayBeInAnother: false })).toEqual([[null, 'wrong_language']]);
    expect(codes(deck, { language: 'en', mayBeInAnother: false })).toEqual([]);
    expect(codes(deck)).toEqual([]);
  });

  it.each<[string, Deck, [number | null, string]]>([
    ['a slide too few', { ...aDeck(), slides: aDeck().slides.toSpliced(3, 1) }, [null, 'slide_count']],
    ['no cover in front', withSlide(1, aSlide('Limpeza')), [1, 'cover_position']],
    [
      'a call to action in the middle',
      { ...aDeck(), slides: aDeck().slides.toSpliced(1, 1, ...aDeck().slides.slice(4)) },
      [2, 'cta_position'],
    ],
    ['a slide without a title', withSlide(2, aSlide('  ')), [2, 'empty_field']],
    [
      '51 words on a slide',
      withSlide(2, aSlide('Um', { body: 'dois '.repeat(50) } as Partial<Slide>)),
      [2, 'too_many_words'],
    ],
    [
      'one item in a list',
      withSlide(2, { layout: 'list', title: 'T', items: ['a'], evidence: [quoted] }),
      [2, 'part_count'],
    ],
    [
      'a negative bar',
      withSlide(2, {
        layout: 'chart',
        title: 'T',
        bars: [
          { label: 'a', value: -3 },
          { label: 'b', value: 3 },
        ],
        unit: '',
        source: 's',
        evidence: [quoted],
      }),
      [2, 'bar_value'],
    ],
    ['a slide without evidence', withSlide(2, aSlide('Limpeza', { evidence: [] })), [2, 'no_quote']],
    [
      'evidence from nowhere',
      withSlide(2, aSlide('Limpeza', { evidence: [{ passage_id: 'd9#9', quote: quoted.quote }] })),
      [2, 'unknown_passage'],
    ],
    [
      'an invented quote',
      withSlide(
        2,
        aSlide('Limpeza', { evidence: [{ passage_id: 'd1#0', quote: 'A limpeza é perfeita sempre.' }] }),
      ),
      [2, 'quote_not_found'],
    ],
    [
      'a quote with another number',
      withSlide(
        2,
        aSlide('Limpeza', {
          evidence: [{ passage_id: 'd1#0', quote: 'A validação da limpeza usa 4 lotes.' }],
        }),
      ),
      [2, 'quote_not_found'],
    ],
    [
      'a shown quote that nobody said',
      withSlide(2, {
        layout: 'quote',
        title: '',
        quote: 'Limpeza é tudo.',
        author: 'Alba',
        role: '',
        evidence: [quoted],
      }),
      [2, 'shown_quote_not_found'],
    ],
    [
      'a number from another passage',
      withSlide(2, aSlide('A limpeza leva 90 minutos')),
      [2, 'number_not_found'],
    ],
    ['an invented number in the post', withPost({ body: '97% dos implantes.' }), [null, 'number_not_found']],
    ['a hook of 141 characters', withPost({ hook: 'a'.repeat(141) }), [null, 'long_hook']],
    ['a post of more than 3,000 characters', withPost({ body: 'a'.repeat(2990) }), [null, 'long_post']],
    ['two hashtags', withPost({ hashtags: ['#Um', '#Dois'] }), [null, 'hashtag_count']],
    [
      'a hashtag of two words',
      withPost({ hashtags: ['#Um', '#Dois', '#Três quatro'] }),
      [null, 'hashtag_form'],
    ],
    ['Markdown', withSlide(2, aSlide('**Limpeza**')), [2, 'markup']],
    ['a link', withPost({ body: 'Veja https://example.com' }), [null, 'markup']],
    ['a placeholder', withPost({ body: 'Fale com [nome]' }), [null, 'markup']],
    [
      'words of our own workshop',
      withPost({ body: 'Fonte: Base de conhecimento' }),
      [null, 'internal_words'],
    ],
    ['how it was made', withSlide(2, aSlide('Os trechos fornecidos dizem isso')), [2, 'internal_words']],
    ['four emoji', withSlide(2, aSlide('Limpeza 🧪🧪🧪🧪')), [2, 'too_many_emoji']],
  ])('finds %s', (_what, deck, found) => {
    expect(codes(deck)).toContainEqual(found);
  });

  it.each<[string, Deck, string]>([
    ['a number of the brief', withSlide(2, aSlide('A ISO 13485 pede registro')), ''],
    ['the count of its own items', withSlide(3, { ...aDeck().slides[2], title: '2 perguntas' } as Slide), ''],
    ['a line number', withSlide(2, aSlide('1. Limpeza')), ''],
    [
      'a cover that sums up the quotes',
      withSlide(1, { ...aDeck().slides[0], title: '3 lotes bastam' } as Slide),
      '',
    ],
  ])('accepts %s', (_what, deck) => {
    expect(codes(deck)).toEqual([]);
  });

  it('tells apart what blocks and what only warns', () => {
    const deck = withSlide(2, aSlide('A CURA revolucionária'));
    const rules = [rule({}), rule({ id: 'w', pattern: 'revolucionário', severity: 'warn' })];
    const found = checkDeck(deck, { ...facts, rules, brief: `${facts.brief}, cura` });
    expect(found.findings).toMatchObject([{ place: 2, code: 'banned_word' }]);
    expect(found.warnings).toMatchObject([{ place: 2, code: 'banned_word' }]);
  });

  it('wants a required disclaimer somewhere, however it is written', () => {
    const rules = [rule({ kind: 'required_disclaimer', pattern: 'Uso profissional' })];
    expect(codes(aDeck(), { rules })).toEqual([[null, 'disclaimer_missing']]);
    expect(codes(withPost({ body: 'USO  PROFISSIONAL.' }), { rules })).toEqual([]);
  });

  it('looks for banned words in hashtags and charts too', () => {
    const rules = [rule({ pattern: 'garantido' })];
    expect(codes(withPost({ hashtags: ['#Garantido', '#Dois', '#Tres'] }), { rules })).toEqual([
      [null, 'banned_word'],
    ]);
  });
});
