import type { Finding } from '../../ports/content.ts';
import { findingAt } from './say-finding.ts';
import type { DraftingState } from './state.ts';

/** What people read first of a version that was finished at a cap; empty: it was not. Pure. */
export function finishedEarly({ left_out }: Pick<DraftingState, 'left_out'>): Finding<null>[] {
  return left_out.length > 0 ? [findingAt(null, 'finished_early', { without: left_out })] : [];
}
