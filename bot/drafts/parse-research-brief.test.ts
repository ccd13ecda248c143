import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseResearchBrief } from './parse-research-brief.ts';

const briefOf = (text: string) => {
  const parsed = parseResearchBrief(text);
  if (parsed.kind !== 'brief' || parsed.job.type !== 'research') return parsed.kind;
  const { topic, rounds, urls } = parsed.job.brief;
  return { topic, rounds, urls };
};

describe('parseResearchBrief()', () => {
  it.each([
    ['how is cleaning validated?', null, 'how is cleaning validated?'],
    ['how is cleaning validated, 3 rounds', 3, 'how is cleaning validated'],
    ['how is cleaning validated? 3 rounds', 3, 'how is cleaning validated?'],
    ['how is cleaning validated in 1 round.', 1, 'how is cleaning validated'],
    ['como se valida a limpeza? (2 rodadas)', 2, 'como se valida a limpeza?'],
    ['em 2 rodadas: como se valida a limpeza?', 2, 'como se valida a limpeza?'],
    ['3 rodadas, validação de limpeza', 3, 'validação de limpeza'],
  ])('reads the rounds from %j', (text, rounds, topic) => {
    expect(briefOf(text)).toEqual({ topic, rounds, urls: [] });
  });

  it.each([
    'what do 3 rounds of polishing change?',
    '10 rounds of cleaning: which residue is left?',
    'what is left after 12 rounds',
  ])('sees no rounds of searching in %j', (text) => {
    expect(briefOf(text)).toEqual({ topic: text, rounds: null, urls: [] });
  });

  it.each([
    ['UDI, 4 rounds', 4],
    ['UDI em 0 rodadas', 0],
    ['12 rounds: UDI', 12],
  ])('refuses the rounds of %j', (text, asked) => {
    expect(parseResearchBrief(text)).toEqual({ kind: 'out_of_range', asked, min: 1, max: 3 });
  });

  it('takes addresses as pages to read, up to ten, wherever the rounds stand', () => {
    const ten = Array.from({ length: 10 }, (_, n) => `https://a.example/${n}`);
    expect(briefOf(`UDI rules ${ten.join(' ')}`)).toEqual({ topic: 'UDI rules', rounds: null, urls: ten });
    expect(briefOf('UDI rules https://a.example/1, 3 rounds')).toEqual({
      topic: 'UDI rules',
      rounds: 3,
      urls: ['https://a.example/1'],
    });
    expect(parseResearchBrief(`UDI ${ten.join(' ')} https://a.example/x`)).toEqual({
      kind: 'too_many_addresses',
      given: 11,
      max: 10,
    });
    expect(parseResearchBrief('UDI ftp://a.example/x')).toEqual({
      kind: 'bad_address',
      address: 'ftp://a.example/x',
    });
  });

  it('asks for the question when there are only pages or rounds, and keeps them', () => {
    expect(parseResearchBrief('https://a.example/1 https://a.example/2')).toEqual({
      kind: 'form',
      given: { addresses: 'https://a.example/1\nhttps://a.example/2' },
    });
    expect(parseResearchBrief('2 rodadas')).toEqual({ kind: 'form', given: { length: '2' } });
    expect(parseResearchBrief('  ')).toEqual({ kind: 'form', given: {} });
  });

  it.each(['<!channel>', '<@U0LUCIA|lucia> <!here>', '<#C0SALES|sales>', '!!'])(
    'sees no question in %j',
    (text) => {
      expect(parseResearchBrief(text)).toEqual({ kind: 'no_topic' });
    },
  );

  it('gives back a question that is too long', () => {
    const parsed = parseResearchBrief('x'.repeat(4001));
    expect(parsed).toMatchObject({ kind: 'too_long', length: 4001, max: 2000 });
  });

  it('reads any text within a moment and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => void parseResearchBrief(text)),
    );
    for (const part of ['3 rounds ', '( ', 'em 2 rodadas, ', ', ', 'https://a.example/ ']) {
      expect(parseResearchBrief(part.repeat(180)).kind).toBeTruthy();
    }
  });
});
