import { z } from 'zod';

// The sandbox does not import the agents: what arrives and leaves here is JSON on the wire, read as such.

const language = z.enum(['pt', 'en']);
export type Language = z.infer<typeof language>;

const evidence = z.array(z.object({ passage_id: z.string(), quote: z.string() }));
export type Evidence = z.infer<typeof evidence>[number];

const passages = z.array(z.object({ id: z.string(), title: z.string(), text: z.string() }));
const subjects = z.array(z.object({ name: z.string(), also: z.array(z.string()) })).default([]);
const rules = z.array(z.object({ kind: z.string(), pattern: z.string(), severity: z.string() }));

// Slides and decks

const slideText = { title: z.string(), evidence };
const points = z.object({ heading: z.string(), items: z.array(z.string()) });
const slide = z.discriminatedUnion('layout', [
  z.object({ layout: z.literal('cover'), ...slideText, kicker: z.string(), subtitle: z.string() }),
  z.object({ layout: z.literal('statement'), ...slideText, body: z.string() }),
  z.object({ layout: z.enum(['list', 'checklist']), ...slideText, items: z.array(z.string()) }),
  z.object({
    layout: z.literal('steps'),
    ...slideText,
    steps: z.array(z.object({ title: z.string(), body: z.string() })),
  }),
  z.object({
    layout: z.literal('numbers'),
    ...slideText,
    numbers: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
  z.object({
    layout: z.literal('quote'),
    ...slideText,
    quote: z.string(),
    author: z.string(),
    role: z.string(),
  }),
  z.object({
    layout: z.literal('chart'),
    ...slideText,
    bars: z.array(z.object({ label: z.string(), value: z.number() })),
    unit: z.string(),
    source: z.string(),
  }),
  z.object({
    layout: z.literal('comparison'),
    ...slideText,
    // A deck from before it was asked for has none.
    kind: z.enum(['neutral', 'wrong_right']).default('neutral'),
    left: points,
    right: points,
  }),
  z.object({ layout: z.literal('picture'), ...slideText, body: z.string(), picture: z.string() }),
  z.object({ layout: z.literal('cta'), ...slideText, body: z.string(), action: z.string() }),
]);
export type Slide = z.infer<typeof slide>;

const deck = z.object({
  title: z.string(),
  slides: z.array(slide),
  post: z.object({ hook: z.string(), body: z.string(), hashtags: z.array(z.string()) }),
});
export type Deck = z.infer<typeof deck>;
export type Post = Deck['post'];

const ofDeck = {
  brief: z.object({
    topic: z.string(),
    audience: z.string().nullish(),
    tone: z.string().nullish(),
    call_to_action: z.string().nullish(),
  }),
  language,
  subjects,
  slides: z.number().int().min(3).max(20),
  passages,
  pictures: z.array(z.object({ id: z.string(), title: z.string(), alt: z.string() })).default([]),
  brand: z.object({ name: z.string(), handle: z.string() }),
  rules: z.object({ rules }),
};
const change = {
  deck,
  note: z.string().nullish(),
  reply_language: language.optional(),
  findings: z
    .array(z.object({ slide: z.number().nullable(), code: z.string(), message: z.string() }))
    .default([]),
};

// Articles

const ofArticle = {
  brief: ofDeck.brief.extend({ keywords: z.string().nullish(), words: z.number().nullish() }),
  language,
  subjects,
  passages,
  brand: z.object({ name: z.string() }),
  rules: z.object({ voice: z.string().nullish(), rules }),
};
const outline = z.object({
  angle: z.string(),
  audience: z.string(),
  keywords: z.array(z.string()),
  sections: z.array(
    z.object({
      id: z.string().default(''),
      heading: z.string(),
      point: z.string(),
      passage_ids: z.array(z.string()),
    }),
  ),
});
const written = z.object({ heading: z.string(), markdown: z.string() });
const part = written.extend({ evidence });
const titles = z.object({
  title: z.string(),
  title_variants: z.array(z.string()),
  meta_description: z.string(),
  keywords: z.array(z.string()),
});
const asked = {
  instruction: z.string().nullish(),
  findings: z.array(z.object({ code: z.string(), message: z.string() })).default([]),
};

export const taskShapes = {
  carousel_plan: z.object(ofDeck),
  carousel_deck: z.object(ofDeck),
  carousel_revision: z.object({ ...ofDeck, ...change }),
  carousel_slide: z.object({ ...ofDeck, ...change, slide_number: z.number().int().min(1) }),
  carousel_judgement: z.object({
    ...ofDeck,
    deck: z.object({
      slides: z.array(z.object({ number: z.number().int(), layout: z.string(), text: z.string() })),
    }),
  }),
  quote_support: z.object({
    language,
    passages,
    claims: z.array(z.object({ id: z.string(), sentence: z.string(), quotes: evidence })),
  }),
  blog_outline: z.object({
    ...ofArticle,
    section_count: z.number().int().min(1).max(20),
    previous: outline.nullish(),
    notes: z.array(z.string()).default([]),
    reply_language: language.optional(),
  }),
  blog_part: z.object({
    ...ofArticle,
    ...asked,
    part: z.enum(['section', 'introduction', 'conclusion']),
    words: z.number().min(1).max(5000),
    outline,
    section: outline.shape.sections.element.nullish(),
    sections: z.array(written).default([]),
    current: part.nullish(),
  }),
  blog_titles: z.object({
    ...ofArticle,
    ...asked,
    outline,
    article: z.array(written),
    current: titles.nullish(),
  }),
  blog_judgement: z.object({
    ...ofArticle,
    title: z.string(),
    parts: z.array(written.extend({ id: z.string() })),
  }),
  mend_sentences: z.object({ sentences: z.array(z.object({ number: z.number(), sentence: z.string() })) }),
  thread_understanding: z.object({
    waits_for: z.enum(['review', 'outline']),
    kind: z.enum(['carousel', 'blog']),
    language,
    reply_language: language.optional(),
    title: z.string(),
    parts: z.array(z.object({ id: z.string(), label: z.string(), text: z.string() })),
    passages,
    messages: z.array(z.object({ author: z.string(), text: z.string() })),
  }),
};
export type TaskName = keyof typeof taskShapes;
// SAFETY: the keys of the object above.
export const taskNames = Object.keys(taskShapes) as TaskName[];

export type WriterTask = z.infer<typeof taskShapes.carousel_plan>;
export type RevisionTask = z.infer<typeof taskShapes.carousel_revision>;
export type DeckJudgementTask = z.infer<typeof taskShapes.carousel_judgement>;
export type SupportTask = z.infer<typeof taskShapes.quote_support>;
export type OutlineTask = z.infer<typeof taskShapes.blog_outline>;
export type PartTask = z.infer<typeof taskShapes.blog_part>;
export type TitlesTask = z.infer<typeof taskShapes.blog_titles>;
export type JudgementTask = z.infer<typeof taskShapes.blog_judgement>;
export type UnderstandingTask = z.infer<typeof taskShapes.thread_understanding>;
export type DraftPart = UnderstandingTask['parts'][number];
export type Outline = z.infer<typeof outline>;
export type OutlineEntry = Outline['sections'][number];
/** What every task of an article brings along. */
export type ArticleTask = Pick<OutlineTask, 'brief' | 'language' | 'subjects' | 'passages' | 'rules'>;
export type PartAnswer = z.infer<typeof part>;
export type TitlesAnswer = z.infer<typeof titles>;

export interface OutlineAnswer {
  carried: string;
  enough: boolean;
  missing: string | null;
  angle: string;
  audience: string;
  keywords: string[];
  sections: Omit<OutlineEntry, 'id'>[];
}
export interface Understanding {
  intent: 'change' | 'question' | 'go_on' | 'approval' | 'other' | 'unclear';
  understood: string;
  changes: {
    action: 'change' | 'add' | 'remove' | 'move';
    part: string;
    after: string | null;
    instruction: string;
  }[];
  answer: string | null;
}
