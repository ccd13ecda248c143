import { type Attempt, gaveUp } from '../runner/attempt.ts';
import { opensWaiting } from './keeps-waiting.ts';
import type { BlogState, BlogUpdate, Finding } from './state.ts';

/** Times that a version goes back to the writer before it is decided without another try. */
const MAX_REPAIRS = 2;

/**
 * Decides what becomes of findings. Pure.
 *
 * While repairs are left they go back to the writer. Then hard ones close the version for approval, unless a reply led here
 * and something still waits that people can approve or agree to: then the reply is taken back. The others become warnings:
 * a person may accept a long title, nobody may accept a number without a source. What a person may accept of a part that
 * this version was not to change is a warning at once: nobody asked for another text there.
 */
export function settleFindings(
  state: Pick<BlogState, 'repairs' | 'version' | 'scope' | 'turn' | 'shown' | 'wanted'>,
  found: { issues: Finding[]; warnings: Finding[] },
  attempt: Attempt,
): Pick<BlogUpdate, 'issues' | 'warnings' | 'blocking' | 'stopped'> {
  const issues = found.issues.filter((f) => f.hard || mayChange(state.scope, f.part));
  const warnings = [...found.warnings, ...found.issues.filter((f) => !issues.includes(f))];
  if (issues.length === 0 || state.repairs < MAX_REPAIRS)
    return { issues, warnings, blocking: [], stopped: null };
  const hard = issues.filter((f) => f.hard);
  if (hard.length === 0 || !opensWaiting(state)) {
    const soft = issues.filter((f) => !f.hard);
    return { issues: [], warnings: [...warnings, ...soft], blocking: hard, stopped: null };
  }
  const lines = hard.slice(0, 5).map((f) => `${f.part ?? 'article'}: ${f.message}`);
  return {
    issues,
    warnings,
    blocking: [],
    stopped: {
      ...gaveUp(attempt),
      from: 'revise',
      code: 'draft_checks',
      message: `Version ${state.version} does not pass the checks after ${MAX_REPAIRS} repairs. ${lines.join(' ')}`,
      params: {
        version: state.version,
        issues: hard.slice(0, 20).map(({ part, code, told }) => ({ part, code, message: told })),
      },
    },
  };
}

/** Whether this version was to change that part. Pure. */
export function mayChange(scope: BlogState['scope'], part: string | null): boolean {
  if (scope === null) return true;
  // The variants are written with the title.
  return part !== null && scope.includes(part === 'title_variants' ? 'title' : part);
}
