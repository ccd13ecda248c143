import fc from 'fast-check';
import { describe, it } from 'vitest';
import { type AnswerOutcome, agentReplyKinds, type BlogDraft, jobStatuses } from '../../ports/content.ts';
import { expectHarmless, hostile, maybe, people, stepDetail } from '../../testing/bot/hostile.ts';
import { anyFinding, anyKitWarning } from '../../testing/bot/hostile-findings.ts';
import {
  aBlogJob,
  aBrandKitJob,
  aKitQuestion,
  aKnowledgeJob,
  anArticle,
  anItem,
  anOutline,
  aQuestion,
  aReply,
  aReview,
} from '../../testing/bot/samples.ts';
import { answerMessage } from '../drafts/answer-message.ts';
import { briefMessage } from '../drafts/brief-message.ts';
import { progressMessage } from '../drafts/progress-message.ts';
import { questionMessage } from '../drafts/question-message.ts';
import { replyMessage } from '../drafts/reply-message.ts';
import { en, ptBr } from '../texts/texts.ts';
import { outcomeMessage } from './outcome-message.ts';
import { reviewCard } from './review-card.ts';

const texts = fc.constantFrom(en, ptBr);
const count = fc.integer({ min: 0, max: 5000 });
const language = fc.constantFrom('pt' as const, 'en' as const);
const status = fc.constantFrom(...jobStatuses);
const none = fc.constant(0).map((): never[] => []);
const sources = fc.array(
  fc.record({
    document_id: hostile,
    title: hostile,
    url: maybe(fc.oneof(hostile, fc.webUrl())),
    fetched_at: fc.constant(null),
  }),
  { maxLength: 20 },
);
const change: fc.Arbitrary<BlogDraft['changes'][number]> = fc.record({
  part: fc.oneof(hostile, fc.constantFrom('title', 'introduction', 's1')),
  label: hostile,
  kind: fc.constantFrom('changed', 'added', 'removed', 'moved'),
  words_before: count,
  words_after: count,
  hunks: fc.array(fc.record({ op: fc.constantFrom('same', 'removed', 'added'), text: hostile }), {
    maxLength: 30,
  }),
});
const article = fc.record({
  title: hostile,
  title_variants: fc.tuple(hostile, hostile).map((pair): string[] => pair),
  slug: hostile,
  meta_description: hostile,
  keywords: fc.array(hostile, { maxLength: 30 }),
  language,
  words: count,
  reading_minutes: count,
  parts: fc.array(fc.record({ id: hostile, heading: hostile, markdown: hostile, evidence: none }), {
    maxLength: 30,
  }),
  changes: fc.array(change, { maxLength: 20 }),
  warnings: fc.array(anyFinding(hostile, maybe(hostile)), { maxLength: 9 }),
  sources,
  proofs: fc.array(fc.record({ number: hostile, part: hostile, quote: hostile, source: hostile }), {
    maxLength: 20,
  }),
  model: hostile,
  offline: fc.boolean(),
});
const steps = fc.array(
  fc.record({
    node: fc.oneof(hostile, fc.constantFrom('research', 'outline', 'write')),
    started_at: fc.constant('2026-11-22T12:00:00Z'),
    ended_at: maybe(fc.constant('2026-11-22T12:01:00Z')),
    detail: maybe(stepDetail),
  }),
  { maxLength: 40 },
);
const blogJob = fc
  .record({
    status,
    versions: fc.integer({ min: 0, max: 3 }),
    brief: fc.record({
      topic: hostile,
      audience: maybe(hostile),
      language: maybe(language),
      words: maybe(count),
      tone: maybe(hostile),
      keywords: maybe(hostile),
      call_to_action: maybe(hostile),
      urls: fc.array(hostile, { maxLength: 5 }),
    }),
    checkpoint_data: fc.record({ steps, resumed_at: fc.oneof(hostile, fc.constantFrom('write', 'check')) }),
    ended_at: maybe(fc.constant('2026-11-22T14:00:00Z')),
  })
  .map(aBlogJob);
const outline = fc
  .record({
    language,
    angle: hostile,
    audience: hostile,
    keywords: fc.array(hostile, { maxLength: 30 }),
    sections: fc.array(fc.record({ id: hostile, heading: hostile, point: hostile, passage_ids: none }), {
      maxLength: 30,
    }),
    sources,
    unread: fc.array(
      fc.record({ url: hostile, code: fc.oneof(hostile, fc.constantFrom('private_address', 'timeout')) }),
      { maxLength: 8 },
    ),
    model: hostile,
    offline: fc.boolean(),
  })
  .map(anOutline);
const answered = fc.record({
  status: fc.constantFrom('open' as const, 'answered' as const, 'superseded' as const),
  answer: maybe(fc.constantFrom('go_on' as const, 'change' as const, 'discard' as const)),
  note: maybe(hostile),
  answered_by: maybe(fc.constantFrom(...people)),
  answered_at: maybe(fc.constant('2026-11-22T12:05:00Z')),
});
const outlineQuestion = fc.tuple(outline, answered).map(([content, a]) => aQuestion({ content, ...a }));
const kitQuestion = fc
  .tuple(hostile, fc.array(anyKitWarning(), { maxLength: 12 }), answered, hostile)
  .map(([name, warnings, a, alt]) => {
    const question = aKitQuestion(warnings, a);
    const file = { name: 'o.png', mime: 'image/png', size: 1, sha256: 'x', role: 'overview' as const };
    const { content } = question;
    return {
      ...question,
      artifacts: [{ ...file, key: 'o', alt }],
      content:
        content.kind === 'brand_kit' ? { ...content, kit: { ...content.kit, name, handle: name } } : content,
    };
  });

describe("what shows articles and questions stays within Slack's limits and mentions nobody", () => {
  it('briefMessage() and progressMessage()', () => {
    fc.assert(
      fc.property(blogJob, texts, (job, t) => {
        expectHarmless(briefMessage(job, job.brief.topic, t));
        expectHarmless(progressMessage(job, t));
      }),
    );
  });

  it('reviewCard()', () => {
    const card = fc.record({
      article,
      job: blogJob,
      status: fc.constantFrom('proposed' as const, 'superseded' as const, 'approved' as const),
      reason: maybe(hostile),
      notes: fc.array(maybe(hostile), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(card, texts, (c, t) => {
        const draft = anArticle(c.article, { status: c.status, reason: c.reason });
        const reviews = c.notes.map((note) => aReview({ decision: 'request_changes', note }));
        const item = { ...anItem({ job: c.job, reviews }), draft };
        expectHarmless(reviewCard({ item, currentCard: null, withPicture: true }, t));
      }),
      { numRuns: 100 },
    );
  });

  it('questionMessage()', () => {
    const job = fc.oneof(
      blogJob,
      status.map((s) => aBrandKitJob({ status: s })),
    );
    const question = fc.oneof(outlineQuestion, kitQuestion);
    fc.assert(
      fc.property(job, question, fc.boolean(), texts, (j, q, withPicture, t) => {
        const item = { ...anItem({ kind: 'question', job: j, draft: null }), question: q };
        const pictures = [{ key: 'o', file_id: 'F1' }];
        expectHarmless(
          questionMessage(
            { item: { ...item, pictures }, withPicture, admins: [], requester: j.brief.topic },
            t,
          ),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('replyMessage()', () => {
    const reply = fc
      .record({
        kind: fc.constantFrom(...agentReplyKinds),
        text: hostile,
        person_id: maybe(fc.constantFrom(...people)),
        version: maybe(count),
        offline: fc.boolean(),
      })
      .map(aReply);
    fc.assert(fc.property(reply, texts, (r, t) => expectHarmless(replyMessage(r, t))));
  });

  it('outcomeMessage() of an article, a document and a brand kit', () => {
    const result = fc.oneof(
      fc.constant(null),
      hostile,
      fc.record({
        title: hostile,
        passages: count,
        language,
        known: fc.boolean(),
        replaced: maybe(hostile),
        warnings: fc.array(hostile, { maxLength: 12 }),
      }),
      fc.record({ applied: fc.boolean() }),
    );
    const job = fc.oneof(
      blogJob,
      fc.tuple(status, result, hostile).map(([s, r, topic]) =>
        aKnowledgeJob({
          status: s,
          result: r,
          brief: { ...aKnowledgeJob().brief, topic },
          error: { code: 'too_large', message: topic, params: { limit: 10, unit: topic } },
        }),
      ),
      fc.tuple(status, result).map(([s, r]) => aBrandKitJob({ status: s, result: r })),
    );
    fc.assert(
      fc.property(job, article, texts, (j, a, t) => {
        const message = outcomeMessage(j, j.type === 'blog' ? anArticle(a) : null, [], t);
        if (message) expectHarmless(message);
      }),
    );
  });

  it('answerMessage()', () => {
    const outcomes = ['already_answered', 'superseded', 'not_allowed', 'stale', 'not_found'] as const;
    const outcome: fc.Arbitrary<AnswerOutcome> = fc.record({
      outcome: fc.constantFrom(...outcomes),
      job_status: maybe(fc.oneof(hostile, status)),
      question: maybe(fc.oneof(outlineQuestion, kitQuestion)),
      channel_id: fc.constant('C1'),
    });
    fc.assert(
      fc.property(outcome, maybe(hostile), texts, (o, note, t) => expectHarmless(answerMessage(o, note, t))),
    );
  });
});
