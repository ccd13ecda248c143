import type { Claim, ContentForAgent, FindingCode, Language } from '../../../ports/content.ts';
import { isOffline } from '../../models/prices.ts';
import { type Attempt, gaveUp } from '../../runner/attempt.ts';
import { notNow, type Standing, soAlready } from '../conversation/not-now.ts';
import { notPossible } from '../conversation/not-possible.ts';
import type { Turn } from '../conversation/turn.ts';
import { type DraftingState, have } from '../state.ts';

/** Code of a turn whose wish is met by the version that people saw. */
const NO_CHANGE = 'no_change';

/** What leads there: a version that would be the one that waits. */
export function noChange(attempt: Attempt, version: number) {
  const message = `Version ${version} is what this turn asks for`;
  return { stopped: { ...gaveUp(attempt), code: NO_CHANGE, message, params: {} } };
}

/**
 * Puts back what people saw, to the byte, when what they want comes to nothing, and tells the thread why: the draft, or before
 * the first one the question, which nothing has touched.
 *
 * Only words in the thread and versions that a person made are taken back: a decision by a button is spent, so its job ends
 * with an error and a Retry.
 */
export function takeBack<State extends DraftingState>(
  content: Pick<ContentForAgent, 'recordReply'>,
  claim: Claim,
  speaks: Language,
  /** What waits before the first draft. */
  asks: 'outline' | 'questions' = 'outline',
) {
  return async (state: State) => {
    const { stopped, wanted, model, findings, hand } = state;
    const shown: State['shown'] = state.shown;
    const asked = hand
      ? { key: `hand-${hand.number}`, person: hand.person_id }
      : askedBy(have<DraftingState, 'turn'>(state, 'turn'));
    const standing: Standing = shown
      ? { version: shown.version, isOpen: shown.blocking.length === 0 }
      : asks === 'outline'
        ? { outline: state.asked }
        : { questions: state.asked };
    await content.recordReply(claim, {
      key: `${asked.key}:taken-back`,
      kind: 'unclear',
      text: textOf(speaks, {
        standing,
        code: stopped?.code ?? 'draft_checks',
        findings: findings.filter((f) => f.hard !== false).map((f) => f.code),
        failed: hand ? 'drawn' : wanted?.next === 'change' ? 'made' : 'read',
      }),
      person_id: asked.person,
      version: null,
      offline: isOffline(model),
    });
    // In another round the same words are asked afresh: a person who writes them again does not want the old refusal.
    const again = { findings: [], repairs: 0, stopped: null, round: state.round + 1 };
    return { ...shown, support: shown?.support ?? null, claims: shown?.claims ?? null, ...again };
  };
}

const askedBy = ({ key, messages }: Turn) => ({ key, person: messages.at(-1)?.author_id ?? null });

function textOf(
  speaks: Language,
  {
    standing,
    code,
    findings,
    failed,
  }: {
    standing: Standing;
    /** Why, as in `JobFailure`: `draft_checks`, `NO_CHANGE`, or what failed. */
    code: string;
    /** For `draft_checks`: what was found. */
    findings: readonly FindingCode[];
    /** What could not be done. */
    failed: 'read' | 'made' | 'drawn';
  },
): string {
  if ('version' in standing) {
    if (code === 'draft_checks') return notPossible(speaks, standing.version, findings);
    if (code === NO_CHANGE) return soAlready(speaks, standing);
  }
  return notNow(speaks, standing, code, failed);
}
