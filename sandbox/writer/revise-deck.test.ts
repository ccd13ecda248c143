import { describe, expect, it } from 'vitest';
import { composeDeck } from './composing/compose-deck.ts';
import { slideWords, textsOf } from './composing/slide-text.ts';
import { readNote } from './revising/read-note.ts';
import { reviseDeck } from './revising/revise-deck.ts';
import { seededTask } from './testing/seeded-passages.ts';
import type { Deck } from './wire.ts';

const task = seededTask('5 erros ao escolher um fornecedor de implantes', 'pt', 8);
const { deck } = composeDeck(task);
const revise = (note: string, only?: number) => reviseDeck(task, deck, { note, issues: [], only });
const repair = (code: string, slide: number | null, from: Deck = deck) =>
  reviseDeck(task, from, { note: '', issues: [{ slide, code, message: '' }], only: undefined });
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
    const next = revise('título "Rastreabilidade primeiro"', 4);
    expect(changed(next)).toEqual([4]);
  });

  it('changes nothing but the slide asked for, whatever else the note names', () => {
    expect(changed(revise('slide 2: mais curto; slide 3: mais curto', 3))).toEqual([3]);
  });

  it.each(['mais curto', 'menos texto', 'make it shorter'])('makes the deck shorter for "%s"', (note) => {
    const next = revise(note);
    expect(words(next)).toBeLessThan(words(deck) * 0.85);
    expect(next.post.body.length).toBeLessThan(deck.post.body.length);
    expect(next.slides).toHaveLength(8);
  });

  it('mentions what the passages know, with a quote', () => {
    const next = revise('Mencione a validação de processos');
    const shown = next.slides.flatMap(textsOf).join(' ');
    expect(shown).toContain('Validação de processos');
    expect(next.slides.flatMap((s) => s.evidence.map((e) => e.quote)).join(' ')).toContain('7.5.6');
  });

  it('makes nothing up about what the passages do not know', () => {
    expect(revise('inclua algo sobre blockchain')).toEqual(deck);
  });

  it('keeps a counted series whole when another point comes in', () => {
    const next = revise('Mencione a validação de processos');
    expect(next.slides.filter((s) => /^Erro \d:/.test(s.title))).toHaveLength(5);
  });

  it('changes the title of the deck, its cover and its hook together', () => {
    const next = revise('troque o título por Como não errar na escolha do fornecedor');
    expect(next.title).toBe('Como não errar na escolha do fornecedor');
    expect(next.slides[0]?.title).toBe(next.title);
    expect(next.post.hook.startsWith(next.title)).toBe(true);
  });

  it.each(['refaça', 'não gostei', 'tom mais direto', 'troque por outra coisa'])(
    'differs visibly for "%s"',
    (note) => {
      expect(changed(revise(note))).not.toEqual([]);
      expect(changed(revise(note, 4))).toEqual([4]);
    },
  );

  it('takes emoji out of slides and post', () => {
    const [first, ...others] = deck.slides;
    const decorated: Deck = {
      ...deck,
      slides: first ? [{ ...first, title: `${first.title} 🚀` }, ...others] : [],
      post: { ...deck.post, hook: '🔥 Olha' },
    };
    const next = reviseDeck(task, decorated, { note: 'remova emojis', issues: [], only: undefined });
    expect(JSON.stringify(next)).not.toMatch(/\p{Extended_Pictographic}/u);
    expect(next.slides[0]?.title).toBe(first?.title);
  });

  it('takes a slide out when asked, and the count of its series off the cover', () => {
    const next = revise('remova o slide 4');
    expect(next.slides).toHaveLength(7);
    expect(next.slides.map((s) => s.title)).not.toContain(deck.slides[3]?.title);
    expect(next.slides[0]?.title).toBe('Erros ao escolher um fornecedor de implantes');
    expect(next.post.body).not.toContain(deck.slides[3]?.title);
  });

  it('puts a slide in when the passages know about it, before the call to action', () => {
    const next = revise('adicione um slide sobre titânio');
    expect(next.slides).toHaveLength(9);
    expect(next.slides.at(-1)?.layout).toBe('cta');
    expect(textsOf(next.slides.at(-2) as never).join(' ')).toMatch(/titânio/i);
    expect(revise('adicione um slide sobre blockchain')).toEqual(deck);
  });

  it('lets two slides change places', () => {
    const next = revise('troque o slide 2 com o 7');
    expect(next.slides[1]).toEqual(deck.slides[6]);
    expect(next.slides[6]).toEqual(deck.slides[1]);
    expect(changed(next)).toEqual([2, 7]);
  });

  it('keeps cover and call to action where they are', () => {
    expect(revise('remova o slide 1').slides[0]?.layout).toBe('cover');
    expect(revise('swap slides 1 and 8').slides.map((s) => s.layout)).toEqual(
      deck.slides.map((s) => s.layout),
    );
  });

  it('gives the same revision every time', () => {
    expect(revise('refaça')).toEqual(revise('refaça'));
  });

  it('rebuilds a deck of the wrong length', () => {
    const next = reviseDeck(
      task,
      { ...deck, slides: deck.slides.slice(0, 5) },
      { note: '', issues: [], only: undefined },
    );
    expect(next.slides).toHaveLength(8);
  });
});

describe('repairs', () => {
  it.each(['too_many_words', 'overflow'])('shortens a slide for %s', (code) => {
    const next = repair(code, 3);
    expect(changed(next)).toEqual([3]);
    expect(slideWords(next.slides[2] ?? (deck.slides[0] as never))).toBeLessThan(
      slideWords(deck.slides[2] as never),
    );
  });

  it.each(['quote_not_found', 'unknown_passage', 'no_quote'])(
    'puts another point in place for %s',
    (code) => {
      const next = repair(code, 7);
      expect(changed(next)).toEqual([7]);
      expect(next.slides[6]?.evidence).not.toEqual([]);
    },
  );

  it('drops an item whose number no quote holds', () => {
    const slides = deck.slides.map((s) =>
      s.layout === 'checklist' ? { ...s, items: [...s.items, 'Desde 1999?'] } : s,
    );
    const next = repair('number_not_found', 7, { ...deck, slides });
    expect(textsOf(next.slides[6] as never).join()).not.toContain('1999');
    expect(next.slides[6]).toEqual(deck.slides[6]);
  });

  it('takes a banned claim out of slides and post', () => {
    const slides = deck.slides.map((s) =>
      s.layout === 'checklist' ? { ...s, items: [...s.items, 'Um implante sem riscos'] } : s,
    );
    const tainted = {
      ...deck,
      slides,
      post: { ...deck.post, body: `${deck.post.body} O processo garante o resultado.` },
    };
    const once = repair('banned_claim', 7, tainted);
    const next = reviseDeck(task, once, {
      note: '',
      issues: [{ slide: null, code: 'banned_word', message: '' }],
      only: undefined,
    });
    expect(JSON.stringify(next)).not.toMatch(/sem riscos|garante/);
  });

  it('brings hook and hashtags back within their limits', () => {
    const long = { ...deck, post: { ...deck.post, hook: 'palavra '.repeat(40), hashtags: ['#A'] } };
    expect(repair('long_hook', null, long).post.hook.length).toBeLessThanOrEqual(140);
    expect(repair('hashtag_count', null, long).post.hashtags.length).toBeGreaterThanOrEqual(3);
  });

  it('answers every issue with a change, whatever its code', () => {
    for (let slide = 2; slide <= 7; slide++) expect(changed(repair('something_new', slide))).toEqual([slide]);
  });
});

describe('readNote()', () => {
  it.each([
    ['slide 4: título "Escopo"', [{ slide: 4, change: { do: 'title', text: 'Escopo' } }]],
    ['na capa, subtítulo "Leia antes"', [{ slide: 1, change: { do: 'body', text: 'Leia antes' } }]],
    [
      'slide 2 mais curto e slide 3: "Escopo é tudo"',
      [
        { slide: 2, change: { do: 'shorter' } },
        { slide: 3, change: { do: 'title', text: 'Escopo é tudo' } },
      ],
    ],
    [
      'Change the title to Titanium first.',
      [{ slide: null, change: { do: 'title', text: 'Titanium first' } }],
    ],
    ['mention passivation', [{ slide: null, change: { do: 'mention', about: 'passivation' } }]],
    ['remove the word "barato"', [{ slide: null, change: { do: 'without', phrase: 'barato' } }]],
    ['make slide 4 a checklist', [{ slide: 4, change: { do: 'layout', layout: 'checklist' } }]],
    [
      'hook: "Sabe ler o certificado?"',
      [{ slide: null, change: { do: 'hook', text: 'Sabe ler o certificado?' } }],
    ],
    ['', []],
  ])('reads %j', (note, instructions) => {
    expect(readNote(note)).toEqual(instructions);
  });
});
