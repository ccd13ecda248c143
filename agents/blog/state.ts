import { ReducedValue, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import { articleOutline, articlePart, blogBrief, languages, partChange } from '../../ports/content.ts';
import { titlesAnswer } from '../../ports/model-tasks.ts';
import { finding } from '../drafting/parts/finding.ts';
import { draftingFields, findingFields, type Node, shownFields } from '../drafting/state.ts';
import type { DraftingTools } from '../drafting/tools.ts';
import type { ReadPage } from '../extraction/read-page.ts';
import type { PreviewRenderer } from './publish/preview/create-preview-renderer.ts';

/** What the nodes of one claim of one job work with. */
export interface BlogTools extends DraftingTools {
  readPage: ReadPage;
  previewRenderer: PreviewRenderer;
}

/** An article as it is written and changed. */
export const article = titlesAnswer.extend({
  /** In reading order: introduction first, conclusion last. */
  parts: z.array(articlePart),
});
export type Article = z.infer<typeof article>;

const parts = z.record(z.string(), articlePart);

/** What an article's thread holds. */
export const blogState = new StateSchema({
  ...draftingFields,
  ...findingFields(finding, z.string()),
  brief: blogBrief,
  /** Pages of the brief, as stored for this job's searches; `opening` is how their text begins. */
  pages: z
    .array(
      z.object({
        document_id: z.string(),
        title: z.string(),
        language: z.enum(languages),
        opening: z.string(),
      }),
    )
    .default([]),
  /** Pages of the brief that could not be read. */
  unread: z.array(z.object({ url: z.string(), code: z.string() })).default([]),
  outline: articleOutline.nullable().default(null),
  /** Parts of version 1 by id. They are written side by side, each answer is merged in; the outline tells their order. */
  drafted: new ReducedValue(
    parts.default(() => ({})),
    { inputSchema: parts, reducer: (before, more) => ({ ...before, ...more }) },
  ),
  article: article.nullable().default(null),
  /** The draft that people answered to: what the next version starts from, and what stays when none can be made. */
  shown: z
    .object({ ...shownFields(finding), article, changes: z.array(partChange) })
    .nullable()
    .default(null),
  /** Against the article of `shown`. */
  changes: z.array(partChange).default([]),
  /** Parts and fields that this version was to change; null: all of them. */
  scope: z.array(z.string()).nullable().default(null),
});
export type BlogState = typeof blogState.State;
export type BlogUpdate = Partial<BlogState>;
export type BlogNode = Node<BlogState>;
