import { createHint, type Hint } from '../hint.ts';
import type { Log } from '../log.ts';
import type { WakeSettings } from '../wake-settings.ts';
import { poking } from './poke.ts';

/** Hints of one process; what they tell of also wakes the part that does it, where its address is set. */
export function wakingHints(
  { urls, secret }: Pick<WakeSettings, 'urls' | 'secret'>,
  { fetch, log }: { fetch: typeof globalThis.fetch; log: Log },
): { hints: { jobs: Hint; outbox: Hint; releases: Hint }; wakeHere(): void } {
  const here = { jobs: createHint(), outbox: createHint(), releases: createHint() };
  const alsoAt = (hint: Hint, url: string | undefined) =>
    url !== undefined && secret !== undefined ? poking(hint, { url, secret, fetch, log }) : hint;
  return {
    hints: {
      jobs: alsoAt(here.jobs, urls.agents),
      outbox: alsoAt(here.outbox, urls.bot),
      releases: alsoAt(here.releases, urls.governor),
    },
    /** For a wake that came in: it goes no further. */
    wakeHere() {
      for (const hint of Object.values(here)) hint.wake();
    },
  };
}
