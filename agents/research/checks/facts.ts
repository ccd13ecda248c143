import type { HouseRule, Language, Passage } from '../../../ports/content.ts';
import type { ResearchConflict, SubQuestion } from '../../../ports/model-tasks.ts';
import type { FaultyClaim } from '../../drafting/evidence/check-evidence.ts';

/** What a report is held against. */
export interface Facts {
  language: Language;
  passages: readonly Passage[];
  questions: readonly SubQuestion[];
  conflicts: readonly ResearchConflict[];
  /** Those that bind the language. */
  rules: readonly HouseRule[];
  /** Those that bind quotes: of every language. */
  quoteRules: readonly HouseRule[];
  /** Parts that this version was to change; null: all of them. */
  scope: readonly string[] | null;
  /** What people typed: the question, and their words that changed the report. */
  typed: readonly string[];
  /** Their words alone that changed the report, word for word. */
  notes: readonly string[];
  /** Claims that earlier checks found fault with. */
  faulty: readonly FaultyClaim[];
}
