import { z } from 'zod';
import { articleTaskShapes } from './wire-article.ts';
import { understandingTaskShapes } from './wire-understanding.ts';

// The sandbox does not import the agents: what arrives and leaves here is JSON on the wire, read as such.

export const taskNames = [
  'carousel_plan',
  'carousel_deck',
  'carousel_revision',
  'carousel_slide',
  'carousel_judgement',
  'quote_support',
  'blog_strategy',
  'blog_part',
  'blog_titles',
  'blog_judgement',
  'mend_sentences',
  'thread_understanding',
] as const;
export type TaskName = (typeof taskNames)[number];

export const layouts = [
  'cover',
  'statement',
  'list',
  'steps',
  'numbers',
  'quote',
  'chart',
  'comparison',
  'checklist',
  'picture',
  'cta',
] as const;
export type Layout = (typeof layouts)[number];

export interface Evidence {
  passage_id: string;
  quote: string;
}
interface Common {
  title: string;
  evidence: Evidence[];
}
export interface Points {
  heading: string;
  items: string[];
}
export type Slide =
  | ({ layout: 'cover'; kicker: string; subtitle: string } & Common)
  | ({ layout: 'statement'; body: string } & Common)
  | ({ layout: 'list' | 'checklist'; items: string[] } & Common)
  | ({ layout: 'steps'; steps: { title: string; body: string }[] } & Common)
  | ({ layout: 'numbers'; numbers: { value: string; label: string }[] } & Common)
  | ({ layout: 'quote'; quote: string; author: string; role: string } & Common)
  | ({ layout: 'chart'; bars: { label: string; value: number }[]; unit: string; source: string } & Common)
  | ({ layout: 'comparison'; kind: 'neutral' | 'wrong_right'; left: Points; right: Points } & Common)
  | ({ layout: 'picture'; body: string; picture: string } & Common)
  | ({ layout: 'cta'; body: string; action: string } & Common);

export interface Post {
  hook: string;
  body: string;
  hashtags: string[];
}
export interface Deck {
  title: string;
  slides: Slide[];
  post: Post;
}

const evidence = z.array(z.object({ passage_id: z.string(), quote: z.string() }));
const common = { title: z.string(), evidence };
const points = z.object({ heading: z.string(), items: z.array(z.string()) });
const slide: z.ZodType<Slide> = z.discriminatedUnion('layout', [
  z.object({ layout: z.literal('cover'), ...common, kicker: z.string(), subtitle: z.string() }),
  z.object({ layout: z.literal('statement'), ...common, body: z.string() }),
  z.object({ layout: z.enum(['list', 'checklist']), ...common, items: z.array(z.string()) }),
  z.object({
    layout: z.literal('steps'),
    ...common,
    steps: z.array(z.object({ title: z.string(), body: z.string() })),
  }),
  z.object({
    layout: z.literal('numbers'),
    ...common,
    numbers: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
  z.object({
    layout: z.literal('quote'),
    ...common,
    quote: z.string(),
    author: z.string(),
    role: z.string(),
  }),
  z.object({
    layout: z.literal('chart'),
    ...common,
    bars: z.array(z.object({ label: z.string(), value: z.number() })),
    unit: z.string(),
    source: z.string(),
  }),
  z.object({
    layout: z.literal('comparison'),
    ...common,
    // A deck from before it was asked for has none.
    kind: z.enum(['neutral', 'wrong_right']).default('neutral'),
    left: points,
    right: points,
  }),
  z.object({ layout: z.literal('picture'), ...common, body: z.string(), picture: z.string() }),
  z.object({ layout: z.literal('cta'), ...common, body: z.string(), action: z.string() }),
]);
const deck = z.object({
  title: z.string(),
  slides: z.array(slide),
  post: z.object({ hook: z.string(), body: z.string(), hashtags: z.array(z.string()) }),
});

const task = {
  brief: z.object({
    topic: z.string(),
    audience: z.string().nullish(),
    tone: z.string().nullish(),
    call_to_action: z.string().nullish(),
  }),
  language: z.enum(['pt', 'en']),
  subjects: z.array(z.object({ name: z.string(), also: z.array(z.string()) })).default([]),
  slides: z.number().int().min(3).max(20),
  passages: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
  pictures: z.array(z.object({ id: z.string(), title: z.string(), alt: z.string() })).default([]),
  brand: z.object({ name: z.string(), handle: z.string() }),
  rules: z.object({
    rules: z.array(z.object({ kind: z.string(), pattern: z.string(), severity: z.string() })),
  }),
};
const asked = {
  deck,
  note: z.string().nullish(),
  issues: z
    .array(z.object({ slide: z.number().nullable(), code: z.string(), message: z.string() }))
    .default([]),
};

export const taskShapes = {
  mend_sentences: z.object({ sentences: z.array(z.object({ number: z.number(), sentence: z.string() })) }),
  ...articleTaskShapes,
  ...understandingTaskShapes,
  carousel_plan: z.object(task),
  carousel_deck: z.object(task),
  carousel_revision: z.object({ ...task, ...asked }),
  carousel_slide: z.object({ ...task, ...asked, slide_number: z.number().int().min(1) }),
  quote_support: z.object({
    language: z.enum(['pt', 'en']),
    passages: task.passages,
    claims: z.array(z.object({ id: z.string(), sentence: z.string(), quotes: evidence })),
  }),
  carousel_judgement: z.object({
    ...task,
    deck: z.object({
      slides: z.array(z.object({ number: z.number().int(), layout: z.string(), text: z.string() })),
    }),
  }),
};
export type WriterTask = z.infer<typeof taskShapes.carousel_plan>;
export type RevisionTask = z.infer<typeof taskShapes.carousel_revision>;
export type SlideTask = z.infer<typeof taskShapes.carousel_slide>;
export type SupportTask = z.infer<typeof taskShapes.quote_support>;
export type DeckJudgementTask = z.infer<typeof taskShapes.carousel_judgement>;
export type Language = WriterTask['language'];
export type WireIssue = RevisionTask['issues'][number];
