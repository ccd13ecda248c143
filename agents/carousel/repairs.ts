import { type Attempt, gaveUp } from '../attempt.ts';
import type { Issue } from './deck.ts';
import type { CarouselState, CarouselUpdate } from './state.ts';

/** Times that a version goes back to the writer before the job says that it cannot be done. */
const MAX_REPAIRS = 2;

/** Gives up when there are issues and no repair is left. Pure. */
export function stopWhenExhausted(
  state: CarouselState,
  issues: readonly Issue[],
  attempt: Attempt,
): Pick<CarouselUpdate, 'stopped'> {
  if (issues.length === 0 || state.repairs < MAX_REPAIRS) return { stopped: null };
  const lines = issues
    .slice(0, 5)
    .map((i) => `${i.slide === null ? 'deck' : `slide ${i.slide}`}: ${i.message}`);
  return {
    stopped: {
      ...gaveUp(attempt),
      from: state.version === 1 ? 'write' : 'revise',
      code: 'draft_checks',
      message: `Version ${state.version} does not pass the checks after ${MAX_REPAIRS} repairs. ${lines.join(' ')}`,
      params: { version: state.version, issues: issues.slice(0, 20) },
    },
  };
}
