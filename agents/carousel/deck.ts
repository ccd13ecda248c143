import { z } from 'zod';
import { evidence } from '../../ports/content.ts';

// Strict structured output accepts neither optional fields, nor discriminated unions, nor records: every field is
// required, "nothing" is null or an empty list, and the layouts are a plain union.
const common = { title: z.string(), evidence: z.array(evidence) };
const points = z.object({ heading: z.string(), items: z.array(z.string()) });

export const slide = z.union([
  z.object({ layout: z.literal('cover'), ...common, kicker: z.string(), subtitle: z.string() }),
  z.object({ layout: z.literal('statement'), ...common, body: z.string() }),
  /** Numbered list, 2 to 6 items. */
  z.object({ layout: z.literal('list'), ...common, items: z.array(z.string()) }),
  /** 2 to 4 steps. */
  z.object({
    layout: z.literal('steps'),
    ...common,
    steps: z.array(z.object({ title: z.string(), body: z.string() })),
  }),
  /** 1 to 4 big numbers; `value` as shown, with its unit: "13 485", "0,2 µm". */
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
  /** 2 to 8 bars with non-negative values. */
  z.object({
    layout: z.literal('chart'),
    ...common,
    bars: z.array(z.object({ label: z.string(), value: z.number() })),
    unit: z.string(),
    source: z.string(),
  }),
  /** Two columns of 1 to 4 short items. Only of `wrong_right` is the left side wrong, e.g. error and remedy. */
  z.object({
    layout: z.literal('comparison'),
    ...common,
    kind: z.enum(['neutral', 'wrong_right']),
    left: points,
    right: points,
  }),
  /** 2 to 6 items to tick off: the slide worth saving. */
  z.object({ layout: z.literal('checklist'), ...common, items: z.array(z.string()) }),
  /** A picture of the team's own, by its id, and a short text beside it. */
  z.object({ layout: z.literal('picture'), ...common, body: z.string(), picture: z.string() }),
  z.object({ layout: z.literal('cta'), ...common, body: z.string(), action: z.string() }),
]);
export type Slide = z.infer<typeof slide>;
export type Layout = Slide['layout'];

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
] as const satisfies readonly Layout[];

export const post = z.object({ hook: z.string(), body: z.string(), hashtags: z.array(z.string()) });
export type Post = z.infer<typeof post>;

/** What the model writes: slides and the text of the post that carries them. */
export const deck = z.object({ title: z.string(), slides: z.array(slide), post });
export type Deck = z.infer<typeof deck>;

export const plan = z.object({
  /** False when the passages do not carry the topic; then `missing` says what a person should add. */
  enough: z.boolean(),
  missing: z.string().nullable(),
  angle: z.string(),
  hook: z.string(),
  outline: z.array(
    z.object({ layout: z.enum(layouts), point: z.string(), passage_ids: z.array(z.string()) }),
  ),
});
export type Plan = z.infer<typeof plan>;

/** Something that a check found, told to the writer in words and to nobody else. */
export interface Issue {
  /** 1-based; null: the deck or the post as a whole. */
  slide: number | null;
  /** Stable, e.g. `too_many_words`, `overflow`, `contrast`, `missing_glyph`, `quote_not_found`, `number_not_found`. */
  code: string;
  params?: Record<string, unknown> | undefined;
  message: string;
}
