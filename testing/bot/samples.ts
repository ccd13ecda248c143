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
  ResearchDraft,
  ResearchPlan,
  Review,
} from '../../ports/content.ts';
import type { ApprovalState } from '../../ports/people.ts';

function aFinal(name: string, mime: string): Artifact {
  const sha256 = createHash('sha256').update(name).digest('hex');
  return { key: `job-1/v1/final/${name}`, name, mime, size: 3, sha256, alt: name, role: 'document' };
}

type WithCarousel = Omit<Draft, 'content'> & { content: CarouselDraft };
type WithArticle = Omit<Draft, 'content'> & { content: BlogDraft };
type WithReport = Omit<Draft, 'content'> & { content: ResearchDraft };
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
    named_approver: null,
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

/** One group without an approval yet. */
export function anApproval(change: Partial<ApprovalState> = {}): ApprovalState {
  const asked = ['U0LUCIA', 'U0THOMAS'];
  return {
    order: 'parallel',
    complete: false,
    groups: [{ name: null, quorum: 1, approvals: [], may_approve: asked, open: true }],
    asked,
    deputies: [],
    reachable: true,
    approvals: 0,
    quorum: 1,
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
    escalated_to: [],
    reviews: [],
    approval: anApproval(),
    approvers: ['U0LUCIA', 'U0THOMAS'],
    admins: null,
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

export function aReport(
  content: Partial<ResearchDraft> = {},
  change: Partial<Omit<WithReport, 'content'>> = {},
): WithReport {
  return {
    ...aDraft(),
    finals: [aFinal('limpeza-final.pdf', 'application/pdf'), aFinal('limpeza-final.md', 'text/markdown')],
    ...change,
    content: {
      kind: 'research',
      title: 'Como se valida a limpeza de implantes',
      question: 'Como se valida a limpeza de implantes de titânio?',
      language: 'pt',
      summary: {
        id: 'summary',
        heading: '',
        markdown: 'A validação compara o resíduo com um **limite**.[^1]',
        evidence: [{ passage_id: 'p1', quote: 'o resíduo é comparado com um limite' }],
      },
      findings: [
        {
          id: 'f1',
          question_id: 'q1',
          heading: 'O limite vem da toxicidade',
          markdown: 'Extrai-se com água.[^1]\n\n- pior caso[^2]\n- três lotes',
          evidence: [
            { passage_id: 'p1', quote: 'extrai-se com água' },
            { passage_id: 'p2', quote: 'o pior caso' },
          ],
        },
        {
          id: 'f2',
          question_id: 'q2',
          heading: 'Quem assina o relatório',
          markdown: 'A garantia da qualidade assina.[^1]',
          evidence: [{ passage_id: 'p2', quote: 'a qualidade assina' }],
        },
      ],
      contradictions: [],
      uncertain: [],
      not_found: [],
      questions: [
        { id: 'q1', text: 'Qual é o limite?', answered: true },
        { id: 'q2', text: 'Quem assina?', answered: true },
      ],
      searches: [],
      unread: [],
      sources: [
        {
          number: 1,
          document_id: 'd1',
          title: 'Limpeza em uma página',
          url: 'https://example.com/limpeza',
          fetched_at: null,
          addresses: ['https://example.com/limpeza'],
          shortened: false,
        },
        {
          number: 2,
          document_id: 'd2',
          title: 'Procedimento interno',
          url: null,
          fetched_at: null,
          addresses: [],
          shortened: false,
        },
      ],
      changes: [],
      warnings: [],
      brand_version: 1,
      rules_version: 1,
      model: 'offline-extractive-1',
      offline: true,
      ...content,
    },
  };
}

export function aResearchJob(change: Partial<JobOf<'research'>> = {}): JobOf<'research'> {
  return {
    ...aJob(),
    type: 'research',
    brief: {
      topic: 'Como se valida a limpeza de implantes de titânio?',
      language: null,
      urls: [],
      rounds: null,
      audience: null,
    },
    ...change,
  };
}

export function aResearchPlan(change: Partial<ResearchPlan> = {}): ResearchPlan {
  return {
    kind: 'questions',
    language: 'pt',
    questions: [
      { id: 'q1', text: 'Qual é o limite de resíduo?' },
      { id: 'q2', text: 'Quem assina o relatório?' },
    ],
    urls: [],
    providers: ['knowledge', 'tavily'],
    rounds: 2,
    estimate: { calls: 14, usd: 0.2134, tokens: 45_000 },
    model: 'gpt-5.2',
    offline: false,
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
