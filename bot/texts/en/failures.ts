import { supportEn } from '../support-texts.ts';
import { explainInEnglish } from './explain-model-failure.ts';
import { findingsEn } from './findings.ts';
import { searchFaultEn } from './search-failure.ts';
import { unreadEn } from './unread.ts';

/** What the bot says of findings and failures. */
export const failuresEn = {
  /** What happened and what to do. Shown as plain text. */
  /** @param attempts Of the job since it last waited for a person, the failed one included. */
  errors: explainInEnglish,
  /** What checks and judgements found: said by `sayFound`. */
  findings: findingsEn,
  support: supportEn,
  /** Why a page or file was not read, as the end of a sentence. */
  unread: unreadEn,
  /** Why a web search came to no answer, as the end of a sentence. */
  searchFault: searchFaultEn,
};

export type FailuresTexts = typeof failuresEn;
