import { supportEn } from '../support-texts.ts';
import { tellsEn } from '../tells.ts';
import { explainInEnglish } from './explain-model-failure.ts';
import { unreadEn } from './unread.ts';

/** What the bot says of findings and failures. */
export const findingsEn = {
  /** What happened and what to do. Shown as plain text. */
  /** @param attempts Of the job since it last waited for a person, the failed one included. */
  errors: explainInEnglish,
  /** A finding of the agents' checks, which write English; what is not known stays as it is. */
  finding: (message: string) => message,
  /** A sentence that sounds like a machine's; `signs` are words of `tells`. */
  aiSounding: (sentence: string, signs: string) => `Sounds machine-made (${signs}): “${sentence}”`,
  tells: tellsEn,
  support: supportEn,
  /** Why a page or file was not read, as the end of a sentence. */
  unread: unreadEn,
};

export type FindingsTexts = typeof findingsEn;
