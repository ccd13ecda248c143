import type { ArticlePart, BlogBrief, Language, Passage } from '../../ports/content.ts';
import { type Material, materialOf } from '../drafting/material.ts';
import { have } from '../drafting/state.ts';
import type { BlogState } from './state.ts';

/** What every question carries; `task` is also the name of the answer's JSON schema (answers.ts). */
interface TaskCommon extends Material<BlogBrief> {
  brand: { name: string };
}
export interface OutlineEntry {
  id: string;
  heading: string;
  point: string;
  passage_ids: string[];
}
export interface AgreedOutline {
  angle: string;
  audience: string;
  keywords: string[];
  sections: OutlineEntry[];
}
interface SaidFinding {
  code: string;
  message: string;
}

/** Answer: `outlineAnswer`. With `previous` and `notes` it changes what was proposed, and nothing else. */
export type OutlineTask = TaskCommon & {
  task: 'blog_outline';
  /** Sections that suit the length asked for. */
  section_count: number;
  previous: AgreedOutline | null;
  /** People's words, oldest first. */
  notes: string[];
  /** Of what is said to the person who wrote them: the team's. */
  reply_language: Language;
};

/**
 * Answer: `partAnswer`, one part alone. `part` says which; for a section the entry of the outline is there.
 * With `current` it is a rewrite for `instruction` (a person's wish) or `findings` (of the checks); what neither asks for
 * stays as it is. Introduction and conclusion are written when the sections exist, which `sections` then holds.
 */
export type PartTask = TaskCommon & {
  task: 'blog_part';
  part: 'section' | 'introduction' | 'conclusion';
  /** Words that the part should have, about. */
  words: number;
  outline: AgreedOutline;
  section: OutlineEntry | null;
  /** Headings and texts of the other parts, for the joints; empty while sections are written side by side. */
  sections: { heading: string; markdown: string }[];
  current: Pick<ArticlePart, 'heading' | 'markdown' | 'evidence'> | null;
  instruction: string | null;
  findings: SaidFinding[];
};

/** Answer: `titlesAnswer`: two variants, a meta description of 70 to 160 characters, 3 to 8 keywords. */
export type TitlesTask = TaskCommon & {
  task: 'blog_titles';
  outline: AgreedOutline;
  article: { heading: string; markdown: string }[];
  current: { title: string; title_variants: string[]; meta_description: string; keywords: string[] } | null;
  instruction: string | null;
  findings: SaidFinding[];
};

/** Answer: `judgementAnswer`. */
export type JudgementTask = TaskCommon & {
  task: 'blog_judgement';
  title: string;
  parts: { id: string; heading: string; markdown: string }[];
};

export type BlogTask = OutlineTask | PartTask | TitlesTask | JudgementTask;

/** Pure. */
export function taskCommon(state: BlogState, passages: readonly Passage[]): TaskCommon {
  return { ...materialOf(state, passages), brand: { name: have(state, 'brand').name } };
}
