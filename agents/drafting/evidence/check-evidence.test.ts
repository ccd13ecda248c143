import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../ports/content.ts';
import { checkEvidence, type FaultyClaim, faultyOf } from './check-evidence.ts';
import { evidenceId, Quotable } from './find-quote.ts';
import { snapshotsOf } from './snapshot.ts';
import type { Statement } from './statement.ts';

const text = 'O forno é azul. O ciclo dura 12 minutos a 45 °C. A água é trocada a cada 8 horas.';
const passage: Passage = {
  id: 'd#1',
  document_id: 'd',
  title: 'Limpeza',
  url: 'https://sandbox.test/limpeza',
  language: 'pt',
  text,
  sha256: 'a'.repeat(64),
  start_at: 100,
  end_at: 100 + text.length,
  before: 'A cuba é nova. ',
  after: ' O registro fica na ficha.',
  rank: 1,
};
const statement = (
  sentence: string,
  quote: string | null,
  more: Partial<Statement<string>> = {},
): Statement<string> => ({
  place: 's1',
  sentence,
  context: '',
  evidence: quote === null ? [] : [{ passage_id: 'd#1', quote }],
  role: 'sentence',
  reach: [],
  of: 'section',
  counts: [],
  ...more,
});
const check = (statements: Statement<string>[], before: FaultyClaim[] = [], passages = [passage]) =>
  checkEvidence(
    statements,
    { language: 'pt', quotable: new Quotable(snapshotsOf(passages)), own: ['20 lotes da Alba'], notes: [] },
    before,
  );

describe('checkEvidence()', () => {
  it('gives a quote its place in the snapshot in code points, its own signs, and what stands beside it', () => {
    const [claim] = check([
      statement('O ciclo leva 12 minutos.', 'o ciclo dura “12 minutos”'.replace(/[“”]/g, '')),
    ]).claims;
    const quote = 'O ciclo dura 12 minutos';
    const start = 100 + text.indexOf(quote);
    expect(claim).toMatchObject({
      id: 'c1',
      place: 's1',
      status: 'verified',
      faults: [],
      evidence: [
        {
          id: evidenceId(passage.sha256 ?? '', start, start + quote.length),
          quote,
          start,
          end: start + quote.length,
          before: 'O forno é azul. ',
          after: ' a 45 °C. A água é trocada a cada 8 horas.',
        },
      ],
    });
  });

  it('counts code points: a sign outside the basic plane before the quote moves it by one', () => {
    const [claim] = check(
      [statement('O ciclo leva 12 minutos.', 'O ciclo dura 12 minutos')],
      [],
      [{ ...passage, text: `😀 ${text}` }],
    ).claims;
    expect(claim?.evidence[0]?.start).toBe(100 + 2 + text.indexOf('O ciclo'));
  });

  it('takes the sentence before a quote from outside its passage', () => {
    const [claim] = check([statement('O forno é azul.', 'O forno é azul.')]).claims;
    expect(claim?.evidence[0]?.before).toBe('A cuba é nova. \n\n');
  });

  it('lets a passage that tells no hash stand for itself', () => {
    const { sha256: _, ...old } = passage;
    const [claim] = check(
      [statement('O ciclo leva 12 minutos.', 'O ciclo dura 12 minutos')],
      [],
      [old],
    ).claims;
    expect(claim?.evidence[0]).toMatchObject({
      start: text.indexOf('O ciclo'),
      snapshot_sha256: snapshotsOf([old])[0]?.sha256,
    });
  });

  it('calls a claim unverified with what is wrong in it, and tells each fault of a place once', () => {
    const { claims, found } = check([
      statement('O ciclo leva 21 minutos.', 'O ciclo dura 12 minutos'),
      statement('São 21 minutos de ciclo.', 'O ciclo dura 12 minutos'),
    ]);
    expect(claims.map(({ id, status, faults }) => [id, status, faults.map((f) => f.code)])).toEqual([
      ['c1', 'unverified', ['number_not_found']],
      ['c2', 'unverified', ['number_not_found']],
    ]);
    expect(found).toEqual([
      { place: 's1', code: 'number_not_found', params: { number: '21', of: 'section' } },
    ]);
  });

  it('lists what cites nothing only where it should', () => {
    const { claims } = check([
      statement('Confira o ciclo antes de comprar.', null),
      statement('A água é trocada a cada 8 horas.', null, { reach: [{ passage_id: 'd#1', quote: text }] }),
    ]);
    expect(claims).toMatchObject([
      {
        id: 'c1',
        evidence: [],
        status: 'unverified',
        faults: [{ code: 'needs_citation', params: { what: 'number' } }],
      },
    ]);
  });

  it('asks no source for what people typed, and says what that was', () => {
    const [claim] = check([
      statement('O ciclo de 12 minutos serve 20 lotes da Alba.', 'O ciclo dura 12 minutos'),
    ]).claims;
    expect(claim).toMatchObject({ status: 'verified', given: ['20', 'Alba'] });
  });

  it('calls a claim repaired once a quote that it did not have mended a fault of before, and verified where none did', () => {
    const faulty = check([statement('A água é trocada toda vez a cada 8 horas.', 'O forno é azul.')]);
    expect(faulty.claims[0]?.status).toBe('unverified');
    const before = faultyOf(faulty.claims, []);
    const mended = statement('A água é trocada toda vez a cada 8 horas.', 'A água é trocada a cada 8 horas');
    expect(check([mended], before).claims[0]?.status).toBe('repaired');
    expect(check([mended], []).claims[0]?.status).toBe('verified');
    const reworded = statement('O forno é azul, e a água do ciclo é trocada.', 'O forno é azul.');
    expect(check([reworded], before).claims[0]?.status).toBe('verified');
  });

  it('fails closed: a claim whose check throws is unverified', () => {
    const broken = new Quotable(snapshotsOf([passage]));
    broken.find = () => {
      throw new Error('no memory');
    };
    const { claims, found } = checkEvidence(
      [statement('O ciclo leva 12 minutos.', 'O ciclo dura 12 minutos')],
      { language: 'pt', quotable: broken, own: [], notes: [] },
    );
    expect(claims).toMatchObject([{ status: 'unverified', faults: [{ code: 'check_failed' }] }]);
    expect(found).toMatchObject([{ place: 's1', code: 'check_failed' }]);
  });
});
