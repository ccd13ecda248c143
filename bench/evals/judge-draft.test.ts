import { describe, expect, it } from 'vitest';
import type { BlogDraft, CarouselDraft, HouseRule, Passage } from '../../ports/content.ts';
import type { Slide } from '../../ports/model-tasks.ts';
import { aDeck, aPassage, aSlide } from '../../testing/carousel/deck.ts';
import { evalBriefs } from './briefs.ts';
import { evalsTable, faultLines, passes } from './evals-table.ts';
import { type Against, aspects, judgeDraft, judgeReply } from './judge-draft.ts';
import type { EvalResult } from './run-evals.ts';

const rules = [
  { id: 'r', kind: 'banned_word', pattern: 'garante', severity: 'block', reason: 'Nada se promete.' },
] as HouseRule[];
const passages: Passage[] = [8, 9].map((n) => ({
  ...aPassage,
  id: `d${n}#0`,
  document_id: `d${n}`,
  text: `O lote da fábrica tem 3 registros de limpeza e um laudo assinado. O forno fica a 121 °C.`,
}));
const against: Against = {
  brief: {
    topic: 'limpeza segundo a ISO 13485',
    audience: null,
    language: null,
    slides: null,
    tone: null,
    call_to_action: null,
  },
  language: 'pt',
  passages: [aPassage, ...passages],
  rules,
  notes: [],
  slides: 5,
};
const aCarousel = (more: Partial<CarouselDraft> = {}): CarouselDraft => ({
  kind: 'carousel',
  language: 'pt',
  ...aDeck(),
  sources: [],
  brand_version: 1,
  model: 'm',
  offline: false,
  ...more,
});
const withSlide = (slide: Slide) => aCarousel({ slides: aDeck().slides.with(3, slide) });

const filler = (name: string) =>
  Array.from(
    { length: 6 },
    (_, n) => `Para ${name}, quem compra confere ${'abcdef'[n]}${name} com calma e anota o que ainda falta.`,
  ).join(' ');
const anArticle = (more: Partial<BlogDraft> = {}): BlogDraft => ({
  kind: 'blog',
  title: 'Limpeza de implantes: o que o lote prova',
  title_variants: ['O que perguntar sobre o lote?', 'Sem registro não há prova'],
  slug: 'limpeza',
  meta_description:
    'O que o registro de limpeza de cada lote prova, e o que o comprador confere antes de comprar.',
  keywords: ['implante', 'lote', 'registro'],
  language: 'pt',
  words: 300,
  reading_minutes: 2,
  parts: [
    { id: 'introduction', heading: '', markdown: filler('abertura'), evidence: [] },
    ...passages.map((passage, n) => ({
      id: `s${n + 1}`,
      heading: ['O laudo do lote', 'O forno e a limpeza'][n] ?? '',
      markdown: `${filler(['laudo', 'forno'][n] ?? '')}\n\n${['O laudo fica com o lote.', 'O forno tem registro.'][n]}[^1]`,
      evidence: [{ passage_id: passage.id, quote: 'registros de limpeza e um laudo assinado' }],
    })),
    { id: 'conclusion', heading: '', markdown: filler('saída'), evidence: [] },
  ],
  disclaimers: [],
  changes: [],
  warnings: [],
  sources: [],
  brand_version: 1,
  rules_version: 1,
  model: 'm',
  offline: false,
  ...more,
});
const withPart = (more: Partial<BlogDraft['parts'][number]>) =>
  anArticle({ parts: anArticle().parts.map((part, at) => (at === 1 ? { ...part, ...more } : part)) });
const blog: Against = {
  ...against,
  brief: { ...against.brief, words: null, keywords: null, urls: [] } as Against['brief'],
};

/** Aspects with a fault. */
const wrong = (draft: unknown, how: Against) => {
  const faults = judgeDraft(draft, how);
  return aspects.filter((name) => faults[name].length > 0);
};

describe('judgeDraft()', () => {
  it('finds nothing in drafts that have all', () => {
    expect(judgeDraft(aCarousel(), against)).toEqual(Object.fromEntries(aspects.map((name) => [name, []])));
    expect(judgeDraft(anArticle(), blog)).toEqual(Object.fromEntries(aspects.map((name) => [name, []])));
  });

  it.each<[string, unknown]>([
    ['schema', { kind: 'carousel' }],
    ['schema', aCarousel({ blocking: [{ place: 1, code: 'no_hook', params: {} }] })],
    [
      'quotes',
      withSlide(
        aSlide('O registro', { evidence: [{ passage_id: 'd1#0', quote: 'A limpeza é perfeita sempre.' }] }),
      ),
    ],
    ['numbers', withSlide(aSlide('O registro fica 900 dias'))],
    ['rules', withSlide(aSlide('O registro garante'))],
    ['length', withSlide(aSlide('O registro', { body: 'Limpeza se valida. '.repeat(20) }))],
    ['structure', aCarousel({ slides: aDeck().slides.slice(0, 4) })],
    [
      'sound',
      aCarousel({
        post: {
          ...aDeck().post,
          hook: 'Descubra — hoje',
          body: 'No cenário atual, é importante destacar o papel da limpeza — sempre. Não é um detalhe, é o essencial. O resultado? Segurança.',
        },
      }),
    ],
  ])('of a carousel: %s', (aspect, draft) => {
    expect(wrong(draft, against)).toContain(aspect);
  });

  it('in another language than the brief', () => {
    expect(wrong(aCarousel(), { ...against, language: 'en' })).toEqual(['language']);
  });

  it.each<[string, unknown]>([
    ['quotes', withPart({ evidence: [] })],
    ['numbers', withPart({ heading: 'O laudo de 900 lotes' })],
    ['rules', withPart({ heading: 'O laudo garante o lote' })],
    ['length', anArticle({ meta_description: 'Curta.' })],
    ['structure', anArticle({ parts: anArticle().parts.slice(0, 3) })],
    ['structure', withPart({ heading: '' })],
  ])('of an article: %s', (aspect, draft) => {
    expect(wrong(draft, blog)).toContain(aspect);
  });
});

describe('judgeReply()', () => {
  it("takes a list of contents that follows its slide's new title for no change of the post", () => {
    const { slides, post } = aDeck();
    const [first, second, third] = slides.map((slide) => slide.title);
    const contents = (...titles: unknown[]) => ({ ...post, body: titles.map((t) => `→ ${t}`).join('\n') });
    const before = aCarousel({ post: contents(first, second, third) });
    const renamed = { ...slides[1], title: 'Outro' } as Slide;
    const after = aCarousel({ slides: slides.with(1, renamed), post: contents(first, 'Outro', third) });
    expect(judgeReply(before, after, ['2'])).toEqual([]);
    expect(judgeReply(before, { ...after, post: { ...after.post, hook: 'Novo' } }, ['2'])).toEqual([
      'post changed as well',
    ]);
  });

  const shorter = withPart({ markdown: 'Curto.[^1]' });
  it('wants the named part changed, and no other', () => {
    expect(judgeReply(anArticle(), shorter, ['s1'])).toEqual([]);
    expect(judgeReply(anArticle(), shorter, ['introduction'])).toEqual([
      's1 changed as well',
      'introduction did not change',
    ]);
    expect(judgeReply(anArticle(), null, ['s1'])).toEqual(['no second version']);
    expect(judgeReply(aCarousel(), withSlide(aSlide('Outro')), ['4'])).toEqual([]);
  });
});

describe('evalsTable()', () => {
  const [brief] = evalBriefs;
  if (!brief) throw new Error('No brief');
  const result: EvalResult = {
    brief,
    failure: null,
    faults: judgeDraft(aCarousel(), against),
    reply: [],
    asked_again: 1,
    calls: 4,
    tokens: { input: 1000, output: 200 },
    usd: 0.0123,
    models: ['m'],
    seconds: { draft: 2, reply: 1 },
    draft: aCarousel(),
  };
  const failed = { ...result, failure: 'model_invalid_answer: no', faults: null };
  const spoken = { ...result, reply: ['3 did not change'] };

  it('has a row a brief and one for all', () => {
    const lines = evalsTable([result, failed]).split('\n');
    expect(lines[2]).toMatch(/^carousel-pt-supplier(\s+ok){9}\s+1\s+4\s+1000\s+200\s+0\.0123\s+2\.0\s+1\.0$/);
    expect(lines[3]).toMatch(/^carousel-pt-supplier(\s+-){9}/);
    expect(lines[5]).toMatch(/^1 of 2(\s+1\/2){9}\s+2\s+8\s+2000/);
    expect([result, failed, spoken].map(passes)).toEqual([true, false, false]);
    expect([failed, spoken].flatMap(faultLines)).toEqual([
      'carousel-pt-supplier ended: model_invalid_answer: no',
      'carousel-pt-supplier reply: 3 did not change',
    ]);
  });
});

it('evalBriefs are six in each language, of both types, with names of their own', () => {
  for (const language of ['pt', 'en']) {
    const own = evalBriefs.filter((brief) => brief.language === language);
    expect(own.map(({ type }) => type).sort()).toEqual([
      ...Array(3).fill('blog'),
      ...Array(3).fill('carousel'),
    ]);
  }
  expect(new Set(evalBriefs.map(({ name }) => name)).size).toBe(12);
});
