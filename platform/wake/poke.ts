import type { Hint } from '../hint.ts';
import type { Log } from '../log.ts';
import { WAKE_HEADER } from './wake-route.ts';

interface Woken {
  /** The part's address, e.g. https://greenlight-agents-abc.a.run.app */
  url: string;
  secret: string;
  fetch: typeof globalThis.fetch;
  log: Log;
}

/**
 * A hint that also wakes a part elsewhere, and waits for no answer. One request is held at a time; what came up
 * meanwhile gets another one after it, as the held one may have looked for the last time.
 *
 * An accelerator: a wake that is lost costs the time until that part looks by itself, or the scheduler wakes it.
 */
export function poking(hint: Hint, { url, secret, fetch, log }: Woken): Hint {
  let isHeld = false;
  let again = false;
  let isDown = false;

  const poke = async (): Promise<void> => {
    isHeld = true;
    do {
      again = false;
      try {
        const response = await fetch(new URL('/wake', url), {
          method: 'POST',
          redirect: 'error',
          headers: { [WAKE_HEADER]: secret },
        });
        await response.body?.cancel();
        if (!response.ok) throw new Error(`Cannot wake ${url}: it answered ${response.status}`);
        isDown = false;
      } catch (error) {
        // Once an outage.
        if (!isDown) log.warn('wake_not_heard', { error });
        isDown = true;
      }
    } while (again);
    isHeld = false;
  };
  return {
    ...hint,
    wake() {
      hint.wake();
      if (isHeld) again = true;
      else void poke();
    },
  };
}
