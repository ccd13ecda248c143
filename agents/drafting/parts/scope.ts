import type { Findings } from '../settle-findings.ts';
import type { Finding } from './finding.ts';

/** Parts and fields that a version was to change; null: all of them. */
type Scope = readonly string[] | null;

/** Whether this version was to change that part. Pure. */
export function mayChange(scope: Scope, part: string | null): boolean {
  if (scope === null) return true;
  // The variants are written with the title.
  return part !== null && scope.includes(part === 'title_variants' ? 'title' : part);
}

/**
 * What a person may accept of a part that this version was not to change is a warning at once: no other text was asked
 * for there. Pure.
 */
export function heldToScope(
  { scope }: { scope: Scope },
  { findings, warnings }: Findings<Finding>,
): Findings<Finding> {
  const binding = findings.filter((f) => f.hard || mayChange(scope, f.place));
  return { findings: binding, warnings: [...warnings, ...findings.filter((f) => !binding.includes(f))] };
}
