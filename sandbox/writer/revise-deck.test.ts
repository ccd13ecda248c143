import { describe, expect, it } from 'vitest';
import type { Deck, RevisionTask } from '../../ports/model-tasks.ts';
import { seededTask } from '../../testing/writer/seeded-passages.ts';
import { composeDeck } from './composing/compose-deck.ts';
import { slideWords, textsOf } from './composing/slide-text.ts';
import { reviseDeck } from './revising/revise-deck.ts';

const task = seededTask('5 erros ao escolher um fornecedor de implantes', 'pt', 8);
const { deck } = composeDeck(task);
const asked = (more: Partial<RevisionTask>, only?: number): Deck => {
  const made = reviseDeck(
    { task: 'carousel_revision', ...task, deck, note: null, findings: [], ...more },
    only,
  );
  if ('refusal' in made) throw new Error(made.refusal);
  return made.deck;
};
const revise = (note: string, only?: number) => asked({ note }, only);
const refusal = (note: string, reply_language?: 'pt' | 'en') => {
  const made = reviseDeck({
    task: 'carousel_revision',
    ...task,
    deck,
    note,
    findings: [],
    ...(reply_language ? { reply_language } : {}),
  });
  return 'refusal' in made ? made.refusal : JSON.stringify(changed(made.deck));
};
const repair = (code: string, slide: number | null, from: Deck = deck) =>
  asked({ deck: from, findings: [{ slide, code, message: '' }] });
const changed = (next: Deck) =>
  next.slides.flatMap((s, i) => (JSON.stringify(s) === JSON.stringify(deck.slides[i]) ? [] : [i + 1]));
const words = (d: Deck) => d.slides.reduce((sum, s) => sum + slideWords(s), 0);

describe('reviseDeck()', () => {
  it("puts a person's quoted words in as they are, on that slide only", () => {
    const next = revise('slide 4: título "Rastreabilidade primeiro"');
    expect(next.slides[3]?.title).toBe('Rastreabilidade primeiro');
    expect(changed(next)).toEqual([4]);
    expect(next.post.body).toContain('→ Rastreabilidade primeiro');
  });

  it('reads an unnamed slide as the one it was asked for', () => {
    expect(changed(revise('título "Rastreabilidade primeiro"', 4))).toEqual([4]);
    const short = revise('título mais curto', 4);
    expect(changed(short)).toEqual([4]);
    expect(short.slides[3]?.title).toBe('Erro 3: esquecer os processos');
    expect(revise('título mais curto', 3).slides[2]?.title).toBe('Erro 2: aceitar o certificado');
  });

  it('changes nothing but the slide asked for, whatever else the note names', () => {
    expect(changed(revise('slide 2: mais curto; slide 3: mais curto', 3))).toEqual([3]);
    expect(changed(revise('encurte os slides 2 e 4'))).toEqual([2, 4]);
  });

  it.each(['mais curto', 'menos texto', 'make it shorter', 'mais curto, por favor'])(
    'makes the deck shorter for "%s"',
    (note) => {
      const next = revise(note);
      expect(words(next)).toBeLessThan(words(deck) * 0.85);
      expect(next.post.body.length).toBeLessThan(deck.post.body.length);
      expect(next.slides).toHaveLength(8);
    },
  );

  it('changes the title of the deck, its cover and its hook together', () => {
    const next = revise('título: Como não errar na escolha do fornecedor');
    expect(next.title).toBe('Como não errar na escolha do fornecedor');
    expect(next.slides[0]?.title).toBe(next.title);
    expect(next.post.hook.startsWith(next.title)).toBe(true);
  });

  it('puts one word in place of another wherever it stands', () => {
    const next = revise('troque "fornecedor" por "fabricante"');
    expect(JSON.stringify(next.slides.map(textsOf))).not.toMatch(/\bfornecedor\b/);
    expect(next.slides.map((s) => s.evidence)).toEqual(deck.slides.map((s) => s.evidence));
  });

  it('takes a slide out when asked, and the count of its series off the cover', () => {
    const next = revise('remova o slide 4');
    expect(next.slides).toHaveLength(7);
    expect(next.slides.map((s) => s.title)).not.toContain(deck.slides[3]?.title);
    expect(next.slides[0]?.title).toBe('Erros ao escolher um fornecedor de implantes');
    expect(next.post.body).not.toContain(deck.slides[3]?.title);
  });

  it('puts a slide in when the passages know about it, before the call to action or where it was asked for', () => {
    const next = revise('adicione um slide sobre titânio');
    expect(next.slides).toHaveLength(9);
    expect(next.slides.at(-1)?.layout).toBe('cta');
    expect(textsOf(next.slides.at(-2) as never).join(' ')).toMatch(/titânio/i);
    const third = revise('adicione um slide sobre titânio depois do slide 2').slides[2];
    expect(textsOf(third as never).join(' ')).toMatch(/titânio/i);
  });

  it('moves a slide, never over cover or call to action', () => {
    const titles = (d: Deck) => d.slides.map((s) => s.title);
    const before = titles(deck);
    expect(titles(revise('mova o slide 6 para depois do slide 2'))).toEqual([
      ...before.slice(0, 2),
      before[5],
      ...before.slice(2, 5),
      ...before.slice(6),
    ]);
    expect(titles(revise('mova o slide 3 para o fim')).at(-2)).toBe(before[2]);
    expect(titles(revise('mova o slide 3 para o início'))[1]).toBe(before[2]);
  });

  it.each([
    ['refaça', /^Sou o redator offline.+modelo de verdade/],
    ['slide 4: use um exemplo com números', /redator offline/],
    ['slide 2: mais curto; slide 3: mais engraçado', /redator offline/],
    ['make it funnier', /^Sou o redator offline.+modelo de verdade/],
    ['remova o slide 1', /redator offline/],
    ['slide 12: mais curto', /“slide 12”/],
    ['adicione um slide sobre blockchain', /“blockchain”.+\/knowledge adicionar/],
    ['obrigada!', /redator offline/],
  ])('refuses "%s" as a whole', (note, said) => {
    expect(refusal(note)).toMatch(said);
  });

  it("refuses in the team's language, else in the draft's, whatever language the note is in", () => {
    for (const note of ['refaça', 'make it funnier', 'add a slide about blockchain']) {
      expect(refusal(note, 'en')).toMatch(/offline writer|knowledge add/);
      expect(refusal(note)).toMatch(/redator offline|knowledge adicionar/);
    }
  });

  it('gives the same revision every time', () => {
    expect(revise('mais curto')).toEqual(revise('mais curto'));
  });

  it('rebuilds a deck of the wrong length', () => {
    expect(asked({ deck: { ...deck, slides: deck.slides.slice(0, 5) } }).slides).toHaveLength(8);
  });
});

describe('repairs', () => {
  it.each(['too_many_words', 'overflow'])('shortens a slide for %s', (code) => {
    const next = repair(code, 3);
    expect(changed(next)).toEqual([3]);
    expect(slideWords(next.slides[2] as never)).toBeLessThan(slideWords(deck.slides[2] as never));
  });

  it.each(['quote_not_found', 'unknown_passage', 'no_quote', 'number_not_found', 'banned_claim'])(
    'puts another point in place for %s',
    (code) => {
      const next = repair(code, 7);
      expect(changed(next)).toEqual([7]);
      expect(next.slides[6]?.evidence).not.toEqual([]);
    },
  );

  it('writes the post anew, within its limits', () => {
    const long = { ...deck, post: { ...deck.post, hook: 'palavra '.repeat(40), hashtags: ['#A'] } };
    const { post } = repair('long_hook', null, long);
    expect(post.hook.length).toBeLessThanOrEqual(140);
    expect(post.hashtags.length).toBeGreaterThanOrEqual(3);
  });

  it('answers every finding with a change, whatever its code', () => {
    for (let slide = 2; slide <= 7; slide++) expect(changed(repair('something_new', slide))).toEqual([slide]);
  });
});
