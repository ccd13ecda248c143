import { describe, expect, it } from 'vitest';
import { aRule, seededPassages, seededTask } from '../../testing/writer/seeded-passages.ts';
import { suggestedBriefs } from '../demo/seed/briefs.ts';
import { composeDeck } from './composing/compose-deck.ts';
import { coverTitle } from './composing/cover-title.ts';
import { looseNumbers, slideWords, textsOf } from './composing/slide-text.ts';
import { fold } from './reading/words.ts';
import { reviseDeck } from './revising/revise-deck.ts';

const more = [
  { language: 'pt', text: 'Faça um carrossel sobre passivação de implantes' },
  { language: 'pt', text: 'Validação de limpeza: o que perguntar antes de aprovar um fornecedor' },
  { language: 'pt', text: 'RDC 751/2022: classes de risco e registro de implantes na Anvisa' },
  { language: 'pt', text: 'Tolerância e torno suíço na usinagem de implantes' },
  { language: 'en', text: 'Gamma or ethylene oxide? How implants are sterilised' },
  { language: 'en', text: 'Create a carousel about additive manufacturing of titanium implants' },
  { language: 'en', text: 'Risk management ISO 14971 for contract manufacturers' },
  { language: 'en', text: '5 mistakes when choosing an implant supplier' },
] as const;
const carried = [...suggestedBriefs, ...more];

describe('composeDeck()', () => {
  describe.each(carried)('for "$text"', ({ text, language }) => {
    it.each([5, 8, 12])('writes %i slides from cover to call to action', (slides) => {
      const { deck, enough } = composeDeck(seededTask(text, language, slides));
      expect(enough).toBe(true);
      expect(deck.slides).toHaveLength(slides);
      expect(deck.slides.map((s) => s.layout === 'cover')).toEqual(deck.slides.map((_, i) => i === 0));
      expect(deck.slides.map((s) => s.layout === 'cta')).toEqual(deck.slides.map((_, i) => i === slides - 1));
      expect(new Set(deck.slides.map((s) => s.title)).size).toBe(slides);
    });

    it('says nothing that the passages or the brief do not say', () => {
      const task = seededTask(text, language, 12);
      const passages = new Map(task.passages.map((p) => [p.id, p.text]));
      for (const slide of composeDeck(task).deck.slides) {
        if (slide.layout !== 'cover' && slide.layout !== 'cta') expect(slide.evidence).not.toEqual([]);
        for (const { passage_id, quote } of slide.evidence) expect(passages.get(passage_id)).toContain(quote);
        expect(looseNumbers(slide, text)).toEqual([]);
        expect(slideWords(slide)).toBeLessThanOrEqual(50);
      }
    });

    it('writes in the language of the brief', () => {
      const task = seededTask(text, language, 12);
      const languages = new Map(seededPassages().map((p) => [p.id, p.language]));
      const cited = composeDeck(task).deck.slides.flatMap((s) =>
        s.evidence.map((e) => languages.get(e.passage_id)),
      );
      expect(new Set(cited)).toEqual(new Set([language]));
    });

    it('writes a post with a hook that fits and three to five hashtags', () => {
      const { post } = composeDeck(seededTask(text, language)).deck;
      expect(post.hook.length).toBeLessThanOrEqual(140);
      expect(post.body.split('\n\n').length).toBeGreaterThanOrEqual(3);
      expect(post.body.length).toBeLessThan(2000);
      expect(post.hashtags.length).toBeGreaterThanOrEqual(3);
      expect(post.hashtags.length).toBeLessThanOrEqual(5);
      for (const tag of post.hashtags) expect(tag).toMatch(/^#[\p{Lu}\d][\p{L}\d]+$/u);
    });
  });

  it('tells a counted series whole, in order, each member on its own slide', () => {
    const { deck } = composeDeck(seededTask('5 erros ao escolher um fornecedor de implantes', 'pt', 8));
    const series = deck.slides.map((s) => s.title).filter((t) => /^Erro \d:/.test(t));
    expect(series.map((t) => t.slice(0, 6))).toEqual(['Erro 1', 'Erro 2', 'Erro 3', 'Erro 4', 'Erro 5']);
    expect(deck.slides.at(-2)?.layout).toBe('checklist');
  });

  it('puts a series that has no room on one list', () => {
    const { deck } = composeDeck(seededTask('5 erros ao escolher um fornecedor de implantes', 'pt', 5));
    const list = deck.slides.find((s) => s.layout === 'list');
    expect(list?.layout === 'list' && list.items).toHaveLength(5);
  });

  it('does not promise a number of points that it does not show', () => {
    const { deck } = composeDeck(seededTask('7 erros ao escolher um fornecedor de implantes', 'pt', 9));
    expect(deck.slides[0]?.title).toBe('Erros ao escolher um fornecedor de implantes');
  });

  it('draws a chart only of numbers that can be compared', () => {
    const titanium = composeDeck(seededTask('What ASTM F136 titanium means for implants', 'en'));
    expect(titanium.deck.slides.find((s) => s.layout === 'chart')).toMatchObject({
      unit: '%',
      bars: [
        { label: 'Iron', value: 0.25 },
        { label: 'Oxygen', value: 0.13 },
        {},
        {},
        { label: 'Hydrogen', value: 0.012 },
      ],
    });
    const rooms = composeDeck(
      seededTask('Salas limpas ISO 14644-1: como ler a classe de um fornecedor', 'pt'),
    );
    expect(rooms.deck.slides.map((s) => s.layout)).not.toContain('chart');
    expect(rooms.deck.slides.find((s) => s.layout === 'numbers')).toMatchObject({
      numbers: [{ value: '3.520 partículas/m³', label: 'ISO 5' }, {}, {}, {}],
    });
  });

  it.each([
    ['receita de bolo de cenoura', 'pt', /“receita”, “bolo”, “cenoura”/],
    ['5 erros ao contratar um dentista', 'pt', /“dentista”/],
    ['RDC 999/2024 e implantes', 'pt', /“999”/],
    ['Titânio ASTM F67 e F138', 'pt', /“F138”.+inglês/],
    ['quantum computing for hospitals', 'en', /“quantum”, “computing”/],
  ] as const)('says what is missing for "%s"', (text, language, missing) => {
    const composition = composeDeck(seededTask(text, language));
    expect(composition.enough).toBe(false);
    expect(composition.missing).toMatch(missing);
  });

  it('closes the post with the disclaimers that the house rules require, also after a change', () => {
    const task = seededTask('Passivação de implantes', 'pt');
    const pattern = 'Conteúdo informativo para profissionais.';
    const rules = { voice: '', rules: [aRule('required_disclaimer', pattern)] };
    const { deck } = composeDeck({ ...task, rules });
    expect(deck.post.body.endsWith(`\n\n${pattern}`)).toBe(true);
    const changed = reviseDeck({
      task: 'carousel_revision',
      ...task,
      rules,
      deck,
      note: 'post mais curto',
      findings: [],
    });
    const post = 'deck' in changed ? changed.deck.post : deck.post;
    expect(post.body).not.toBe(deck.post.body);
    expect(post.body.split(pattern)).toHaveLength(2);
  });

  it('leaves out what the house rules block', () => {
    const task = seededTask('5 erros ao escolher um fornecedor de implantes', 'pt');
    const rules = { voice: '', rules: [aRule('banned_word', 'preço')] };
    const { deck } = composeDeck({ ...task, rules });
    expect(deck.slides.flatMap(textsOf).filter((t) => fold(t).includes('preco'))).toEqual([]);
  });

  it("uses the brief's audience and call to action in the person's own words", () => {
    const task = seededTask('Passivação de implantes', 'pt');
    const asked = {
      ...task,
      brief: { ...task.brief, audience: 'compradores', call_to_action: 'Agende uma visita' },
    };
    const { slides, post } = composeDeck(asked).deck;
    expect(slides[0]).toMatchObject({ kicker: 'Para compradores' });
    expect(slides.at(-1)).toMatchObject({ action: 'Agende uma visita' });
    expect(post.body).toContain('Agende uma visita');
  });

  it('has nothing to say about no passages', () => {
    const composition = composeDeck({ ...seededTask('Passivação de implantes', 'pt'), passages: [] });
    expect(composition).toMatchObject({ enough: false });
  });

  it('takes any text as passages without failing', () => {
    const odd = [
      '',
      '\n\n',
      '#',
      '- ',
      '1. ',
      '# A\n- x: 1\n- y: 2',
      'sem ponto final',
      '🙂🙂',
      ': : :',
      '- a\n- b?\n- c?',
    ];
    const passages = odd.map((text, i) => ({ id: `d#${i}`, title: '', date: null, text }));
    expect(composeDeck({ ...seededTask('Passivação', 'pt'), passages }).enough).toBe(false);
  });
});

describe('coverTitle()', () => {
  it.each([
    ['Faça um carrossel sobre passivação de implantes', 'Passivação de implantes'],
    ['create a carousel about UDI', 'UDI'],
    ['<!channel> *Passivação* de _implantes_.', 'Passivação de implantes'],
    [
      'Salas limpas: tudo o que um comprador de implantes precisa saber antes de assinar o contrato',
      'Salas limpas: tudo o que um comprador de implantes precisa saber antes',
    ],
    ['', 'Documento'],
    ['🙂', 'Documento'],
  ])('makes of %j at most twelve words', (topic, title) => {
    const made = coverTitle(topic, undefined, 'Documento');
    expect(made.split(/\s+/).length).toBeLessThanOrEqual(12);
    if (!title.includes(':')) expect(made).toBe(title);
  });
});
