import type { Claim, ContentForAgent, Language } from '../../../ports/content.ts';
import { isOffline } from '../../models/prices.ts';
import { notNow, type Standing, soAlready } from './not-now.ts';
import { notPossible } from './not-possible.ts';
import type { Turn } from './turn.ts';

/** Code of a turn whose wish is met by the version that people saw. */
export const NO_CHANGE = 'no_change';

interface TakenBack {
  standing: Standing;
  speaks: Language;
  /** Why, as in `JobFailure`: `draft_checks`, `NO_CHANGE`, or what failed. */
  code: string;
  /** For `draft_checks`: what was found. */
  findings: readonly string[];
  /** Whether the words were understood before it failed. */
  wasRead: boolean;
}

/**
 * Tells the thread why a reply came to nothing and that what stood before it stands. Only words in the thread are taken
 * back: a decision by a button is spent, so its job ends with an error and a Retry instead.
 */
export async function takeBack(
  content: Pick<ContentForAgent, 'recordReply'>,
  claim: Claim,
  about: TakenBack & { turn: Turn; model: string },
): Promise<void> {
  const { turn, model } = about;
  await content.recordReply(claim, {
    key: `${turn.key}:taken-back`,
    kind: 'unclear',
    text: textOf(about),
    person_id: turn.messages.at(-1)?.author_id ?? null,
    version: null,
    offline: isOffline(model),
  });
}

function textOf({ standing, speaks, code, findings, wasRead }: TakenBack): string {
  if ('version' in standing) {
    if (code === 'draft_checks') return notPossible(speaks, standing.version, findings);
    if (code === NO_CHANGE) return soAlready(speaks, standing);
  }
  return notNow(speaks, standing, code, wasRead);
}
