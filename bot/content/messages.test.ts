import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CarouselBrief, type JobError, jobStatuses, type OutboxItem } from '../../ports/content.ts';
import { limits as slackLimits } from '../../sandbox/slack/block-kit/limits.ts';
import { lintBlocks } from '../../sandbox/slack/block-kit/lint-blocks.ts';
import type { Message } from '../blocks.ts';
import { homeView } from '../home/app-home.ts';
import { aDraft, aJob, anItem, aReview } from '../test-samples.ts';
import { en } from '../texts/en.ts';
import { ptBr } from '../texts/pt-br.ts';
import { briefMessage } from './brief-message.ts';
import { briefingModal } from './briefing-modal.ts';
import { changesModal } from './changes-modal.ts';
import { outcomeMessage } from './outcome-message.ts';
import { progressMessage } from './progress-message.ts';
import { reviewCard } from './review-card.ts';
import { reviewMessage } from './review-message.ts';

const people = ['U0MARINA', 'U0LUCIA', 'U0THOMAS'];
/** What mrkdwn may hold: mentions of people that the bot chose, dates, links of Slack itself. */
const ours =
  /<@(?:U0MARINA|U0LUCIA|U0THOMAS)>|<!date\^\d+\^[^<>|]+\|[^<>]+>|<https:\/\/slack\.example\/[^<>|]+\|[^<>]+>/g;

/** Everything in a message that Slack reads as markup. */
function marked(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const entry of value) marked(entry, found);
  else if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>;
    if (object.type === 'mrkdwn' && typeof object.text === 'string') found.push(object.text);
    if (object.type === 'broadcast' || object.type === 'usergroup') found.push('<!broadcast>');
    if (object.type === 'user' && !people.includes(String(object.user_id))) found.push('<@stranger>');
    for (const entry of Object.values(object)) marked(entry, found);
  }
  return found;
}

function expectHarmless(message: Message): void {
  const faults = lintBlocks(message.blocks, slackLimits.messageBlocks, '/blocks', () => true);
  expect(faults).toEqual([]);
  const total = JSON.stringify(message.blocks.map(textsIn)).length;
  expect(total).toBeLessThan(slackLimits.messageCharacters);
  expect(message.text.length).toBeGreaterThan(0);
  expect(message.text.length).toBeLessThanOrEqual(4000);
  for (const text of [message.text, ...marked(message.blocks)]) {
    expect(text.replaceAll(ours, '')).not.toMatch(/[<>]/);
  }
}

function textsIn(block: KnownBlock): string[] {
  const found: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string' && ['text', 'alt_text'].includes(key)) found.push(value);
    else if (Array.isArray(value)) for (const entry of value) walk(entry, '');
    else if (typeof value === 'object' && value !== null)
      for (const [k, v] of Object.entries(value)) walk(v, k);
  };
  walk(block, '');
  return found;
}

const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '<!channel>',
    '<!here|x>',
    '<@U1>',
    '<!subteam^S1>',
    '<https://evil.example|Slack>',
    '&lt;!channel&gt;',
    '*_~`>',
    '<!date^1^{date}|x>',
    '🦴'.repeat(900),
    '&'.repeat(40_000),
    '<!channel>'.repeat(4000),
    'a'.repeat(40_000),
    '\n'.repeat(5000),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });
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
    params: fc.record({
      missing: hostile,
      issues: fc.array(fc.record({ slide: maybe(fc.integer()), message: hostile }), { maxLength: 5 }),
    }),
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
          node: fc.oneof(hostile, fc.constantFrom('retrieve', 'write', 'finalize')),
          started_at: fc.constant('2026-11-22T12:00:00Z'),
          ended_at: maybe(fc.constant('2026-11-22T12:01:00Z')),
          detail: maybe(hostile),
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
    warnings: fc.array(
      fc.record({ slide: maybe(fc.integer({ min: 1, max: 9 })), code: hostile, message: hostile }),
      { maxLength: 9 },
    ),
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
    fc.assert(fc.property(job, texts, (j, t) => expectHarmless(briefMessage(j, t))));
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
      reason: maybe(fc.constantFrom('requester', 'role', 'guest', 'already_approved')),
      approvers: fc.subarray(people),
      job_status: fc.constantFrom(...jobStatuses),
      current_version: fc.integer({ min: 1, max: 4 }),
      current_card_ts: fc.constant(null),
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

describe('briefMessage()', () => {
  it('shows the words as they are, in blocks that read no markup', () => {
    const topic = '*não* _é_ <!channel> <@U1>';
    const { blocks, text } = briefMessage(aJob({ brief: { ...aJob().brief, topic } }), en);
    expect(JSON.stringify(blocks)).toContain(JSON.stringify(topic).slice(1, -1));
    expect(text).toBe('Carousel: *não* _é_ &lt;!channel&gt; &lt;@U1&gt;');
  });
});

const actionsOf = (message: Message) =>
  message.blocks.flatMap((b) =>
    b.type === 'actions' ? b.elements.flatMap((e) => ('action_id' in e ? [e.action_id] : [])) : [],
  );
const json = (message: Message) => JSON.stringify(message.blocks);

describe('progressMessage()', () => {
  const steps = [
    { node: 'retrieve', started_at: '', ended_at: '2026-11-22T12:00:00Z', detail: '12 passages' },
    { node: 'plan', started_at: '', ended_at: null, detail: null },
  ];

  it('shows what is done, under way and to come, with Cancel', () => {
    const message = progressMessage(aJob({ checkpoint_data: { node: 'plan', step: 2, of: 5, steps } }), en);
    expect(json(message)).toContain('✓ Search the knowledge base (12 passages)\\n▸ Plan the angle');
    expect(json(message)).toContain('· Design the pages');
    expect(json(message)).not.toContain('Make the final files');
    expect(actionsOf(message)).toEqual(['cancel_job']);
  });

  it('says what is missing when the knowledge base holds nothing, with Retry', () => {
    const failed = aJob({
      status: 'failed',
      ended_at: '2026-11-22T12:00:00Z',
      error: { code: 'no_evidence', message: 'x', params: { terms_missing: ['marte', 'foguete'] } },
      checkpoint_data: { steps },
    });
    const message = progressMessage(failed, en);
    expect(json(message)).toContain('I found nothing about');
    expect(json(message)).toContain('marte, foguete');
    expect(json(message)).toContain('Add documents');
    expect(json(message)).toContain('✗ Plan');
    expect(actionsOf(message)).toEqual(['retry_job']);
    expect(json(progressMessage(failed, ptBr))).toContain('Não encontrei nada sobre');
  });

  it('says when the next attempt comes', () => {
    const waiting = aJob({
      status: 'queued',
      attempts: 2,
      retry_at: '2026-11-22T13:00:00Z',
      error: { code: 'model_unavailable', message: 'x' },
    });
    expect(json(progressMessage(waiting, en))).toContain('Attempt 2 of 5 failed');
    expect(json(progressMessage(waiting, en))).toContain('did not answer');
  });

  it.each(jobStatuses)('has exactly the button that works for a job that is %s', (status) => {
    const ended = ['completed', 'rejected', 'failed', 'cancelled', 'expired'].includes(status);
    const message = progressMessage(aJob({ status, ended_at: ended ? '2026-11-22T12:00:00Z' : null }), en);
    expect(actionsOf(message)).toEqual(status === 'failed' ? ['retry_job'] : ended ? [] : ['cancel_job']);
  });
});

describe('reviewCard()', () => {
  const draw = (change: Partial<OutboxItem>, currentCard: string | null = null) => {
    const item = anItem(change);
    if (!item.draft) throw new Error('A card has a draft');
    return reviewCard({ item: { ...item, draft: item.draft }, currentCard, withPicture: true }, en);
  };
  const buttons = ['review_approve', 'review_request_changes', 'review_reject'];

  it('asks those who may approve, with the text, the sources and the offline mark', () => {
    const message = draw({});
    expect(json(message)).toContain('<@U0LUCIA> <@U0THOMAS>: please review.');
    expect(json(message)).toContain('O preço mais baixo');
    expect(json(message)).toContain('#ISO13485');
    expect(json(message)).toContain('ISO 13485 em uma página');
    expect(json(message)).toContain('offline writer');
    expect(actionsOf(message)).toEqual(buttons);
  });

  it('binds the buttons to job, version and hash', () => {
    const value = JSON.stringify({ job: 'job-1', version: 1, hash: 'a'.repeat(64) });
    expect(json(draw({}))).toContain(JSON.stringify(value).slice(1, -1));
  });

  it('shows the overview picture once it is uploaded, else the titles', () => {
    const overview = {
      key: 'k',
      name: 'overview.png',
      mime: 'image/png',
      size: 1,
      sha256: 'x',
      alt: 'All slides',
      role: 'overview' as const,
    };
    const withFile = { draft: aDraft(5, { artifacts: [overview] }), pictures: [{ key: 'k', file_id: 'F9' }] };
    expect(json(draw(withFile))).toContain('"slack_file":{"id":"F9"}');
    expect(json(draw({}))).toContain('1. Erro 1');
  });

  it('counts approvals while the quorum is not reached', () => {
    const message = draw({ quorum: 2, reviews: [aReview()] });
    expect(json(message)).toContain('1 of 2 approvals: <@U0LUCIA>');
    expect(actionsOf(message)).toEqual(buttons);
  });

  it('says who approved and when, and follows the final files', () => {
    const approved = { draft: aDraft(5, { status: 'approved' }), reviews: [aReview()] };
    const running = draw({ ...approved, job: aJob({ status: 'running', versions: 1 }) });
    expect(json(running)).toContain('Approved by <@U0LUCIA> at <!date^1795349100^');
    expect(json(running)).toContain('Making the final files');
    expect(actionsOf(running)).toEqual([]);
    const done = draw({ ...approved, job: aJob({ status: 'completed', versions: 1 }) });
    expect(json(done)).toContain('The final files are below');
  });

  it('loses its buttons at once when changes are requested, and links once there is a newer version', () => {
    const reviews = [aReview({ decision: 'request_changes', note: 'slide 4: menos texto' })];
    const underway = draw({ reviews, job: aJob({ status: 'queued', versions: 1 }) });
    expect(json(underway)).toContain('Changes requested by <@U0LUCIA>');
    expect(json(underway)).toContain('slide 4: menos texto');
    expect(json(underway)).toContain('Version 2 is being made');
    expect(actionsOf(underway)).toEqual([]);
    const superseded = draw(
      {
        reviews,
        draft: aDraft(5, { status: 'superseded' }),
        job: aJob({ status: 'awaiting_review', versions: 2 }),
      },
      'https://slack.example/archives/C1/p2',
    );
    expect(json(superseded)).toContain('<https://slack.example/archives/C1/p2|Superseded by version 2 ↓>');
    expect(actionsOf(superseded)).toEqual([]);
  });

  it('says who rejected it and why', () => {
    const message = draw({
      draft: aDraft(5, { status: 'rejected' }),
      reviews: [aReview({ decision: 'reject', note: 'fora do tom' })],
      job: aJob({ status: 'rejected', versions: 1 }),
    });
    expect(json(message)).toContain('Rejected by <@U0LUCIA>');
    expect(json(message)).toContain('fora do tom');
    expect(actionsOf(message)).toEqual([]);
  });

  it.each(['cancelled', 'failed', 'expired'] as const)('has no buttons once the job is %s', (status) => {
    expect(actionsOf(draw({ job: aJob({ status, versions: 1 }) }))).toEqual([]);
  });
});

describe('outcomeMessage()', () => {
  it('hands over the whole post, in pieces that can be copied', () => {
    const body = 'palavra '.repeat(370).trim();
    const long = aDraft();
    long.content.post.body = body;
    const message = outcomeMessage(aJob({ status: 'completed' }), long, [], en);
    const copied = (message?.blocks ?? [])
      .flatMap((b) => (b.type === 'rich_text' ? b.elements : []))
      .flatMap((e) => (e.type === 'rich_text_preformatted' ? e.elements : []))
      .map((e) => ('text' in e ? e.text : ''))
      .join('');
    expect(copied).toContain(body);
    expect(copied).toContain('#ISO13485');
    expect(message?.text).toContain('<@U0MARINA>');
  });

  it('is nothing while the job has not ended', () => {
    expect(outcomeMessage(aJob({ status: 'queued' }), null, [], en)).toBeNull();
  });
});

describe('forms', () => {
  it.each([en, ptBr])('briefingModal(), changesModal() and homeView() keep to the limits in $locale', (t) => {
    const views = [
      briefingModal({ channel_id: 'C1', response_url: `https://slack.example/${'x'.repeat(200)}` }, t),
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
