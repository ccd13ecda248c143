import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainWords } from '../asking/plain-words.ts';
import { parseCarouselBrief } from './parse-carousel-brief.ts';

const topicOf = (text: string) => {
  const parsed = parseCarouselBrief(text);
  return parsed.kind === 'brief' ? parsed.job.brief.topic : parsed.kind;
};
const slidesOf = (text: string) => {
  const parsed = parseCarouselBrief(text);
  return parsed.kind === 'brief' && parsed.job.type === 'carousel' ? parsed.job.brief.slides : parsed.kind;
};

describe('parseCarouselBrief()', () => {
  it.each(['', '   ', '\n\t'])('opens the form for %j', (text) => {
    expect(parseCarouselBrief(text).kind).toBe('form');
  });

  it.each([
    'help',
    ' HELP ',
    'ajuda',
    '?',
    '??',
    '-h',
    '--help',
    'help me',
    'help me please!',
    'me ajuda',
    'ajude-me',
  ])('explains for %j', (text) => {
    expect(parseCarouselBrief(text).kind).toBe('help');
  });

  it.each([
    ['hlep', 'help'],
    ['halp', 'help'],
    ['stauts', 'status'],
    ['status', 'status'],
    ['cancle', 'cancel'],
    ['lsit', 'status'],
    ['retri', 'retry'],
  ])('takes the lone word %j for the subcommand %j', (text, meant) => {
    expect(parseCarouselBrief(text)).toMatchObject({ kind: 'mistyped', word: text, meant });
  });

  it.each(['passivation', 'titânio', 'help me choose a supplier', 'UDI', 'ISO13485', 'status of ISO 13485'])(
    'takes %j for a topic',
    (text) => {
      expect(topicOf(text)).toBe(text);
    },
  );

  it.each([
    ['--slides 99 x', '--slides'],
    ['—slides 9 UDI', '—slides'],
    ['UDI --lang pt', '--lang'],
    ['-slides 6 UDI', '-slides'],
    ['--anything goes', '--anything'],
  ])('takes no option for a topic in %j', (text, option) => {
    expect(parseCarouselBrief(text)).toEqual({ kind: 'no_options', option });
  });

  it.each([
    'titânio -- o que importa',
    'Ti-6Al-4V e limpeza',
    '- passivação',
    'implantes – preços',
    '-5 °C no estoque',
  ])('takes a dash for no option in %j', (text) => {
    expect(topicOf(text)).toBe(text);
  });

  it('opens the form with the number of slides when that is all that is said', () => {
    expect(parseCarouselBrief('8 slides')).toEqual({ kind: 'form', given: { length: '8' } });
  });

  it('keeps a number that counts something else', () => {
    expect(parseCarouselBrief('5 erros ao escolher um fornecedor de implantes')).toEqual({
      kind: 'brief',
      job: {
        type: 'carousel',
        brief: {
          topic: '5 erros ao escolher um fornecedor de implantes',
          audience: null,
          language: null,
          slides: null,
          tone: null,
          call_to_action: null,
        },
      },
    });
  });

  it.each([
    ['8 slides sobre passivação', 8, 'passivação'],
    ['6 páginas sobre UDI', 6, 'UDI'],
    ['12 lâminas: limpeza de implantes', 12, 'limpeza de implantes'],
    ['5 slides about cleanrooms', 5, 'cleanrooms'],
    ['passivação em 7 slides', 7, 'passivação'],
    ['cleanrooms, 9 slides.', 9, 'cleanrooms'],
    ['ISO 13485 in 10 slides', 10, 'ISO 13485'],
    ['what 8 slides can say about titanium', 8, 'what 8 slides can say about titanium'],
  ])('reads the number of slides from %j', (text, slides, topic) => {
    expect(slidesOf(text)).toBe(slides);
    expect(topicOf(text)).toBe(topic);
  });

  it.each([
    ['13 slides sobre UDI', 13],
    ['4 páginas sobre UDI', 4],
    ['UDI em 20 lâminas', 20],
    ['0 slides sobre UDI', 0],
    ['1000 slides sobre UDI', 1000],
  ])('refuses the number of slides in %j', (text, asked) => {
    expect(parseCarouselBrief(text)).toEqual({ kind: 'out_of_range', asked, min: 5, max: 12 });
  });

  it.each(['5 slideshows comparados', '3,5 slides', 'os 99 slidestacks', '13485 slides e normas'])(
    'sees no number of slides in %j',
    (text) => {
      expect(slidesOf(text)).toBe(null);
    },
  );

  it('accepts 2000 characters and refuses 2001 with the first hundred given back', () => {
    expect(topicOf('á'.repeat(2000))).toBe('á'.repeat(2000));
    const refused = parseCarouselBrief(`á${'b'.repeat(39_999)}`);
    expect(refused).toEqual({ kind: 'too_long', length: 40_000, max: 2000, head: `á${'b'.repeat(99)}…` });
  });

  it('counts characters, not UTF-16 units', () => {
    expect(parseCarouselBrief('🦴'.repeat(1500)).kind).toBe('brief');
  });

  it('keeps formatting marks as letters', () => {
    expect(topicOf('*implantes* _de_ ~titânio~ `x`')).toBe('*implantes* _de_ ~titânio~ `x`');
  });
});

describe('plainWords()', () => {
  it.each([
    ['ask <@U1|ana> now', 'ask @ana now'],
    ['ask <@U1> now', 'ask @U1 now'],
    ['<!channel> olá', '@channel olá'],
    ['pague \u202e001\u202c a\u200bgora', 'pague 001 agora'],
    ['&lt;!channel&gt; olá', '@channel olá'],
    ['<!here|here> olá', '@here olá'],
    ['<!subteam^S1|@vendas> olá', '@vendas olá'],
    ['see <#C1|marketing>', 'see #marketing'],
    ['see <https://a.example/x>', 'see https://a.example/x'],
    ['see <https://a.example/x|a.example/x>', 'see https://a.example/x'],
    ['see <https://a.example/x|the bank>', 'see the bank (https://a.example/x)'],
    ['a &lt; b &amp;amp; c', 'a < b &amp; c'],
    ['nul\u0000 and \u0007bell', 'nul and bell'],
  ])('reads %j as %j', (text, words) => {
    expect(plainWords(text)).toBe(words);
  });

  it('leaves no entity behind, however they are nested', () => {
    const mark = fc.constantFrom(
      '<',
      '>',
      '!',
      '@',
      '#',
      '|',
      'U1',
      '@channel',
      'here',
      '&lt;',
      '&gt;',
      '&amp;',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 40 }), (marks) => {
        expect(plainWords(marks.join(''))).not.toMatch(
          /<!(?:channel|here|everyone)(?:\|[^<>]*)?>|<@U1(?:\|[^<>]*)?>/,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
