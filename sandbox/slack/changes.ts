import type { Change } from './shapes.ts';

/** Tells listeners what became visible. Memory only: a listener that comes late reads the state instead. */
export function createChanges() {
  const listeners = new Set<(change: Change) => void>();
  return {
    emit(change: Change): void {
      for (const listener of listeners) listener(change);
    },
    subscribe(listener: (change: Change) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
export type Changes = ReturnType<typeof createChanges>;
