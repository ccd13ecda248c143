import type { CheckedClaim, ResearchDraft } from '../../../ports/content.ts';

/** A report with all that its files say about it. Pure data: the same report makes the same bytes. */
export interface ReportForPublishing
  extends Pick<
    ResearchDraft,
    | 'title'
    | 'question'
    | 'language'
    | 'summary'
    | 'findings'
    | 'contradictions'
    | 'uncertain'
    | 'not_found'
    | 'questions'
    | 'searches'
    | 'unread'
    | 'sources'
    | 'model'
    | 'offline'
  > {
  /** What stands before and after each quote is told by them; a quote without one is printed alone. */
  claims: readonly CheckedClaim[];
  version: number;
  slug: string;
  /** Who publishes: the brand's name. */
  author: string;
  /** Sentences that the house rules require, word for word. */
  disclaimers: readonly string[];
  /** Id of the document that each cited passage is of. */
  documents: Readonly<Record<string, string>>;
}

export interface PublishOptions {
  /** Marks the file as a draft, visibly. */
  draft: boolean;
}
