import { describe, expect, it } from 'vitest';
import type { Passage } from '../../ports/content.ts';
import { checkBriefs } from './check-briefs.ts';

const passage = (id: string, title: string, text: string): Passage => ({
  id,
  document_id: `d-${title}`,
  title,
  url: null,
  fetched_at: null,
  added_at: null,
  language: 'pt',
  text,
  rank: 1,
});
const passages = [
  passage('p1', 'Passivação', 'O banho nítrico remove o ferro livre da superfície do implante.'),
  passage('p2', 'Passivação', 'O certificado do banho traz concentração, tempo e temperatura.'),
  passage('p3', 'Cleaning', 'Cleaning validation needs three lots before release.'),
];
const brief = (topic: string, passage_ids: string[], type: 'carousel' | 'blog' = 'carousel') => ({
  type,
  topic,
  angle: 'Para compras',
  passage_ids,
});
const check = (answer: ReturnType<typeof brief>[], wanted = 5) =>
  checkBriefs(answer, { theme: 'passivação', passages, before: [], wanted });

describe('checkBriefs()', () => {
  it('keeps a brief with the given passages that have words of its topic, by document', () => {
    expect(check([brief('Banho nítrico na passivação', ['p1', 'p2', 'p3'])])).toEqual({
      briefs: [
        {
          type: 'carousel',
          topic: 'Banho nítrico na passivação',
          angle: 'Para compras',
          sources: [{ document_id: 'd-Passivação', title: 'Passivação', passage_ids: ['p1', 'p2'] }],
        },
      ],
      refused: [],
    });
  });

  it.each([
    ['names no given passage', brief('Banho nítrico', ['p9']), 'it names no given passage'],
    ['no word of its passages is in', brief('Marketing digital', ['p1']), 'no word of it stands'],
    [
      'is mostly about something else',
      brief('Banho nítrico de foguetes em Marte', ['p2']),
      'most of its words',
    ],
    ['names nothing', brief('— ? —', ['p1']), 'it names nothing'],
  ])('refuses a brief that %s', (_, one, why) => {
    const { briefs, refused } = check([one]);
    expect(briefs).toEqual([]);
    expect(refused).toMatchObject([{ why: expect.stringContaining(why) }]);
  });

  it('refuses the same topic in another order or as another type, and not one that shares the theme alone', () => {
    const { briefs, refused } = check([
      brief('Passivação: o banho nítrico', ['p1']),
      brief('O banho nítrico da passivação', ['p1'], 'blog'),
      brief('Passivação: o certificado do banho', ['p2']),
    ]);
    expect(briefs.map((b) => b.topic)).toEqual([
      'Passivação: o banho nítrico',
      'Passivação: o certificado do banho',
    ]);
    expect(refused).toMatchObject([{ why: 'it is the topic "Passivação: o banho nítrico" again' }]);
  });

  it('carries a topic by a passage of the other language', () => {
    expect(check([brief('Validation of cleaning', ['p3'])]).briefs).toHaveLength(1);
    expect(check([brief('Validação da limpeza em três lotes', ['p3'])]).briefs).toHaveLength(1);
  });

  it('takes no more than are wanted, and shows no markup of a model', () => {
    const { briefs } = check(
      [brief('**Banho** <!channel> nítrico', ['p1']), brief('Certificado do banho', ['p2'])],
      1,
    );
    expect(briefs.map((b) => b.topic)).toEqual(['Banho channel nítrico']);
  });
});
