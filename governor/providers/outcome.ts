import type { Account } from '../../ports/outreach.ts';
import type { WriteOutcome } from './provider.ts';
import type { ClassifiedError } from './provider-error.ts';

/** Characters of an invitation's note, by what the account pays for. Unipile's own checks would let more pass. */
const NOTE_LENGTH = { free: 200, premium: 300, sales_navigator: 300 } as const;

export function outcomeOf(is: ClassifiedError): WriteOutcome {
  const { code, message, result, signal } = is;
  return { result, signal, provider: {}, error: { code, message, class: is.class } };
}

/** What becomes of an invitation whose note LinkedIn would refuse or cut; undefined: it is short enough. */
export function noteTooLong(note: string | null, tier: Account['tier']): WriteOutcome | undefined {
  const length = note?.length ?? 0;
  if (length <= NOTE_LENGTH[tier]) return undefined;
  return outcomeOf({
    class: 'permanent_action',
    code: 'note_too_long',
    message: `The note has ${length} characters; this account may send ${NOTE_LENGTH[tier]}`,
    result: 'failed',
    signal: 'none',
  });
}

/** Blank is the same as not given; what a database would refuse is taken out. */
export function textOf(said: string | null | undefined): string | null {
  const text = said?.replaceAll('\0', '').toWellFormed().trim();
  return text ? text : null;
}
