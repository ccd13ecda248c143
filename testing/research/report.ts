import type { ReportForPublishing } from '../../agents/research/publish/report.ts';

const quote = 'a camada de óxido tem de 2 a 7 nanômetros';
const other = 'o banho dura 30 minutos';

/** A report with something in each of its places; its texts try what a hostile source would write. */
export function testReport(change: Partial<ReportForPublishing> = {}): ReportForPublishing {
  return {
    title: 'O que a passivação muda num implante de titânio',
    question: 'O que muda num implante quando é passivado?',
    language: 'pt',
    summary: {
      id: 'summary',
      heading: '',
      markdown: 'A passivação deixa uma camada de óxido estável.[^1]',
      evidence: [{ passage_id: 'd1#1', quote }],
    },
    findings: [
      {
        id: 'f1',
        question_id: 'q1',
        heading: 'A camada tem poucos nanômetros',
        markdown:
          'Nas fontes, a camada tem **2 a 7 nanômetros**.[^1] Outra página repete o valor.[^2]\n\n- ISO 13485\n- ASTM F86[^1]\n\n| Norma | Tempo |\n| - | - |\n| ASTM F86 | 30 min |',
        evidence: [
          { passage_id: 'd1#1', quote },
          { passage_id: 'd2#4', quote: other },
        ],
      },
      {
        id: 'f2',
        question_id: 'q2',
        heading: '#eval("1+1") $x$ @ref *a*',
        markdown:
          '#eval("1+1") $x$ \\\\ <b>x</b> @ref [clique](javascript:alert(1)) [^1] ![](https://x.test/a.png)',
        evidence: [{ passage_id: 'gone#1', quote: 'de nenhum documento' }],
      },
    ],
    contradictions: [
      {
        text: 'Uma fonte diz 20 minutos, outra diz 30 minutos.',
        evidence: [
          { passage_id: 'd1#1', quote },
          { passage_id: 'd2#4', quote: other },
        ],
      },
    ],
    uncertain: [{ text: 'Quanto tempo a camada resiste em armazém.', evidence: [] }],
    not_found: [{ question_id: 'q3', question: 'Quanto custa?', tried: ['custo da passivação'] }],
    questions: [
      { id: 'q1', text: 'Quão espessa é a camada?', answered: true },
      { id: 'q2', text: 'O que diz a norma?', answered: true },
      { id: 'q3', text: 'Quanto custa?', answered: false },
    ],
    searches: [
      { round: 1, query: 'camada de óxido', provider: 'knowledge', results: 6, read: 6, cut: 0, fault: null },
      {
        round: 2,
        query: 'passivation cost',
        provider: 'tavily',
        results: 0,
        read: 0,
        cut: 0,
        fault: 'rate_limited',
      },
    ],
    unread: [{ url: 'https://sandbox.test/morta', code: 'http_404' }],
    sources: [
      {
        number: 1,
        document_id: 'd1',
        title: 'Passivação de titânio',
        url: null,
        fetched_at: null,
        addresses: [],
        shortened: false,
      },
      {
        number: 2,
        document_id: 'd2',
        title: 'Banhos',
        url: 'https://sandbox.test/banhos',
        fetched_at: '2026-11-29T10:00:00Z',
        addresses: ['https://sandbox.test/banhos'],
        shortened: true,
      },
    ],
    claims: [
      {
        id: 'c1',
        place: 'f1',
        text: 'Nas fontes, a camada tem 2 a 7 nanômetros.',
        evidence: [
          {
            id: 'e0123456789abcdef',
            passage_id: 'd1#1',
            document_id: 'd1',
            snapshot_sha256: '0'.repeat(64),
            title: 'Passivação de titânio',
            url: null,
            fetched_at: null,
            quote,
            before: 'Depois do banho,',
            after: 'Ela protege o metal.',
            start: 10,
            end: 50,
          },
        ],
        status: 'verified',
        faults: [],
        support: null,
      },
    ],
    model: 'offline-extractive-1',
    offline: true,
    version: 1,
    slug: 'o-que-a-passivacao-muda',
    author: 'Aurora Implantes',
    disclaimers: ['Uso profissional.'],
    documents: { 'd1#1': 'd1', 'd2#4': 'd2' },
    ...change,
  };
}
