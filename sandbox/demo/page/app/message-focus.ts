import { type KeyboardEvent, type RefObject, useEffect } from 'react';

const MESSAGE = 'article.message';
const CONTROLS = 'a[href], button:not(:disabled), input, select, textarea, summary';

/**
 * One tab stop for a list of messages: up and down move between them; inside the one that has the focus its controls
 * are reached with Tab or left and right. The newest is the stop until another was visited.
 */
export function useOneTabStop(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const list = scroller.current;
    if (!list) return;
    let visited: HTMLElement | null = null;
    let stop: HTMLElement | undefined;
    /** Only rows that changed: a long channel has thousands of controls. */
    const settle = (changed: Iterable<HTMLElement>) => {
      const before = stop;
      stop = visited?.isConnected ? visited : [...list.querySelectorAll<HTMLElement>(MESSAGE)].at(-1);
      for (const row of new Set([...changed, ...(before ? [before] : []), ...(stop ? [stop] : [])])) {
        row.tabIndex = row === stop ? 0 : -1;
        const isInside = row.contains(document.activeElement);
        for (const control of row.querySelectorAll<HTMLElement>(CONTROLS)) {
          if (isInside) unpark(control);
          else park(control);
        }
      }
    };
    const rowOf = (target: EventTarget | null) =>
      target instanceof Element ? target.closest<HTMLElement>(MESSAGE) : null;
    const onFocus = (event: FocusEvent) => {
      const row = rowOf(event.target);
      if (row) visited = row;
      settle(row ? [row] : []);
    };
    const observer = new MutationObserver((records) => {
      const changed = new Set<HTMLElement>();
      for (const { target, addedNodes } of records) {
        const around = rowOf(target);
        if (around) changed.add(around);
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          for (const row of [node, ...node.querySelectorAll(MESSAGE)])
            if (row instanceof HTMLElement && row.matches(MESSAGE)) changed.add(row);
        }
      }
      settle(changed);
    });
    observer.observe(list, { childList: true, subtree: true });
    list.addEventListener('focusin', onFocus);
    list.addEventListener('focusout', leave);
    // Only now the focus is where it goes.
    function leave(event: FocusEvent) {
      const row = rowOf(event.target);
      queueMicrotask(() => settle(row ? [row] : []));
    }
    settle(list.querySelectorAll<HTMLElement>(MESSAGE));
    return () => {
      observer.disconnect();
      list.removeEventListener('focusin', onFocus);
      list.removeEventListener('focusout', leave);
    };
  }, [scroller]);
}

function park(control: HTMLElement): void {
  if (control.hasAttribute('tabindex')) return;
  control.tabIndex = -1;
  control.dataset.parked = '';
}

function unpark(control: HTMLElement): void {
  if (control.dataset.parked === undefined) return;
  control.removeAttribute('tabindex');
  delete control.dataset.parked;
}

/** The keys of a list of messages, as Slack has them; those of a control inside are left to it. */
export function onMessageKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  const row = target.closest<HTMLElement>(MESSAGE);
  if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
  const isOnRow = target === row;
  if (!isOnRow && target.closest('textarea, input, select, [role="menu"], dialog')) return;
  if (move(event.key, row, target) || (isOnRow && press(event.key, row))) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/** @returns Whether the key was taken. */
function move(key: string, row: HTMLElement, target: HTMLElement): boolean {
  if (key === 'ArrowDown' || key === 'ArrowUp' || key === 'Home' || key === 'End') {
    const rows = [...(row.closest('.scroller')?.querySelectorAll<HTMLElement>(MESSAGE) ?? [])];
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key] ?? at;
    rows[to]?.focus();
    return true;
  }
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const stops = [row, ...row.querySelectorAll<HTMLElement>(CONTROLS)];
    stops[stops.indexOf(target) + (key === 'ArrowRight' ? 1 : -1)]?.focus();
    return true;
  }
  // From a control back to its message, as a first step out.
  if (key === 'Escape' && target !== row) {
    row.focus();
    return true;
  }
  return false;
}

/** Presses the control of the message that has this key. */
function press(key: string, row: HTMLElement): boolean {
  const name = { Enter: 'enter', t: 'enter', e: 'e', r: 'r', Delete: 'delete', Backspace: 'delete' }[key];
  const control = name && row.querySelector<HTMLElement>(`[data-key="${name}"]`);
  if (!control) return false;
  control.click();
  return true;
}
