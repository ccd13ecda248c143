import { z } from 'zod';

// As wire.ts: what the tasks of an article look like on the wire, read as such.

const evidence = z.array(z.object({ passage_id: z.string(), quote: z.string() }));
const passage = z.object({ id: z.string(), title: z.string(), text: z.string() });
const issues = z.array(z.object({ code: z.string(), message: z.string() })).default([]);

const common = {
  brief: z.object({
    topic: z.string(),
    audience: z.string().nullish(),
    tone: z.string().nullish(),
    keywords: z.string().nullish(),
    words: z.number().nullish(),
    call_to_action: z.string().nullish(),
  }),
  language: z.enum(['pt', 'en']),
  subjects: z.array(z.object({ name: z.string(), also: z.array(z.string()) })).default([]),
  passages: z.array(passage),
  brand: z.object({ name: z.string() }),
  rules: z.object({
    voice: z.string().nullish(),
    rules: z.array(
      z.object({ id: z.string().default(''), kind: z.string(), pattern: z.string(), severity: z.string() }),
    ),
  }),
};

const strategy = z.object({
  angle: z.string(),
  audience: z.string(),
  keywords: z.array(z.string()),
  outline: z.array(
    z.object({
      id: z.string().default(''),
      heading: z.string(),
      point: z.string(),
      passage_ids: z.array(z.string()),
    }),
  ),
});
const written = z.object({ heading: z.string(), markdown: z.string() });

export const articleTaskShapes = {
  blog_strategy: z.object({
    ...common,
    sections: z.number().int().min(1).max(20),
    previous: strategy.nullish(),
    notes: z.array(z.string()).default([]),
  }),
  blog_part: z.object({
    ...common,
    part: z.enum(['section', 'introduction', 'conclusion']),
    words: z.number().min(1).max(5000),
    strategy,
    section: strategy.shape.outline.element.nullish(),
    sections: z.array(written).default([]),
    current: written.extend({ evidence }).nullish(),
    instruction: z.string().nullish(),
    issues,
  }),
  blog_titles: z.object({
    ...common,
    strategy,
    article: z.array(written),
    current: z
      .object({
        title: z.string(),
        title_variants: z.array(z.string()),
        meta_description: z.string(),
        keywords: z.array(z.string()),
      })
      .nullish(),
    instruction: z.string().nullish(),
    issues,
  }),
  blog_judgement: z.object({
    ...common,
    title: z.string(),
    parts: z.array(written.extend({ id: z.string() })),
  }),
};

export type StrategyTask = z.infer<typeof articleTaskShapes.blog_strategy>;
export type PartTask = z.infer<typeof articleTaskShapes.blog_part>;
export type TitlesTask = z.infer<typeof articleTaskShapes.blog_titles>;
export type JudgementTask = z.infer<typeof articleTaskShapes.blog_judgement>;
export type Strategy = z.infer<typeof strategy>;
export type OutlineEntry = Strategy['outline'][number];
/** What every task of an article brings along. */
export type ArticleTask = Pick<StrategyTask, 'brief' | 'language' | 'subjects' | 'passages' | 'rules'>;

export interface StrategyAnswer {
  carried: string;
  enough: boolean;
  missing: string | null;
  angle: string;
  audience: string;
  keywords: string[];
  outline: { heading: string; point: string; passage_ids: string[] }[];
}
export interface PartAnswer {
  heading: string;
  markdown: string;
  evidence: { passage_id: string; quote: string }[];
}
export interface TitlesAnswer {
  title: string;
  title_variants: string[];
  meta_description: string;
  keywords: string[];
}
export interface Finding {
  part: string | null;
  rule: string | null;
  quote: string;
  message: string;
}
