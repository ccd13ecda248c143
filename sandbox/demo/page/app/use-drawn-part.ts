import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Mark } from './snapshot.ts';
import type { Message } from './types.ts';

/** As many as fill the largest screen twice. */
const PART = 50;
/** Beyond so many, those far above the newest are left out again. */
const MOST = 200;
/** Above a message that is jumped to. */
const BEFORE_MARKED = 20;
/** Older ones are drawn before the top is reached. */
const NEAR_TOP = 600;

/**
 * Draws the newest messages of a long conversation first; older ones follow when the person scrolls up to them or jumps
 * to one, and one that is edited is drawn.
 *
 * @returns The index of the first that is drawn.
 */
export function useDrawnPart(
  scroller: RefObject<HTMLElement | null>,
  messages: readonly Message[],
  marked: Mark | null,
  edited: string | null,
): number {
  // A ts, not an index, which messages that go or come above would move. Null: from the newest part on.
  const [oldest, setOldest] = useState<string | null>(null);
  const [turn, setTurn] = useState<number | null>(null);
  /** The row that stood at the top before older ones were drawn above it, and where. */
  const held = useRef<{ row: HTMLElement; top: number } | null>(null);

  const known = oldest === null ? -1 : messages.findIndex(({ ts }) => Number(ts) >= Number(oldest));
  let start = known === -1 ? Math.max(0, messages.length - PART) : known;
  const target = marked && marked.turn !== turn ? messages.findIndex(({ ts }) => ts === marked.ts) : -1;
  if (marked && target !== -1) {
    setTurn(marked.turn);
    start = Math.min(start, Math.max(0, target - BEFORE_MARKED));
  }
  const edit = edited === null ? -1 : messages.findIndex(({ ts }) => ts === edited);
  if (edit !== -1) start = Math.min(start, Math.max(0, edit - BEFORE_MARKED));
  const first = messages[start]?.ts ?? null;
  // Kept from the first drawing on: what comes is added, and nothing above moves.
  if (first !== oldest) setOldest(first);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !held.current) return;
    const { row, top } = held.current;
    held.current = null;
    if (row.isConnected) element.scrollTop += row.getBoundingClientRect().top - top;
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const fromEnd = element.scrollHeight - element.clientHeight - element.scrollTop;
      const isAtEnd = fromEnd < 60 && !element.contains(document.activeElement);
      if (isAtEnd && messages.length - start > MOST) return setOldest(null);
      if (start === 0 || element.scrollTop > NEAR_TOP || element.clientHeight === 0) return;
      const row = element.querySelector<HTMLElement>('[data-ts]');
      if (row) held.current = { row, top: row.getBoundingClientRect().top };
      setOldest(messages[Math.max(0, start - PART)]?.ts ?? null);
    };
    // Also when what is drawn does not fill the place.
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller, messages, start]);

  return start;
}
