import type { Claim, ContentForAgent, Language } from '../../ports/content.ts';
import { isOffline } from '../models/prices.ts';
import { notPossible } from './not-possible.ts';
import type { Turn } from './turn.ts';

/**
 * Tells the thread that a reply's wish could not be met and that the version before stands. Only words in the thread
 * are taken back: a decision by a button is spent, so its job ends with an error and a Retry instead.
 */
export async function takeBack(
  content: Pick<ContentForAgent, 'recordReply'>,
  claim: Claim,
  about: { turn: Turn; version: number; language: Language; codes: readonly string[]; model: string },
): Promise<void> {
  const { turn, version, language, codes, model } = about;
  await content.recordReply(claim, {
    key: `${turn.key}:taken-back`,
    kind: 'unclear',
    text: notPossible(language, version, codes),
    person_id: turn.messages.at(-1)?.author_id ?? null,
    version: null,
    offline: isOffline(model),
  });
}
