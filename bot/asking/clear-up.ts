import { poll } from '../../platform/retry.ts';
import type { Desk } from '../desk.ts';

/** The response address, by which the person is told how it ended, works for 30 minutes. */
const CLEAR_UP_MS = 25 * 60_000;

/** Asks again while it is not known how something ended. The process may be stopped before it is. */
export async function clearUp<T extends { kind: string }>(
  { clock, stopping: signal }: Pick<Desk, 'clock' | 'stopping'>,
  ask: (attempt: number) => Promise<T>,
): Promise<Exclude<T, { kind: 'uncertain' }> | { kind: 'uncertain' }> {
  const patience = { clock, signal, firstMs: 1000, mostMs: 15_000, forMs: CLEAR_UP_MS };
  const known = await poll(patience, async (attempt) => {
    const outcome = await ask(attempt).catch(() => undefined);
    // SAFETY: of the union, the one kind that is asked again is left out here.
    return outcome?.kind === 'uncertain' ? undefined : (outcome as Exclude<T, { kind: 'uncertain' }>);
  });
  return known ?? { kind: 'uncertain' };
}
