import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EnrichmentDraft, JobView } from '../../ports/content.ts';
import { expectHarmless, hostile, maybe } from '../../testing/bot/hostile.ts';
import { aDraft, aJob, anItem, aReview } from '../../testing/bot/samples.ts';
import { someRuns } from '../../testing/some-of.ts';
import { draftFiles } from '../drafts/file-sets.ts';
import { progressMessage } from '../drafts/progress-message.ts';
import { en, ptBr } from '../texts/texts.ts';
import { outcomeMessage } from './outcome-message.ts';
import { reviewCard } from './review-card.ts';

const content: EnrichmentDraft = {
  kind: 'lead_enrichment',
  title: 'country:BR',
  language: 'pt',
  reference: 'b1',
  counts: {
    records: 500,
    changed: 312,
    nothing: 90,
    values: { industry: 280, headcount: 1240 },
    left_out: 3,
  },
  unread: [
    { code: 'not_reachable', count: 60 },
    { code: 'no_site', count: 30 },
    { code: 'worker_lost', count: 1 },
  ],
  samples: [
    {
      name: 'Ana Souza',
      company: 'Alfa',
      values: {
        industry: {
          value: 'Distribuição',
          quote: 'Somos uma distribuidora',
          url: 'https://alfa.example/sobre',
        },
        headcount: { value: 85, quote: 'São 85 colaboradores', url: 'https://alfa.example/sobre' },
      },
    },
  ],
  without: ['country'],
  changes_sha256: 'f'.repeat(64),
  model: 'offline-extractive-1',
  offline: true,
};
const job = (change: Partial<JobView> = {}): JobView =>
  ({
    ...aJob({ status: 'awaiting_review', versions: 1 }),
    type: 'lead_enrichment',
    brief: { topic: 'country:BR', language: 'pt', reference: 'b1' },
    ...change,
  }) as JobView;
const view = (change: Partial<EnrichmentDraft> = {}, of: Partial<JobView> = {}) => ({
  item: {
    ...anItem({ job: job(of) }),
    draft: { ...aDraft(), content: { ...content, ...change }, version: of.versions ?? 1 },
  },
  currentCard: null,
  withPicture: true,
});
/** All words, in reading order. */
function read(message: object): string {
  const found: string[] = [];
  JSON.stringify(message, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') found.push(value);
    return value;
  });
  return found.join('\n');
}

describe('the card of an enrichment', () => {
  it('tells how much of what would change, why the others do not, and shows samples with their quotes', () => {
    const said = read(reviewCard(view(), en));
    for (const words of [
      '312 of 500 leads would change',
      'industry: 280',
      'employees: 1,240',
      'Taken out: country',
      '90 leads: the site says nothing that can be quoted',
      '60 leads: the site did not answer',
      '30 leads: neither a website nor an e-mail address of a company is known',
      '1 lead: reading it took the agent down each time',
      '3 leads: not read, as the batch was finished at a cap',
      'Ana Souza, Alfa',
      '“Somos uma distribuidora”',
      'industry: Distribuição',
    ])
      expect(said).toContain(words);
    expect(said).not.toContain('country:\n');
  });

  it('is decided on as it is: fields are taken out by words, and nothing is edited', () => {
    for (const texts of [en, ptBr]) {
      const blocks = JSON.stringify(reviewCard(view({}, { versions: 2 }), texts).blocks);
      for (const action of [
        'review_approve',
        'review_request_changes',
        'review_reject',
        'review_open_final_files',
      ])
        expect(blocks).toContain(action);
      expect(blocks).not.toContain('review_edit');
      expect(blocks).not.toContain('review_versions');
      expect(read(reviewCard(view(), texts))).toContain(
        texts.enrichment.replyHint(texts.enrichment.fields.headcount),
      );
    }
  });

  it('names no field that could go where a version has one alone', () => {
    const alone = view({ counts: { ...content.counts, values: { headcount: 85 } } });
    expect(read(reviewCard(alone, en))).not.toContain('"Without');
  });

  it('has its file above it, and says after the approval that the changes go to the leads', () => {
    const { draft } = view().item;
    const csv = {
      key: 'j/v1/x.csv',
      name: 'x.csv',
      mime: 'text/csv',
      size: 1,
      sha256: 's',
      alt: 'a',
      role: 'document' as const,
    };
    expect(draftFiles({ ...draft, artifacts: [csv] }, null, ptBr)).toEqual({
      shared: [csv],
      hidden: [],
      comment: 'Todas as alterações da versão 1, como rascunho',
    });
    const done = outcomeMessage(job({ status: 'completed' }), draft, [aReview()], en);
    expect(read(done ?? {})).toContain('The changes go to the leads now');
  });

  it('tells how many leads were read while it reads', () => {
    const steps = [
      {
        node: 'read_sites',
        started_at: '2026-11-30T12:00:00Z',
        ended_at: null,
        detail: [
          { code: 'records_read' as const, count: 125 },
          { code: 'records' as const, count: 500 },
        ],
      },
    ];
    const running = job({
      status: 'running',
      checkpoint_data: { node: 'read_sites', step: 1, of: 2, steps },
    });
    expect(read(progressMessage(running, ptBr))).toContain(
      'Ler os sites das empresas (125 lidos, de 500 leads)',
    );
  });

  it('says why when no site had anything', () => {
    const error = {
      code: 'nothing_found',
      message: 'x',
      params: {
        records: 40,
        why: [
          { code: 'not_reachable', count: 30 },
          { code: 'timeout', count: 10 },
        ],
      },
    };
    const said = read(progressMessage(job({ status: 'failed', error }), en));
    expect(said).toContain('None of the sites of 40 leads says anything that is missing there.');
    expect(said).toContain('30 leads: the site did not answer');
  });

  it('shows any words of pages and leads as words', () => {
    const found = fc.record({ value: fc.oneof(hostile, fc.nat()), quote: hostile, url: hostile });
    const sample = fc.record({
      name: maybe(hostile),
      company: maybe(hostile),
      values: fc.record(
        { website: found, industry: found, headcount: found, country: found },
        { requiredKeys: [] },
      ),
    });
    const any = fc.record({ title: hostile, samples: fc.array(sample, { maxLength: 5 }), model: hostile });
    fc.assert(
      fc.property(any, fc.constantFrom(en, ptBr), (change, texts) => {
        expectHarmless(reviewCard(view(change), texts));
      }),
      { numRuns: someRuns(200, 40) },
    );
  });
});
