import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '../../testing/cpu-ms.ts';
import { parseArticleBrief } from './parse-article-brief.ts';

const briefOf = (text: string) => {
  const parsed = parseArticleBrief(text);
  if (parsed.kind !== 'brief' || parsed.job.type !== 'blog') return parsed.kind;
  const { topic, words, urls } = parsed.job.brief;
  return { topic, words, urls };
};

describe('parseArticleBrief()', () => {
  it.each([
    ['600 words about UDI', 600, 'UDI'],
    ['600 palavras sobre passivação', 600, 'passivação'],
    ['1,200 words: cleanrooms', 1200, 'cleanrooms'],
    ['1.200 palavras sobre salas limpas', 1200, 'salas limpas'],
    ['a 600-word article on titanium', 600, 'titanium'],
    ['artigo de 800 palavras sobre ISO 13485', 800, 'ISO 13485'],
    ['an article of 900 words about UDI', 900, 'UDI'],
    ['passivation in 600 words', 600, 'passivation'],
    ['passivação em até 700 palavras.', 700, 'passivação'],
    ['passivation, ~ 600 words', 600, 'passivation'],
    ['passivação (600 palavras)', 600, 'passivação'],
    ['say in about 700 words why titanium lasts', 700, 'say in about 700 words why titanium lasts'],
  ])('reads the length from %j', (text, words, topic) => {
    expect(briefOf(text)).toEqual({ topic, words, urls: [] });
  });

  it.each([
    '10 words every surgeon should know',
    'as 10 palavras da ISO 13485',
    'key words of UDI',
    'explain UDI in 5 words',
  ])('sees no length in %j', (text) => {
    expect(briefOf(text)).toEqual({ topic: text, words: null, urls: [] });
  });

  it.each([
    ['200 words about UDI', 200],
    ['UDI em 9.000 palavras', 9000],
    ['UDI in 299 words', 299],
  ])('refuses the length of %j', (text, asked) => {
    expect(parseArticleBrief(text)).toEqual({ kind: 'out_of_range', asked, min: 300, max: 2500 });
  });

  it.each([
    ['UDI rules https://a.example/udi', 'UDI rules', ['https://a.example/udi']],
    ['regras de UDI com base em <https://a.example/udi>.', 'regras de UDI', ['https://a.example/udi']],
    [
      'UDI (see https://a.example/x_(y) and www.b.example/z)',
      'UDI',
      ['https://a.example/x_(y)', 'https://www.b.example/z'],
    ],
    [
      'https://a.example/1, https://a.example/2: what they say on UDI',
      'what they say on UDI',
      ['https://a.example/1', 'https://a.example/2'],
    ],
    [
      'compare https://a.example/1 with what we know',
      'compare https://a.example/1 with what we know',
      ['https://a.example/1'],
    ],
    ['UDI https://a.example https://a.example/', 'UDI', ['https://a.example/']],
  ])('takes the addresses out of %j', (text, topic, urls) => {
    expect(briefOf(text)).toEqual({ topic, words: null, urls });
  });

  it('reads length and addresses together', () => {
    expect(briefOf('UDI em 600 palavras, leia https://a.example/udi')).toEqual({
      topic: 'UDI',
      words: 600,
      urls: ['https://a.example/udi'],
    });
  });

  it.each(['ftp://a.example/x', 'file:///etc/passwd', 'gopher://a.example', 'https://'])(
    'refuses the address %j',
    (address) => {
      expect(parseArticleBrief(`UDI ${address}`)).toEqual({ kind: 'bad_address', address });
    },
  );

  it('refuses a sixth address', () => {
    const urls = [1, 2, 3, 4, 5, 6].map((n) => `https://a.example/${n}`);
    expect(briefOf(`UDI ${urls.slice(0, 5).join(' ')}`)).toMatchObject({
      topic: 'UDI',
      urls: urls.slice(0, 5),
    });
    expect(parseArticleBrief(`UDI ${urls.join(' ')}`)).toEqual({
      kind: 'too_many_addresses',
      given: 6,
      max: 5,
    });
  });

  it('opens the form with what was said when there is no topic', () => {
    expect(parseArticleBrief('600 palavras')).toEqual({ kind: 'form', given: { length: '600' } });
    expect(parseArticleBrief('https://a.example/1 https://a.example/2')).toEqual({
      kind: 'form',
      given: { addresses: 'https://a.example/1\nhttps://a.example/2' },
    });
  });

  it.each(['help', 'ajuda', 'help me'])('explains for %j', (text) => {
    expect(parseArticleBrief(text).kind).toBe('help');
  });

  it('takes no option for a topic', () => {
    expect(parseArticleBrief('--words 600 UDI')).toEqual({ kind: 'no_options', option: '--words' });
  });

  it.each([
    `x${' '.repeat(1900)}y https://a.example`,
    `x${' \n'.repeat(900)}https://a.example y`,
    `x${' ,;:('.repeat(390)}y`,
    `x${' com de'.repeat(280)} https://a.example y`,
  ])('answers at once to what patterns find hard (case %#)', async (text) => {
    // A pattern that goes back and forth takes minutes of these.
    expect(await cpuMs(() => expect(parseArticleBrief(text).kind).toBe('brief'))).toBeLessThan(3000);
  });

  it('answers quickly, for any text', async () => {
    const piece = fc.constantFrom(
      '600',
      ' words',
      ' in',
      ' de',
      ',',
      '(',
      ' ',
      'https://',
      'www.',
      'a.b',
      '–',
      '~',
      'em',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 300 }), async (pieces) => {
        expect(await cpuMs(() => parseArticleBrief(pieces.join('')))).toBeLessThan(3000);
      }),
      { numRuns: 500 },
    );
  });
});
