import type { BlogState, BlogUpdate, Finding } from './state.ts';

/** Times that a version goes back to the writer before it is decided without another try. */
const MAX_REPAIRS = 2;

/**
 * Decides what becomes of findings. Pure.
 *
 * While repairs are left all of them go back to the writer. Then hard ones end the run, and the others become warnings:
 * a person may accept a long title, nobody may accept a number without a source.
 */
export function settleFindings(
  state: Pick<BlogState, 'repairs' | 'version'>,
  found: { issues: Finding[]; warnings: Finding[] },
  run: number,
): Pick<BlogUpdate, 'issues' | 'warnings' | 'stopped'> {
  const { issues, warnings } = found;
  if (issues.length === 0 || state.repairs < MAX_REPAIRS) return { ...found, stopped: null };
  const hard = issues.filter((f) => f.hard);
  if (hard.length === 0) return { issues: [], warnings: [...warnings, ...issues], stopped: null };
  const lines = hard.slice(0, 5).map((f) => `${f.part ?? 'article'}: ${f.message}`);
  return {
    ...found,
    stopped: {
      run,
      from: state.version === 1 ? 'write' : 'revise',
      code: 'draft_checks',
      message: `Version ${state.version} does not pass the checks after ${MAX_REPAIRS} repairs. ${lines.join(' ')}`,
      params: {
        version: state.version,
        issues: hard.slice(0, 20).map(({ part, code, told }) => ({ part, code, message: told })),
      },
    },
  };
}
