import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CarouselBrief, type JobError, jobStatuses, type OutboxItem } from '../../ports/content.ts';
import { slackLimits } from '../../ports/slack-limits.ts';
import { expectHarmless, hostile, maybe, people, stepDetail } from '../../testing/bot/hostile.ts';
import { anyFinding } from '../../testing/bot/hostile-findings.ts';
import { aDraft, aJob, anApproval, anItem, aReview } from '../../testing/bot/samples.ts';
import { lintBlocks } from '../../testing/slack.ts';
import { homeView } from '../home/app-home.ts';
import { changesModal } from '../review/changes-modal.ts';
import { outcomeMessage } from '../review/outcome-message.ts';
import { reviewCard } from '../review/review-card.ts';
import { reviewMessage } from '../review/review-message.ts';
import { en, ptBr } from '../texts/texts.ts';
import { briefMessage } from './brief-message.ts';
import { briefingModal } from './briefing-modal.ts';
import { articleKind, carouselKind, researchKind } from './draft-kinds.ts';
import { progressMessage } from './progress-message.ts';
import { questionChangeModal } from './question-change-modal.ts';

const brief: fc.Arbitrary<CarouselBrief> = fc.record({
  topic: hostile,
  audience: maybe(hostile),
  language: maybe(fc.constantFrom('pt' as const, 'en' as const)),
  slides: maybe(fc.integer({ min: 5, max: 12 })),
  tone: maybe(hostile),
  call_to_action: maybe(hostile),
});
const error: fc.Arbitrary<JobError | null> = maybe(
  fc.record({
    code: fc.oneof(
      hostile,
      fc.constantFrom('no_evidence', 'draft_checks', 'model_unavailable', 'budget_cap'),
    ),
    message: hostile,
    params: fc.record({ missing: hostile }),
  }),
);
const review = fc
  .record({
    decision: fc.constantFrom('approve' as const, 'request_changes' as const, 'reject' as const),
    reviewer_id: fc.constantFrom(...people),
    note: maybe(hostile),
  })
  .map(aReview);
const job = fc
  .record({
    status: fc.constantFrom(...jobStatuses),
    brief,
    error,
    versions: fc.integer({ min: 0, max: 3 }),
    cancelled_by: maybe(fc.constantFrom(...people)),
    retry_at: maybe(fc.constant('2026-11-22T13:00:00Z')),
    ended_at: maybe(fc.constant('2026-11-22T14:00:00Z')),
    checkpoint_data: fc.record({
      node: hostile,
      step: fc.integer({ min: 1, max: 6 }),
      of: fc.constant(6),
      steps: fc.array(
        fc.record({
          node: fc.oneof(hostile, fc.constantFrom('retrieve', 'write', 'render')),
          started_at: fc.constant('2026-11-22T12:00:00Z'),
          ended_at: maybe(fc.constant('2026-11-22T12:01:00Z')),
          detail: maybe(stepDetail),
        }),
        { maxLength: 40 },
      ),
    }),
  })
  .map(aJob);
const draft = fc
  .record({
    title: hostile,
    slides: fc.array(hostile, { maxLength: 14 }),
    post: fc.record({ hook: hostile, body: hostile, hashtags: fc.array(hostile, { maxLength: 30 }) }),
    sources: fc.array(
      fc.record({ document_id: hostile, title: hostile, url: maybe(fc.oneof(hostile, fc.webUrl())) }),
      { maxLength: 20 },
    ),
    warnings: fc.array(anyFinding(hostile, maybe(fc.integer({ min: 1, max: 9 }))), { maxLength: 9 }),
    model: hostile,
    offline: fc.boolean(),
    status: fc.constantFrom(
      'proposed' as const,
      'superseded' as const,
      'approved' as const,
      'rejected' as const,
    ),
    reason: maybe(hostile),
    alt: hostile,
  })
  .map((d) => {
    const sample = aDraft();
    return {
      ...sample,
      status: d.status,
      reason: d.reason,
      content: {
        ...sample.content,
        ...d,
        slides: d.slides.map((title) => ({ layout: 'list', title, evidence: [] })),
      },
      artifacts: [
        {
          key: 'o',
          name: 'o.png',
          mime: 'image/png',
          size: 1,
          sha256: 'x',
          alt: d.alt,
          role: 'overview' as const,
        },
      ],
    };
  });
const card = fc
  .record({
    job,
    draft,
    reviews: fc.array(review, { maxLength: 4 }),
    approvers: fc.subarray(people),
    quorum: fc.integer({ min: 1, max: 3 }),
    pictures: fc.subarray([{ key: 'o', file_id: 'F1' }]),
  })
  .map((change) => anItem(change) as OutboxItem & { draft: NonNullable<OutboxItem['draft']> });
const texts = fc.constantFrom(en, ptBr);

describe("messages made of hostile words stay within Slack's limits and mention nobody", () => {
  it('briefMessage()', () => {
    fc.assert(fc.property(job, texts, (j, t) => expectHarmless(briefMessage(j, j.brief.topic, t))));
  });
  it('progressMessage()', () => {
    fc.assert(fc.property(job, texts, (j, t) => expectHarmless(progressMessage(j, t))));
  });
  it('reviewCard()', () => {
    const link = maybe(fc.constant('https://slack.example/archives/C1/p1'));
    fc.assert(
      fc.property(card, link, fc.boolean(), texts, (item, currentCard, withPicture, t) =>
        expectHarmless(reviewCard({ item, currentCard, withPicture }, t)),
      ),
      { numRuns: 300 },
    );
  });
  it('outcomeMessage()', () => {
    fc.assert(
      fc.property(card, texts, (item, t) => {
        const message = outcomeMessage(item.job, item.draft, item.reviews, t);
        if (message) expectHarmless(message);
      }),
    );
  });
  it('reviewMessage()', () => {
    const outcome = fc.record({
      outcome: fc.constantFrom('already_decided' as const, 'superseded' as const, 'not_allowed' as const),
      reason: maybe(
        fc.constantFrom(
          'requester',
          'role',
          'guest',
          'already_approved',
          'not_yet',
          'enough',
          'group_unread',
        ),
      ),
      approvers: fc.subarray(people),
      job_status: fc.constantFrom(...jobStatuses),
      current_version: fc.integer({ min: 1, max: 4 }),
      current_card_ts: fc.constant(null),
      approval: fc.constant(
        anApproval({
          groups: [{ name: '<!channel>', quorum: 1, approvals: [], may_approve: [], open: true }],
        }),
      ),
      user_groups: fc.constant<string[]>([]),
      channel_id: fc.constant('C1'),
      standing: maybe(review),
      approvals: fc.integer({ min: 0, max: 2 }),
      quorum: fc.integer({ min: 1, max: 2 }),
    });
    fc.assert(
      fc.property(outcome, maybe(hostile), texts, (o, note, t) =>
        expectHarmless(reviewMessage(1, o, 'https://slack.example/archives/C1/p1', note, t)),
      ),
    );
  });
});

describe('forms', () => {
  it.each([en, ptBr])('briefingModal(), changesModal() and homeView() keep to the limits in $locale', (t) => {
    const views = [
      ...[carouselKind, articleKind, researchKind].map((kind) =>
        briefingModal(
          kind,
          { channel_id: 'C1', response_url: `https://slack.example/${'x'.repeat(200)}` },
          { brief: 'UDI', length: '600', addresses: `https://a.example/${'x'.repeat(1900)}` },
          t,
        ),
      ),
      questionChangeModal({ ref: { job: 'j', number: 1, hash: 'h' }, channel_id: 'C1', thread_ts: '1.1' }, t),
      changesModal({ ref: { job: 'j', version: 1, hash: 'h' }, channel_id: 'C1', thread_ts: '1.1' }, t),
    ];
    for (const view of views) {
      expect(lintBlocks(view.blocks, slackLimits.viewBlocks, '/view/blocks', () => true)).toEqual([]);
      for (const part of [view.title, view.submit, view.close]) {
        expect(part?.text.length).toBeLessThanOrEqual(slackLimits.viewTitle);
      }
      expect(view.private_metadata?.length).toBeLessThanOrEqual(slackLimits.privateMetadata);
    }
    expect(lintBlocks(homeView(t).blocks, slackLimits.viewBlocks, '/view/blocks', () => true)).toEqual([]);
  });
});
