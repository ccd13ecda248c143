import { z } from 'zod';
import { articleOutline, articlePart, blogBrief } from '../content.ts';
import { draftMaterial, passageIds, speaks } from './material.ts';
import { partToJudge, rewriteReasons, textOfPart } from './parts.ts';

export const outlineAnswer = z.object({
  carried: z
    .string()
    .describe('What the passages say on the topic, with their ids, and what they leave open.'),
  angle: z.string().describe('The one thing that a reader takes away, a sentence.'),
  audience: z.string().describe('For whom, in a few words.'),
  keywords: z.array(z.string()).describe('3 to 8.'),
  sections: z
    .array(
      z.object({
        heading: z.string().describe('About 45 characters.'),
        point: z.string().describe('One sentence that adds to the heading.'),
        passage_ids: passageIds,
      }),
    )
    .describe('Sections in reading order, without introduction and conclusion.'),
  enough: z.boolean().describe('Whether at least half of the outline rests on facts of the passages.'),
  missing: z.string().nullable().describe('Where they are not enough: what a person should add; else null.'),
});
export type OutlineAnswer = z.infer<typeof outlineAnswer>;

export const titlesAnswer = z.object({
  title: z.string().describe('About 55 characters, never above 70.'),
  title_variants: z.array(z.string()).describe('Exactly two, each of another kind.'),
  meta_description: z.string().describe('About 130 characters, 70 to 160.'),
  keywords: z.array(z.string()).describe('3 to 8.'),
});
export type TitlesAnswer = z.infer<typeof titlesAnswer>;

/** What every question about an article carries. */
const articleMaterial = draftMaterial.extend({ brief: blogBrief, brand: z.object({ name: z.string() }) });
export type ArticleMaterial = z.infer<typeof articleMaterial>;

export const articleTasks = {
  /** With `previous` and `notes` it changes what was proposed, and nothing else. */
  blog_outline: articleMaterial.extend({
    task: z.literal('blog_outline'),
    /** Sections that suit the length asked for. */
    section_count: z.number().int().min(1).max(20),
    previous: articleOutline.nullable(),
    /** People's words, oldest first. */
    notes: z.array(z.string()),
    reply_language: speaks,
  }),
  /**
   * One part alone. `part` says which; for a section the entry of the outline is there. With `current` it is a rewrite
   * for `instruction` or `findings`; what neither asks for stays as it is. Introduction and conclusion are written when
   * the sections exist, which `sections` then holds.
   */
  blog_part: articleMaterial.extend({
    task: z.literal('blog_part'),
    ...rewriteReasons,
    part: z.enum(['section', 'introduction', 'conclusion']),
    /** Words that the part should have, about. */
    words: z.number().min(1).max(5000),
    outline: articleOutline,
    section: articleOutline.shape.sections.element.nullable(),
    /** Headings and texts of the other parts, for the joints; empty while sections are written side by side. */
    sections: z.array(textOfPart),
    current: articlePart.omit({ id: true }).nullable(),
  }),
  /** Two variants, a meta description of 70 to 160 characters, 3 to 8 keywords. */
  blog_titles: articleMaterial.extend({
    task: z.literal('blog_titles'),
    ...rewriteReasons,
    outline: articleOutline,
    article: z.array(textOfPart),
    current: titlesAnswer.nullable(),
  }),
  blog_judgement: articleMaterial.extend({
    task: z.literal('blog_judgement'),
    title: z.string(),
    parts: z.array(partToJudge),
  }),
};
export type OutlineTask = z.infer<typeof articleTasks.blog_outline>;
export type PartTask = z.infer<typeof articleTasks.blog_part>;
export type TitlesTask = z.infer<typeof articleTasks.blog_titles>;
export type ArticleJudgementTask = z.infer<typeof articleTasks.blog_judgement>;
