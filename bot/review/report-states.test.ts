import { describe, expect, it } from 'vitest';
import type { CheckedClaim, ResearchDraft } from '../../ports/content.ts';
import { anItem, aReport, aResearchJob, aReview } from '../../testing/bot/samples.ts';
import { briefMessage } from '../drafts/brief-message.ts';
import { draftFiles } from '../drafts/file-sets.ts';
import { progressMessage } from '../drafts/progress-message.ts';
import type { Message } from '../slack/blocks.ts';
import { en, ptBr } from '../texts/texts.ts';
import { outcomeMessage } from './outcome-message.ts';
import { reviewCard } from './review-card.ts';

const claims = [
  { passage_id: 'p1', document_id: 'd1' },
  { passage_id: 'p2', document_id: 'd2' },
].map(
  ({ passage_id, document_id }, at): CheckedClaim => ({
    id: `c${at + 1}`,
    place: 'f1',
    text: 'x',
    status: 'verified',
    faults: [],
    support: null,
    evidence: [
      {
        id: 'e0',
        passage_id,
        document_id,
        snapshot_sha256: 's',
        title: 't',
        url: null,
        fetched_at: null,
        quote: 'q',
        before: '',
        after: '',
        start: 0,
        end: 1,
      },
    ],
  }),
);
const waiting = aResearchJob({ status: 'awaiting_review', versions: 1 });
const card = (content: Partial<ResearchDraft> = {}, texts = en) => {
  const draft = aReport({ ...content, ...{ claims } });
  return reviewCard(
    { item: { ...anItem({ job: waiting }), draft }, currentCard: null, withPicture: true },
    texts,
  );
};
const json = (message: Message | null) => JSON.stringify(message?.blocks);
/** All words, in reading order. */
const read = (message: Message | null) => {
  const found: string[] = [];
  JSON.stringify(message?.blocks, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') found.push(value);
    return value;
  });
  return found.join('');
};

describe('the card of a report', () => {
  it('shows question, summary, findings and sources, each statement with the number of its source', () => {
    const shown = read(card());
    for (const words of [
      'Question: Como se valida a limpeza de implantes de titânio?',
      '*Summary*',
      'um limite.[1]',
      '1. O limite vem da toxicidade',
      'Extrai-se com água.[1]',
      'pior caso[2]',
      '2. Quem assina o relatório',
      '*Sources*',
      '[1] Limpeza em uma página',
      '[2] Procedimento interno',
    ]) {
      expect(shown).toContain(words);
    }
    expect(json(card())).toContain('{"type":"link","url":"https://example.com/limpeza","text":"[1]"}');
  });

  it('is silent on what there is none of', () => {
    const shown = read(card());
    for (const title of ['Where sources disagree', 'What is uncertain', 'What I did not find', 'left out']) {
      expect(shown).not.toContain(title);
    }
  });

  it('says what contradicts, what is uncertain, what was not found and what was tried', () => {
    const shown = read(
      card({
        contradictions: [
          {
            text: 'A página diz 10 µg, o procedimento 20 µg.',
            evidence: [
              { passage_id: 'p2', quote: '20 µg' },
              { passage_id: 'p1', quote: '10 µg' },
            ],
          },
        ],
        uncertain: [{ text: 'O prazo não tem data.', evidence: [] }],
        not_found: [
          { question_id: 'q3', question: 'Quanto custa?', tried: ['custo limpeza', 'preço validação'] },
        ],
      }),
    );
    expect(shown).toContain('*Where sources disagree*A página diz 10 µg, o procedimento 20 µg. [1] [2]');
    expect(shown).toContain('*What is uncertain*O prazo não tem data.');
    expect(shown).toContain('*What I did not find*Quanto custa? (tried: “custo limpeza”, “preço validação”)');
  });

  it('says what was cut, what could not be read and which search failed, in words', () => {
    const search = { round: 1, query: 'x', provider: 'tavily', results: 6, read: 3, cut: 3, fault: null };
    const [first] = aReport().content.sources;
    const shown = (texts: typeof en) =>
      read(
        card(
          {
            searches: [
              search,
              { ...search, cut: 2 },
              { ...search, results: 0, cut: 0, fault: 'search_no_credit' },
              { ...search, results: 0, cut: 0, fault: 'search_no_credit' },
            ],
            unread: [{ url: 'https://b.example/x', code: 'timeout' }],
            sources: first ? [{ ...first, shortened: true }] : [],
          },
          texts,
        ),
      );
    expect(shown(en)).toContain(
      '*What I could not read or left out*a search failed (the web (Tavily)): its credit is used up',
    );
    expect(shown(en)).toContain('https://b.example/x: the site took too long');
    expect(shown(en)).toContain('Limpeza em uma página: too long, only its beginning was read');
    expect(shown(en)).toContain('5 more results were not read');
    expect(shown(en).split('credit').length).toBe(2);
    expect(shown(ptBr)).toContain('o crédito dela acabou');
  });

  it('keeps within a message however long the report is, and points to the PDF', () => {
    const long = 'Uma frase com muitas palavras sobre a limpeza.[^1] '.repeat(200);
    const evidence = [{ passage_id: 'p1', quote: 'x' }];
    const message = card({
      summary: { id: 'summary', heading: '', markdown: long, evidence },
      findings: Array.from({ length: 11 }, (_, n) => ({
        id: `f${n + 1}`,
        question_id: 'q1',
        heading: `Parte ${n + 1}`,
        markdown: long,
        evidence,
      })),
    });
    expect(read(message).length).toBeLessThan(9000);
    expect(read(message)).toContain('(the rest is in the PDF)');
    expect(read(message)).toContain('and 3 more, in the PDF');
  });

  it('shows what changed, by the headings of its parts', () => {
    const change = { kind: 'changed' as const, words_before: 20, words_after: 9, label: '', hunks: [] };
    const shown = read(
      card({
        changes: [
          { ...change, part: 'summary' },
          { ...change, part: 'f2' },
        ],
      }),
    );
    expect(shown).toContain('What changed since the version before');
    expect(shown).toContain('Summary (20 → 9 words)');
    expect(shown).toContain('Quem assina o relatório (20 → 9 words)');
  });

  it('names the part that a warning is about', () => {
    const shown = read(
      card({ warnings: [{ code: 'banned_word', params: { pattern: 'x', reason: 'y' }, place: 'f1' }] }),
    );
    expect(shown).toContain('O limite vem da toxicidade: ');
  });
});

describe('a research in its thread', () => {
  it('opens with the question, its rounds and its pages', () => {
    const brief = { ...aResearchJob().brief, rounds: 3, urls: ['https://a.example/1'] };
    const shown = read(briefMessage(aResearchJob({ brief }), 'Ana', en));
    for (const words of ['Research', 'Rounds: 3', 'https://a.example/1']) expect(shown).toContain(words);
  });

  it('names its own steps, and in words what came of them', () => {
    const detail = [
      { code: 'pages_read' as const, count: 12 },
      { code: 'pages_unread' as const, count: 3 },
    ];
    const steps = [{ node: 'search', started_at: '', ended_at: 'x', detail }];
    const shown = (texts: typeof en) =>
      read(progressMessage(aResearchJob({ checkpoint_data: { steps } }), texts));
    expect(shown(en)).toContain('✓ Search for each question (12 pages read, 3 not)');
    expect(shown(en)).toContain('· Write the report');
    expect(shown(ptBr)).toContain('✓ Buscar para cada pergunta (12 páginas lidas, 3 não)');
  });

  it('shares PDF and Markdown, and its picture on the card alone', () => {
    const file = (name: string, role: 'overview' | 'document') => ({
      ...{ key: name, name, mime: 'x/y', size: 1, sha256: 'x', alt: '', role },
    });
    const artifacts = [
      file('o.png', 'overview'),
      file('limpeza-draft.pdf', 'document'),
      file('limpeza-draft.md', 'document'),
    ];
    const files = draftFiles(aReport({}, { artifacts }), null, en);
    expect(files.shared.map(({ name }) => name)).toEqual(['limpeza-draft.pdf', 'limpeza-draft.md']);
    expect(files.hidden.map(({ name }) => name)).toEqual(['o.png']);
  });

  it.each([
    [
      {
        tried: [
          { provider: 'knowledge', query: 'limpeza: o limite', fault: null },
          { provider: 'tavily', query: 'resíduo', fault: 'search_no_credit' },
          { url: 'https://a.example/x', code: 'timeout' },
          { provider: 'offline-search', query: 'limpeza', fault: null },
          { provider: 'brave', query: 'resíduo (ppm)', fault: 'budget_cap' },
        ],
      },
      [
        'Not enough evidence',
        '• the knowledge base: “limpeza: o limite”',
        '• the web (Tavily): “resíduo”: its credit is used up',
        '• https://a.example/x: the site took too long',
        '• example pages of the sandbox, in place of the web: “limpeza”',
        '“resíduo (ppm)”: the budget of the job allows no more searches',
      ],
    ],
    [{}, ['so there is no report', 'Nothing was invented']],
  ])('ends without a report where nothing was found, and says what was tried: %j', (params, words) => {
    const error = { code: 'not_enough_evidence', message: 'for the log', params };
    const failed = aResearchJob({ status: 'failed', ended_at: '2026-11-22T12:00:00Z', error });
    const shown = read(progressMessage(failed, en));
    for (const word of [...words, 'Retry']) expect(shown).toContain(word);
    expect(shown).not.toContain('for the log');
  });

  it('says of a search that cannot be used whom to ask', () => {
    const error = { code: 'search_refused_key', message: 'x', params: { provider: 'brave' } };
    const failed = aResearchJob({ status: 'failed', ended_at: '2026-11-22T12:00:00Z', error });
    expect(read(progressMessage(failed, en))).toContain('it refuses the key; an admin sets a valid one');
    expect(read(progressMessage(failed, ptBr))).toContain('ela recusa a chave');
  });

  it('ends with the record of its files and no text to paste', () => {
    const done = aResearchJob({
      status: 'completed',
      final: aReport().finals,
      ended_at: '2026-11-22T12:10:00Z',
    });
    const shown = read(outcomeMessage(done, aReport(), [aReview()], en));
    expect(shown).toContain('<@U0MARINA> your report is approved');
    expect(shown).toContain('limpeza-final.pdf');
    expect(shown).toContain('Nothing was published');
    expect(shown).not.toContain('ready to copy');
  });
});
