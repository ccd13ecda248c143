import { z } from 'zod';
import {
  type FindingCode,
  type FindingParams,
  type PartFinding,
  partFinding,
} from '../../../ports/content.ts';
import { findingAt } from '../say-finding.ts';

/** What the checks found in an article. `hard`: no person may accept it; else it becomes a warning when repairs do not help. */
export const finding = partFinding.and(z.object({ hard: z.boolean() }));
export type Finding = PartFinding & { hard: boolean };

/** Pure. */
export function findingOf<C extends FindingCode>(
  part: string | null,
  code: C,
  params: FindingParams[C],
  isHard: boolean,
): Finding {
  return { ...findingAt(part, code, params), hard: isHard };
}

/** As a draft carries it: people see whether it closes a version by the list that it stands in. Pure. */
export function told({ hard: _hard, ...finding }: Finding): PartFinding {
  return finding;
}
