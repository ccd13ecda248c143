import { useCallback, useEffect, useRef, useState } from 'react';
import { type Injection, type Simulator, simulatorApi } from './simulator-api.ts';

const OPEN_MS = 2000;
/** Closed, only its warning light is to be seen. */
const CLOSED_MS = 10_000;

export interface SimulatorHandle {
  /** Null until it was read, and where there is none. */
  state: Simulator | null;
  /** Something is being done; `clock` takes a while. */
  busy: 'clock' | 'inject' | null;
  inject(what: Injection): Promise<void>;
  advance(minutes: number): Promise<void>;
  /** Plays until the next action went out; `said` tells afterwards why none did. */
  nextAction(): Promise<void>;
  said: string | null;
}

function wordsOf(ended: string, heldBy: string | null): string | null {
  if (ended === 'nothing_waits')
    return 'No approved action waits: propose one with /outreach add and approve it.';
  if (ended === 'held') return `A person has to act first: ${heldBy?.replaceAll('_', ' ')}.`;
  return ended === 'time_is_up' ? 'Nothing went out in 14 days: /outreach queue says why.' : null;
}

/**
 * Follows the LinkedIn simulator.
 *
 * @param onMoved The clock was moved: all that shows times has to be read again.
 */
export function useSimulator(
  isOpen: boolean,
  onMoved: () => void,
  onFault: (fault: unknown) => void,
): SimulatorHandle {
  const [state, setState] = useState<Simulator | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [busy, setBusy] = useState<SimulatorHandle['busy']>(null);
  const isGone = useRef(false);

  const read = useCallback(async () => {
    if (isGone.current) return;
    try {
      setState(await simulatorApi.read());
    } catch (error) {
      // A page without a simulator asks once.
      if (error instanceof Error && / 404 /.test(error.message)) isGone.current = true;
    }
  }, []);

  useEffect(() => {
    void read();
    const timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') void read();
      },
      isOpen ? OPEN_MS : CLOSED_MS,
    );
    return () => clearInterval(timer);
  }, [read, isOpen]);

  const doing = async (what: 'clock' | 'inject', work: () => Promise<void>) => {
    setBusy(what);
    setSaid(null);
    try {
      await work();
    } catch (error) {
      onFault(error);
    } finally {
      setBusy(null);
    }
  };

  return {
    state,
    busy,
    inject: (what) => doing('inject', async () => setState(await simulatorApi.inject(what))),
    advance: (minutes) =>
      doing('clock', async () => {
        await simulatorApi.advance(minutes);
        await read();
        onMoved();
      }),
    said,
    nextAction: () =>
      doing('clock', async () => {
        const { ended, held_by } = await simulatorApi.nextAction();
        await read();
        onMoved();
        setSaid(wordsOf(ended, held_by));
      }),
  };
}
