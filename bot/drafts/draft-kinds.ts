import {
  articleLength,
  briefLength,
  type JobToStart,
  type Language,
  maxBriefUrls,
  maxResearchUrls,
  researchRounds,
  slideCount,
} from '../../ports/content.ts';
import { clip } from '../slack/blocks.ts';
import { parseArticleBrief } from './parse-article-brief.ts';
import { parseCarouselBrief } from './parse-carousel-brief.ts';
import { parseResearchBrief } from './parse-research-brief.ts';
import type { ParsedBrief } from './typed-brief.ts';

/** What the briefing form asks; block and action ids of a field are the same word. */
export type Field =
  | 'brief'
  | 'audience'
  | 'language'
  | 'slides'
  | 'words'
  | 'rounds'
  | 'tone'
  | 'keywords'
  | 'call_to_action'
  | 'addresses'
  | 'approver';

/** A sent form whose fields are all in order. */
interface FormFields {
  topic: string;
  audience: string | null;
  language: Language | null;
  length: number | null;
  tone: string | null;
  keywords: string | null;
  call_to_action: string | null;
  urls: string[];
}

/** What is different between `/carousel`, `/blog` and `/research`. */
export interface DraftKind {
  type: 'carousel' | 'blog' | 'research';
  command: string;
  /** callback_id of the briefing form. */
  form: string;
  fields: readonly Field[];
  length: { field: 'slides' | 'words' | 'rounds'; min: number; max: number; default: number };
  /** Addresses of pages to read. */
  mostUrls: number;
  /** Whether an approved report can be what it is made of. */
  fromReport: boolean;
  parse(text: string): ParsedBrief;
  job(fields: FormFields): JobToStart;
}

export const carouselKind: DraftKind = {
  type: 'carousel',
  command: '/carousel',
  form: 'briefing',
  fields: ['brief', 'audience', 'language', 'slides', 'tone', 'call_to_action', 'approver'],
  length: { field: 'slides', ...slideCount },
  mostUrls: 0,
  fromReport: true,
  parse: parseCarouselBrief,
  job: ({ topic, audience, language, length, tone, call_to_action }) => ({
    type: 'carousel',
    brief: { topic, audience, language, slides: length, tone, call_to_action },
  }),
};

export const articleKind: DraftKind = {
  type: 'blog',
  command: '/blog',
  form: 'article_briefing',
  fields: [
    'brief',
    'audience',
    'language',
    'words',
    'tone',
    'keywords',
    'call_to_action',
    'addresses',
    'approver',
  ],
  length: { field: 'words', ...articleLength },
  mostUrls: maxBriefUrls,
  fromReport: true,
  parse: parseArticleBrief,
  job: ({ length, ...fields }) => ({ type: 'blog', brief: { ...fields, words: length } }),
};

export const researchKind: DraftKind = {
  type: 'research',
  command: '/research',
  form: 'research_briefing',
  fields: ['brief', 'audience', 'language', 'rounds', 'addresses', 'approver'],
  length: { field: 'rounds', ...researchRounds },
  mostUrls: maxResearchUrls,
  fromReport: false,
  parse: parseResearchBrief,
  job: ({ topic, language, urls, length, audience }) => ({
    type: 'research',
    brief: { topic, language, urls, rounds: length, audience },
  }),
};

export const draftKinds = { carousel: carouselKind, blog: articleKind, research: researchKind } as const;

/** A form in which nothing but the topic is said. */
export function onlyTopic(topic: string): FormFields {
  return {
    topic: clip(topic, briefLength.max),
    audience: null,
    language: null,
    length: null,
    tone: null,
    keywords: null,
    call_to_action: null,
    urls: [],
  };
}
