import type { Issue } from '../design/slides/deck.ts';
import { type Attempt, gaveUp } from '../runner/attempt.ts';
import { hasOpenDraft } from './has-draft.ts';
import type { CarouselState, CarouselUpdate } from './state.ts';

/** Times that a version goes back to the writer before it is decided without another try. */
const MAX_REPAIRS = 2;

/**
 * Decides what becomes of what the checks found. Pure.
 *
 * While repairs are left it goes back to the writer. Then a reply that led here is taken back when people have a version
 * that can still be approved; any other version is shown with what is wrong, and is closed for approval.
 *
 * @param before What an earlier check of this version has closed it for.
 */
export function settleIssues(
  state: CarouselState,
  issues: Issue[],
  before: Issue[],
  attempt: Attempt,
): Pick<CarouselUpdate, 'issues' | 'blocking' | 'stopped'> {
  if (issues.length === 0 || state.repairs < MAX_REPAIRS) return { issues, blocking: before, stopped: null };
  if (!hasOpenDraft(state)) return { issues: [], blocking: [...before, ...issues], stopped: null };
  const lines = issues
    .slice(0, 5)
    .map((i) => `${i.slide === null ? 'deck' : `slide ${i.slide}`}: ${i.message}`);
  return {
    issues,
    blocking: before,
    stopped: {
      ...gaveUp(attempt),
      from: 'revise',
      code: 'draft_checks',
      message: `Version ${state.version} does not pass the checks after ${MAX_REPAIRS} repairs. ${lines.join(' ')}`,
      params: { version: state.version, issues: issues.slice(0, 20) },
    },
  };
}
