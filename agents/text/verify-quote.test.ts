import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readKnowledge } from '../../testing/seed.ts';
import { sentences } from './sentences.ts';
import { verifyQuote } from './verify-quote.ts';

const report =
  'Relatório 2025.\nSegundo o estudo “Estado do Conteúdo”, 71,4% dos lei\u00adtores\u00a0abandonam o documento antes da página 3 — sobretudo em telemóvel. O Dr. Silva afirma que «a primeira página decide tudo». Limpeza e selagem não se verificam por inspeção da peça pronta.';

describe('verifyQuote()', () => {
  it('finds a quote through other quotes, dashes, soft hyphens and hard blanks, and says where', () => {
    const verdict = verifyQuote(
      'Segundo o estudo "Estado do Conteúdo", 71,4% dos leitores abandonam o documento antes da página 3 - sobretudo',
      report,
    );
    expect(verdict).toMatchObject({ status: 'exact', score: 1 });
    expect(report.slice(verdict.start ?? 0, verdict.end ?? 0)).toMatch(
      /^Segundo o estudo “[\s\S]+ — sobretudo$/,
    );
  });

  it('finds composed letters in decomposed text and keeps the offsets', () => {
    const source = `Início. ${'A inspeção não vê resíduos.'.normalize('NFD')} Fim.`;
    const verdict = verifyQuote('A inspeção não vê resíduos.', source);
    expect(verdict.status).toBe('exact');
    expect(source.slice(verdict.start ?? 0, verdict.end ?? 0).normalize('NFC')).toBe(
      'A inspeção não vê resíduos.',
    );
  });

  it.each([
    ['74,1% dos leitores abandonam o documento antes da página 3', 'a changed number'],
    ['O Dr. Silva não afirma que a primeira página decide tudo', 'an added denial'],
    ['as marcas devem publicar todos os dias no LinkedIn', 'invented text'],
    ['se verificam por inspeção da peça pronta', 'a denial left out in front'],
    ['', 'nothing'],
    ['…', 'punctuation'],
  ])('does not find %j: %s', (quote) => {
    expect(verifyQuote(quote, report)).toMatchObject({ status: 'missing', start: null, end: null });
  });

  it('calls a slip of letters near', () => {
    const verdict = verifyQuote(
      'dos leitores abandona o documento antes da pagina 3, sobretudo em telemovel',
      report,
    );
    expect(verdict.status).toBe('near');
    expect(verdict.score).toBeGreaterThanOrEqual(0.9);
  });

  it('does not take a number out of a longer one', () => {
    expect(verifyQuote('5 mm de diâmetro', 'A barra tem 3,5 mm de diâmetro.').status).toBe('missing');
    expect(verifyQuote('000 partículas', 'São 352.000 partículas.').status).toBe('missing');
    expect(verifyQuote('São 352', 'São 352.000 partículas.').status).toBe('missing');
    expect(verifyQuote('página 3', report).status).toBe('exact');
  });

  it('takes an ellipsis in brackets for a short gap, not for a long one', () => {
    const gap = (filler: string) => `Peça o relatório de validação${filler} antes do primeiro lote.`;
    const quote = 'Peça o relatório de validação [...] antes do primeiro lote.';
    expect(verifyQuote(quote, gap(', com data e assinatura,')).status).toBe('exact');
    expect(verifyQuote(quote, gap(`, ${'x '.repeat(400)}`)).status).toBe('missing');
  });

  it('reads the English "no" as a denial and the Portuguese one as "in the"', () => {
    expect(
      verifyQuote(
        'change of material happens without notice',
        'In the plant no change of material happens without notice and approval of the customer.',
      ).status,
    ).toBe('missing');
    expect(
      verifyQuote('banho de ácido por trinta minutos', 'A peça fica no banho de ácido por trinta minutos.')
        .status,
    ).toBe('exact');
  });

  it('finds every sentence of the seeded knowledge exactly, also in straight typography', () => {
    for (const { text } of readKnowledge()) {
      for (const sentence of sentences(text)) {
        expect(verifyQuote(sentence.text.replace(/[“”]/g, '"').replace(/\s+/g, ' '), text).status).toBe(
          'exact',
        );
      }
    }
  });

  const word = fc.stringMatching(/^[a-zçãé]{2,9}$/);
  const sentence = fc.array(word, { minLength: 6, maxLength: 14 }).map((w) => w.join(' '));

  it('is exact for any run of whole words of any source, at their offsets', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), (parts, a, b) => {
        const source = parts.join('. ');
        const words = [...source.matchAll(/\S+/g)];
        const [from, to] = [a % words.length, b % words.length].sort((x, y) => x - y);
        const start = words[from ?? 0]?.index ?? 0;
        const last = words[to ?? 0];
        const quote = source.slice(start, (last?.index ?? 0) + (last?.[0].length ?? 0));
        fc.pre(!/\b(não|nem|sem)\b/.test(source));
        const verdict = verifyQuote(quote, source);
        expect(verdict.status).toBe('exact');
        expect(source.slice(verdict.start ?? 0, verdict.end ?? 0)).toBe(quote);
      }),
    );
  });

  it('never accepts a changed number, wherever it stands', () => {
    fc.assert(
      fc.property(
        sentence,
        sentence,
        fc.integer({ min: 10, max: 9999 }),
        fc.integer({ min: 1, max: 9 }),
        (left, right, n, more) => {
          const source = `${left} ${n} ${right}`;
          expect(verifyQuote(`${left} ${n + more} ${right}`, source).status).toBe('missing');
        },
      ),
    );
  });

  it('never accepts an added denial', () => {
    fc.assert(
      fc.property(sentence, sentence, (left, right) => {
        expect(verifyQuote(`${left} não ${right}`, `${left} ${right}`).status).toBe('missing');
      }),
    );
  });

  it('says nothing but missing of two unrelated texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (noise) => {
        expect(verifyQuote('A esterilização mata microrganismos', noise).status).toBe('missing');
      }),
    );
  });
});
