import type { ArticleForPublishing } from '../../agents/blog/publish/article.ts';
import { countArticleWords } from '../../agents/drafting/parts/count-words.ts';
import { readingMinutes } from '../../agents/drafting/parts/reading-time.ts';
import { seededBrandKit } from '../seed.ts';

/** A small whole article for tests: two sections, three quotes of two documents, one of them cited twice. */
export function testArticle(changes: Partial<ArticleForPublishing> = {}): ArticleForPublishing {
  const parts: ArticleForPublishing['parts'] = changes.parts ?? [
    {
      id: 'introduction',
      heading: '',
      markdown:
        'A passivação forma uma camada de óxido que protege o titânio.[^1] Quem compra implantes precisa saber **o que pedir** ao fornecedor.',
      evidence: [{ passage_id: 'p1', quote: 'A passivação forma uma camada de óxido' }],
    },
    {
      id: 's1',
      heading: 'O que a norma pede',
      markdown:
        'A ISO 13485 exige processo validado.[^1] Veja:\n\n- registro de cada lote\n- banho com *ácido nítrico*[^2]\n\nA camada de óxido é o resultado.[^3]',
      evidence: [
        { passage_id: 'p2', quote: 'O processo deve ser validado' },
        { passage_id: 'p1', quote: 'banho de ácido nítrico a 20 %' },
        { passage_id: 'p1', quote: 'A passivação forma uma camada de óxido' },
      ],
    },
    {
      id: 's2',
      heading: 'Como conferir',
      markdown:
        '### No recebimento\n\nPeça o certificado.\n\n| item | limite |\n| --- | --- |\n| ferro | 0,25 % |',
      evidence: [],
    },
    { id: 'conclusion', heading: '', markdown: 'Peça os três documentos antes da compra.', evidence: [] },
  ];
  const words = countArticleWords(parts);
  return {
    title: 'Passivação de titânio: o que pedir ao fornecedor',
    slug: 'passivacao-de-titanio',
    meta_description:
      'O que a norma pede e como conferir a passivação de implantes de titânio no recebimento.',
    keywords: ['passivação', 'titânio'],
    language: 'pt',
    words,
    reading_minutes: readingMinutes(words, changes.language ?? 'pt'),
    parts,
    disclaimers: ['Este texto é informativo e não substitui avaliação técnica.'],
    sources: [
      { document_id: 'd1', title: 'Passivação', url: null, fetched_at: null },
      {
        document_id: 'd2',
        title: 'ISO 13485',
        url: 'https://iso.example/13485',
        fetched_at: '2026-11-20T12:00:00Z',
      },
    ],
    documents: { p1: 'd1', p2: 'd2' },
    texts: {
      p1: '## O que é\n\nA passivação forma uma camada de óxido sobre o metal.\n\n## O banho\n\nO banho de ácido nítrico a 20 % dura meia hora.',
      p2: 'O processo deve ser validado.',
    },
    rules: [],
    model: 'offline-extractive-1',
    offline: true,
    version: 2,
    author: 'Alba Implantes',
    brand: seededBrandKit,
    ...changes,
  };
}
