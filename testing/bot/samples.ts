import { createHash } from 'node:crypto';
import type {
  AgentReply,
  Artifact,
  BlogDraft,
  CarouselDraft,
  Draft,
  JobView,
  KitWarning,
  OutboxItem,
  Outline,
  Question,
  Review,
} from '../../ports/content.ts';

function aFinal(name: string, mime: string): Artifact {
  const sha256 = createHash('sha256').update(name).digest('hex');
  return { key: `job-1/v1/final/${name}`, name, mime, size: 3, sha256, alt: name, role: 'document' };
}

type WithCarousel = Omit<Draft, 'content'> & { content: CarouselDraft };
type WithArticle = Omit<Draft, 'content'> & { content: BlogDraft };
type JobOf<Type extends JobView['type']> = Extract<JobView, { type: Type }>;
type CarouselJob = JobOf<'carousel'>;

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
    finals: [aFinal('carousel-final.pdf', 'application/pdf')],
    authors: [],
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
    reading: false,
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
    moved_from: null,
    told: false,
    attempts: 1,
    uploads: [],
    response_url: null,
    locale: 'en',
    job: aJob({ status: 'awaiting_review', versions: 1 }),
    draft: aDraft(),
    question: null,
    reply: null,
    pictures: [],
    picture: null,
    fresh_pages: null,
    current_card_ts: null,
    unpriced: false,
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

export function anArticle(
  content: Partial<BlogDraft> = {},
  change: Partial<Omit<WithArticle, 'content'>> = {},
): WithArticle {
  return {
    ...aDraft(),
    ...change,
    content: {
      kind: 'blog',
      title: 'Como a passivação protege implantes de titânio',
      title_variants: ['Passivação: o que muda no implante', 'Titânio protegido: o papel da passivação'],
      slug: 'como-a-passivacao-protege-implantes-de-titanio',
      meta_description:
        'O que a passivação faz com a superfície do titânio, como é verificada e o que pedir ao fornecedor.',
      keywords: ['passivação', 'titânio', 'ISO 13485'],
      language: 'pt',
      words: 912,
      reading_minutes: 5,
      parts: [
        { id: 'introduction', heading: '', markdown: 'Texto de abertura.', evidence: [] },
        { id: 's1', heading: 'O que é passivação', markdown: 'Texto da seção.', evidence: [] },
        { id: 's2', heading: 'Como verificar', markdown: 'Outro texto.', evidence: [] },
        { id: 'conclusion', heading: '', markdown: 'Texto final.', evidence: [] },
      ],
      disclaimers: [],
      changes: [],
      warnings: [],
      sources: [
        {
          document_id: 'd1',
          title: 'Passivação em uma página',
          url: 'https://example.com/p',
          fetched_at: null,
        },
      ],
      brand_version: 1,
      rules_version: 1,
      model: 'offline-extractive-1',
      offline: true,
      ...content,
    },
  };
}

export function aBlogJob(change: Partial<JobOf<'blog'>> = {}): JobOf<'blog'> {
  return {
    ...aJob(),
    type: 'blog',
    brief: {
      topic: 'Como a passivação protege implantes de titânio',
      audience: null,
      language: null,
      words: null,
      tone: null,
      keywords: null,
      call_to_action: null,
      urls: [],
    },
    ...change,
  };
}

export function aKnowledgeJob(change: Partial<JobOf<'knowledge'>> = {}): JobOf<'knowledge'> {
  return {
    ...aJob(),
    type: 'knowledge',
    brief: {
      topic: 'https://example.com/udi',
      source: { kind: 'url', url: 'https://example.com/udi' },
      title: null,
      language: null,
    },
    ...change,
  };
}

const kit: JobOf<'brand_kit'>['brief']['kit'] = {
  name: 'Alba',
  handle: '@alba',
  colors: {
    dark: '#101828',
    dark_alt: '#1d2939',
    paper: '#ffffff',
    ink: '#101828',
    accent: '#0e7490',
    accent_alt: '#155e75',
    muted: '#667085',
  },
  fonts: { heading: 'Space Grotesk', body: 'Inter' },
  logo_svg: '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

export function aBrandKitJob(change: Partial<JobOf<'brand_kit'>> = {}): JobOf<'brand_kit'> {
  return { ...aJob(), type: 'brand_kit', brief: { topic: 'Alba', kit, base_version: 3 }, ...change };
}

export function anOutline(change: Partial<Outline> = {}): Outline {
  return {
    kind: 'outline',
    language: 'pt',
    angle: 'A passivação decide quanto tempo o implante resiste.',
    audience: 'Gestores da qualidade',
    keywords: ['passivação', 'titânio'],
    sections: [
      { id: 's1', heading: 'O que é passivação', point: 'A camada de óxido.', passage_ids: ['p1'] },
      { id: 's2', heading: 'Como verificar', point: 'Ensaios e registros.', passage_ids: ['p2'] },
    ],
    sources: [{ document_id: 'd1', title: 'Passivação em uma página', url: null }],
    unread: [],
    model: 'offline-extractive-1',
    offline: true,
    ...change,
  };
}

export function aQuestion(change: Partial<Question> = {}): Question {
  return {
    number: 1,
    hash: 'b'.repeat(64),
    status: 'open',
    content: anOutline(),
    artifacts: [],
    answer: null,
    note: null,
    answered_by: null,
    answered_at: null,
    created_at: '2026-11-22T12:01:00Z',
    ...change,
  };
}

export function aKitQuestion(warnings: KitWarning[] = [], change: Partial<Question> = {}): Question {
  return aQuestion({ content: { kind: 'brand_kit', kit, base_version: 3, warnings }, ...change });
}

export function aReply(change: Partial<AgentReply> = {}): AgentReply {
  return {
    number: 1,
    kind: 'understood',
    text: 'Encurtar a introdução e citar a ISO 13485 antes.',
    person_id: 'U0MARINA',
    version: 2,
    offline: true,
    created_at: '2026-11-22T12:10:00Z',
    ...change,
  };
}
