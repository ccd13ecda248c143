/** `npm run prove -- --only every-case` sets it: tests run all their cases. */
const everyCase = process.env.EVERY_CASE === 'all';

/**
 * Some cases by chance, of those that the same code decides: `npm test` has minutes, and over its runs all of them come.
 * The name of a test that fails says which case it was.
 */
export function someOf<T>(cases: readonly T[], count: number): T[] {
  if (everyCase) return [...cases];
  const left = [...cases];
  const chosen: T[] = [];
  while (left.length > 0 && chosen.length < count) {
    chosen.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  }
  return chosen;
}

/** Runs of a property with random input: fewer here, all of them in the proof. */
export const someRuns = (all: number, count: number): number => (everyCase ? all : count);
