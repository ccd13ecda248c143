import { useEffect, useRef, useState } from 'react';
import { type Overview, readOverview } from './overview-api.ts';

/** After the last of a burst of news. */
const SETTLE_MS = 250;
/** A cost changes without a message. */
const AGAIN_MS = 2000;

/**
 * Follows what runs behind the page, while somebody looks at it.
 *
 * @param news Another object for each change of the conversations.
 * @returns Null until it was read, and where the page stands alone.
 */
export function useOverview(isWanted: boolean, news: unknown): Overview | null {
  const [found, setFound] = useState<Overview | null>(null);
  const isGone = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again at each piece of news
  useEffect(() => {
    if (!isWanted) return;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout>;
    const read = async () => {
      if (isGone.current) return;
      try {
        const overview = await readOverview();
        if (!stopped) setFound(overview);
      } catch (error) {
        if (error instanceof Error && / 404 /.test(error.message)) isGone.current = true;
      }
      if (!stopped && !isGone.current) timer = setTimeout(read, AGAIN_MS);
    };
    timer = setTimeout(read, SETTLE_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [isWanted, news]);
  return found;
}
