import type { BlogBrief, HouseRule, Language, Passage } from '../../../ports/content.ts';
import type { Subject } from '../../../ports/model-tasks.ts';
import type { FaultyClaim } from '../../drafting/evidence/check-evidence.ts';

/** What an article is held against. */
export interface Facts {
  brief: BlogBrief;
  /** People's words that changed outline or draft: numbers may come from there. */
  notes: readonly string[];
  /** Who publishes: the article may speak of it at any place. */
  publisher?: string;
  language: Language;
  passages: readonly Passage[];
  /** Those that bind the language. */
  rules: readonly HouseRule[];
  /** Those that bind quotes: of every language. */
  quoteRules: readonly HouseRule[];
  /** Parts that this version was to change; null: all of them. */
  scope: readonly string[] | null;
  /** True for a version that people asked for: they may have asked for another language in a part. */
  isAsked?: boolean;
  /** What the brief is about; left out for a version that people asked for: they may have changed their mind. */
  subjects?: readonly Subject[];
  /** Claims that earlier checks found fault with. */
  faulty?: readonly FaultyClaim[];
}

/** All that people typed, as one text. Pure. */
export function typed({ brief, notes }: Pick<Facts, 'brief' | 'notes'>): string {
  return [brief.topic, brief.audience, brief.tone, brief.keywords, brief.call_to_action, ...notes]
    .filter((text) => text !== null)
    .join('\n');
}
