import type { Finding } from '../drafting/parts/finding.ts';
import type { Findings } from '../drafting/settle-findings.ts';
import type { BlogState } from './state.ts';

/** Whether this version was to change that part. Pure. */
export function mayChange(scope: BlogState['scope'], part: string | null): boolean {
  if (scope === null) return true;
  // The variants are written with the title.
  return part !== null && scope.includes(part === 'title_variants' ? 'title' : part);
}

/**
 * What a person may accept of a part that this version was not to change is a warning at once: no other text was asked
 * for there. Pure.
 */
export function heldToScope(
  { scope }: Pick<BlogState, 'scope'>,
  { findings, warnings }: Findings<Finding>,
): Findings<Finding> {
  const binding = findings.filter((f) => f.hard || mayChange(scope, f.place));
  return { findings: binding, warnings: [...warnings, ...findings.filter((f) => !binding.includes(f))] };
}
