import type { WorkspaceEvent } from './types.ts';

/**
 * Follows the sandbox's server-sent events.
 *
 * What happened while there was no connection is not sent again, so at each `onConnection(true)` all that is on screen
 * has to be read again.
 *
 * @returns Stops following.
 */
export function followEvents(
  onEvent: (event: WorkspaceEvent) => void,
  onConnection: (up: boolean) => void,
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const connect = () => {
    source = new EventSource('/sandbox/api/events');
    source.onopen = () => {
      onConnection(true);
    };
    source.onmessage = (message) => {
      const event = readEvent(message.data);
      if (event) onEvent(event);
    };
    source.onerror = () => {
      // The browser gives up after an HTTP error (a proxy, a start in progress), so reconnecting is ours.
      source?.close();
      if (stopped) return;
      onConnection(false);
      clearTimeout(timer);
      timer = setTimeout(connect, 1000);
    };
  };
  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
  };
}

function readEvent(data: unknown): WorkspaceEvent | null {
  try {
    const event: unknown = JSON.parse(String(data));
    if (typeof event !== 'object' || event === null || !('type' in event)) return null;
    return typeof event.type === 'string' ? (event as WorkspaceEvent) : null;
  } catch {
    return null;
  }
}
