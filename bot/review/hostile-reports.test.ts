import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type CheckedClaim, jobStatuses, type ResearchDraft } from '../../ports/content.ts';
import { expectHarmless, hostile, maybe, people } from '../../testing/bot/hostile.ts';
import { anyFinding } from '../../testing/bot/hostile-findings.ts';
import {
  anItem,
  aQuestion,
  aReport,
  aResearchJob,
  aResearchPlan,
  aReview,
} from '../../testing/bot/samples.ts';
import { someRuns } from '../../testing/some-of.ts';
import { briefMessage } from '../drafts/brief-message.ts';
import { progressMessage } from '../drafts/progress-message.ts';
import { questionMessage } from '../drafts/question-message.ts';
import { en, ptBr } from '../texts/texts.ts';
import { outcomeMessage } from './outcome-message.ts';
import { reviewCard } from './review-card.ts';

const texts = fc.constantFrom(en, ptBr);
const count = fc.integer({ min: 0, max: 5000 });
const language = fc.constantFrom('pt' as const, 'en' as const);
const status = fc.constantFrom(...jobStatuses);
const address = maybe(fc.oneof(hostile, fc.webUrl()));
/** Marks of Markdown around words that want out. */
const markdown = fc
  .tuple(fc.constantFrom('', '- ', '**', '[^1]', '> ', '| a |\n| - |\n| ', '```\n', '[x](', '<b>'), hostile)
  .map(([mark, text]) => `${mark}${text}[^1]${mark}`);
const evidence = fc.array(fc.record({ passage_id: fc.constantFrom('p1', 'p2', 'none'), quote: hostile }), {
  maxLength: 4,
});
const remarks = fc.array(fc.record({ text: hostile, evidence }), { maxLength: 8 });
const claims: CheckedClaim[] = ['p1', 'p2'].map((passage_id, at) => ({
  id: `c${at}`,
  place: null,
  text: '',
  status: 'verified',
  faults: [],
  support: null,
  evidence: [
    {
      ...{ id: '', snapshot_sha256: '', title: '', url: null, fetched_at: null, quote: '' },
      ...{ before: '', after: '', start: 0, end: 0 },
      passage_id,
      document_id: `d${at}`,
    },
  ],
}));
const report: fc.Arbitrary<Partial<ResearchDraft>> = fc
  .record({
    title: hostile,
    question: hostile,
    language,
    summary: fc.record({ id: fc.constant('summary'), heading: hostile, markdown, evidence }),
    findings: fc.array(
      fc.record({ id: hostile, question_id: hostile, heading: hostile, markdown, evidence }),
      {
        maxLength: 12,
      },
    ),
    contradictions: remarks,
    uncertain: remarks,
    not_found: fc.array(
      fc.record({ question_id: hostile, question: hostile, tried: fc.array(hostile, { maxLength: 5 }) }),
      { maxLength: 8 },
    ),
    searches: fc.array(
      fc.record({
        round: count,
        query: hostile,
        provider: fc.oneof(hostile, fc.constantFrom('knowledge', 'tavily', 'constructor')),
        results: count,
        read: count,
        cut: count,
        fault: maybe(fc.oneof(hostile, fc.constantFrom('search_busy', 'search_no_credit'))),
      }),
      { maxLength: 12 },
    ),
    unread: fc.array(fc.record({ url: hostile, code: fc.oneof(hostile, fc.constant('timeout')) }), {
      maxLength: 12,
    }),
    sources: fc.array(
      fc.record({
        number: fc.integer({ min: 1, max: 40 }),
        document_id: fc.constantFrom('d0', 'd1', 'd2'),
        title: hostile,
        url: address,
        fetched_at: fc.constant(null),
        addresses: fc.constant(0).map((): string[] => []),
        shortened: fc.boolean(),
      }),
      { maxLength: 30 },
    ),
    changes: fc.array(
      fc.record({
        part: fc.oneof(hostile, fc.constantFrom('summary', 'f1', 'constructor')),
        label: hostile,
        kind: fc.constantFrom('changed' as const, 'added' as const, 'removed' as const, 'moved' as const),
        words_before: count,
        words_after: count,
        hunks: fc.array(
          fc.record({
            op: fc.constantFrom('same' as const, 'removed' as const, 'added' as const),
            text: hostile,
          }),
          { maxLength: 20 },
        ),
      }),
      { maxLength: 10 },
    ),
    warnings: fc.array(anyFinding(hostile, maybe(hostile)), { maxLength: 9 }),
    model: hostile,
    offline: fc.boolean(),
  })
  .map((content) => ({ ...content, claims }));
const job = fc
  .record({
    status,
    versions: fc.integer({ min: 0, max: 3 }),
    brief: fc.record({
      topic: hostile,
      audience: maybe(hostile),
      language: maybe(language),
      rounds: maybe(fc.integer({ min: 1, max: 3 })),
      urls: fc.array(hostile, { maxLength: 10 }),
    }),
    error: maybe(
      fc.record({
        code: fc.constantFrom('not_enough_evidence', 'search_busy', 'search_no_json', 'other_language'),
        message: hostile,
        params: fc.record({
          tried: fc.array(
            fc.oneof(
              fc.record({ provider: hostile, query: hostile, fault: maybe(hostile) }),
              fc.record({ url: hostile, code: hostile }),
            ),
            { maxLength: 30 },
          ),
          provider: hostile,
        }),
      }),
    ),
    checkpoint_data: fc.record({ node: fc.oneof(hostile, fc.constantFrom('plan', 'read')) }),
    ended_at: maybe(fc.constant('2026-11-22T14:00:00Z')),
  })
  .map(aResearchJob);

describe("what shows a research stays within Slack's limits and mentions nobody", () => {
  it('briefMessage() and progressMessage()', () => {
    fc.assert(
      fc.property(job, texts, (j, t) => {
        expectHarmless(briefMessage(j, j.brief.topic, t));
        expectHarmless(progressMessage(j, t));
      }),
    );
  });

  it('questionMessage()', () => {
    const content = fc
      .record({
        language,
        questions: fc.array(fc.record({ id: hostile, text: hostile }), { maxLength: 20 }),
        urls: fc.array(hostile, { maxLength: 10 }),
        providers: fc.array(fc.oneof(hostile, fc.constantFrom('knowledge', 'exa', 'constructor')), {
          maxLength: 12,
        }),
        rounds: count,
        estimate: fc.record({
          calls: count,
          usd: maybe(fc.double({ min: 0, max: 9, noNaN: true })),
          tokens: count,
        }),
        model: hostile,
        offline: fc.boolean(),
      })
      .map(aResearchPlan);
    const answered = fc.record({
      status: fc.constantFrom('open' as const, 'answered' as const, 'superseded' as const),
      answer: maybe(fc.constantFrom('go_on' as const, 'change' as const, 'discard' as const)),
      note: maybe(hostile),
      answered_by: maybe(fc.constantFrom(...people)),
      answered_at: maybe(fc.constant('2026-11-22T12:05:00Z')),
    });
    fc.assert(
      fc.property(job, content, answered, texts, (j, c, a, t) => {
        const question = aQuestion({ content: c, ...a });
        const item = { ...anItem({ kind: 'question', job: j, draft: null }), question };
        expectHarmless(
          questionMessage({ item, withPicture: false, admins: [], requester: j.brief.topic }, t),
        );
      }),
      { numRuns: someRuns(100, 35) },
    );
  });

  it('reviewCard() and outcomeMessage()', () => {
    const card = fc.record({
      report,
      job,
      status: fc.constantFrom('proposed' as const, 'superseded' as const, 'approved' as const),
      reason: maybe(hostile),
      notes: fc.array(maybe(hostile), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(card, texts, (c, t) => {
        const draft = aReport(c.report, { status: c.status, reason: c.reason });
        const reviews = c.notes.map((note) => aReview({ decision: 'request_changes', note }));
        const item = { ...anItem({ job: c.job, reviews }), draft };
        expectHarmless(reviewCard({ item, currentCard: null, withPicture: true }, t));
        const message = outcomeMessage(c.job, draft, reviews, t);
        if (message) expectHarmless(message);
      }),
      { numRuns: someRuns(100, 35) },
    );
  });
});
