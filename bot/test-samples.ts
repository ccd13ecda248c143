import type { CarouselDraft, Draft, JobView, OutboxItem, Review } from '../ports/content.ts';

type WithCarousel = Omit<Draft, 'content'> & { content: CarouselDraft };
type CarouselJob = Extract<JobView, { type: 'carousel' }>;

export function aDraft(slides = 5, change: Partial<WithCarousel> = {}): WithCarousel {
  return {
    id: 'draft-1',
    job_id: 'job-1',
    version: 1,
    hash: 'a'.repeat(64),
    status: 'proposed',
    content: {
      kind: 'carousel',
      title: '5 erros ao escolher um fornecedor de implantes',
      language: 'pt',
      slides: Array.from({ length: slides }, (_, i) => ({
        layout: 'statement',
        title: `Erro ${i + 1}`,
        evidence: [],
      })),
      post: {
        hook: 'O preço mais baixo costuma ser o mais caro.',
        body: 'Primeiro parágrafo.\n\nSegundo parágrafo.',
        hashtags: ['#ImplantesOrtopedicos', '#Titanio', '#ISO13485'],
      },
      sources: [{ document_id: 'd1', title: 'ISO 13485 em uma página', url: 'https://example.com/iso' }],
      brand_version: 1,
      model: 'offline-extractive-1',
      offline: true,
    },
    artifacts: [],
    reason: null,
    created_at: '2026-11-22T12:00:00Z',
    ...change,
  };
}

export function aJob(change: Partial<CarouselJob> = {}): CarouselJob {
  return {
    id: 'job-1',
    type: 'carousel',
    status: 'running',
    brief: {
      topic: '5 erros ao escolher um fornecedor de implantes',
      audience: null,
      language: null,
      slides: null,
      tone: null,
      call_to_action: null,
    },
    team_id: 'T0GREENLIGHT',
    requester_id: 'U0MARINA',
    channel_id: 'C0MARKETING',
    thread_ts: '1700000000.000100',
    attempts: 1,
    max_attempts: 5,
    retry_at: null,
    error: null,
    checkpoint_data: {},
    cancelled_by: null,
    created_at: '2026-11-22T11:59:00Z',
    ended_at: null,
    versions: 0,
    final: [],
    result: null,
    ...change,
  };
}

export function anItem(change: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id: 7,
    fence: 1,
    kind: 'card',
    revision: 1,
    channel_id: 'C0MARKETING',
    thread_ts: '1700000000.000100',
    ts: null,
    maybe_posted: false,
    attempts: 1,
    uploads: [],
    response_url: null,
    locale: 'en',
    job: aJob({ status: 'awaiting_review', versions: 1 }),
    draft: aDraft(),
    question: null,
    reply: null,
    pictures: [],
    current_card_ts: null,
    reviews: [],
    approvers: ['U0LUCIA', 'U0THOMAS'],
    quorum: 1,
    ...change,
  };
}

export function aReview(change: Partial<Review> = {}): Review {
  return {
    id: 'review-1',
    version: 1,
    reviewer_id: 'U0LUCIA',
    decision: 'approve',
    note: null,
    created_at: '2026-11-22T12:05:00Z',
    ...change,
  };
}
