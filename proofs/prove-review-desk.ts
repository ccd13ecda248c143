import fc from 'fast-check';
import type { EmbeddedSupabase } from '../sandbox/supabase/embedded-supabase.ts';
import { faults, plant } from '../testing/review-desk/faults.ts';
import { histories, playHistory, stillClock, type Tally } from '../testing/review-desk/history.ts';

/** A planted fault is found within so many histories, or it is not found. */
const TRIES = 600;

/**
 * Random histories of five people at the review desk, on a real database beside a model of its rules; then faults planted
 * in its SQL one by one, each of which the histories have to find.
 *
 * @param withDatabase Gives a database of its own for each planted fault, and the first for the histories.
 */
export async function proveReviewDesk(
  withDatabase: <T>(work: (database: EmbeddedSupabase) => Promise<T>) => Promise<T>,
  options: { seed: number; histories: number; planted: boolean; log(line: string): void },
) {
  const tally: Tally = { commands: 0, races: 0, met: {} };
  const found: string[] = [];
  const began = performance.now();
  const wrong = await withDatabase((database) =>
    firstWrong(database, options.seed, options.histories, tally),
  );
  if (wrong) found.push(wrong);
  options.log(
    `review-desk: ${options.histories} histories, ${tally.commands} commands, ${tally.races} races`,
  );
  const planted: Record<string, string> = {};
  for (const fault of options.planted ? faults : []) {
    const of: Tally = { commands: 0, races: 0, met: {} };
    const caught = await withDatabase(async (database) => {
      await plant(database.owner.query, fault);
      return firstWrong(database, options.seed, TRIES, of);
    });
    planted[fault.name] = caught ? `found after ${of.commands} commands` : 'not found';
    if (!caught) found.push(`no history finds that ${fault.name}`);
    options.log(`review-desk: ${fault.name}: ${planted[fault.name]}`);
  }
  return {
    histories: options.histories,
    commands: tally.commands,
    races: tally.races,
    seconds: Math.round((performance.now() - began) / 1000),
    outcomes: counted(tally.met),
    planted,
    faults: found,
  };
}

/** What is wrong in the first history that goes another way than meant. */
async function firstWrong(
  database: EmbeddedSupabase,
  seed: number,
  count: number,
  tally: Tally,
): Promise<string | null> {
  const { query } = database.owner;
  await query(stillClock);
  const checked = await fc.check(
    fc.asyncProperty(histories(40), (history) => playHistory(query, history, tally)),
    { seed, numRuns: count, endOnFailure: true },
  );
  if (!checked.failed) return null;
  const { errorInstance } = checked;
  return errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
}

/** How often each outcome came, without names and numbers. */
function counted(met: Record<string, number>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [name, count] of Object.entries(met)) {
    if (name.includes('||')) continue;
    const kind = name
      .replace(/\{.*\}/, '')
      .replace(/\b(ana|bia|caio|davi|eva)\b/g, '')
      .replace(/\b(v?\d+|carousel|\*)\b|[*/,]/g, '')
      .replace(/\bC\b/, '')
      .replace(/\s+/g, ' ')
      .trim();
    sums[kind] = (sums[kind] ?? 0) + count;
  }
  return Object.fromEntries(Object.entries(sums).sort(([, a], [, b]) => b - a));
}
