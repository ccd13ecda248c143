import type { Finding, FindingParams, KitWarning, KitWarningParams, WordsFor } from '../../ports/content.ts';
import { clip } from '../slack/blocks.ts';

/** What people read of each thing that a check or a judgement finds. */
export type FindingTexts = WordsFor<FindingParams & KitWarningParams>;

/** Characters of one text that a sentence quotes, and of the sentence. */
const LONGEST = { quoted: 200, sentence: 400 } as const;

/** A finding in a reader's words; what it quotes of a draft or a rule may be long and is cut. Pure. */
export function sayFound({ code, params }: Finding<unknown> | KitWarning, texts: FindingTexts): string {
  const short = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' ? clip(value, LONGEST.quoted) : value,
    ]),
  );
  // SAFETY: the type of a finding ties its params to its code, and cutting a text keeps its type.
  const say = texts[code] as (params: unknown) => string;
  return clip(say(short), LONGEST.sentence);
}
