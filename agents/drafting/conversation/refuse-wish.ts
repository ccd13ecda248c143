import type { Claim, ContentForAgent, HouseRule, Language } from '../../../ports/content.ts';
import { plainText } from '../../text/plain-line.ts';
import { forbiddenWish, refusal } from './forbidden-wish.ts';
import { type Turn, turnText } from './turn.ts';

/**
 * Tells the thread why what a button asks for is forbidden, before anything is asked of a model. What is understood of a
 * reply is held against the same rules in `settleUnderstanding`.
 *
 * @returns Whether it was refused: then what people saw waits as before.
 */
export async function refuseWish(
  {
    content,
    claim,
    speaks,
  }: { content: Pick<ContentForAgent, 'recordReply'>; claim: Claim; speaks: Language },
  turn: Turn,
  rules: readonly HouseRule[],
): Promise<boolean> {
  const forbidden = forbiddenWish(turnText(turn), rules);
  if (forbidden === null) return false;
  await tellRefusal(content, claim, { turn, text: refusal(forbidden, speaks), offline: false });
  return true;
}

/** Says in the thread why words of a button come to nothing. */
export async function tellRefusal(
  content: Pick<ContentForAgent, 'recordReply'>,
  claim: Claim,
  { turn, text, offline }: { turn: Turn; text: string; offline: boolean },
): Promise<void> {
  await content.recordReply(claim, {
    key: `${turn.key}:refused`,
    kind: 'unclear',
    text: plainText(text),
    person_id: turn.messages.at(-1)?.author_id ?? null,
    version: null,
    offline,
  });
}
