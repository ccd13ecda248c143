import type { CheckpointData, StepFact } from '../../ports/content.ts';

type Step = NonNullable<CheckpointData['steps']>[number];

/** Opens `step`, again if it ran before (a repair goes back and keeps its line). Pure. */
export function stepStarted(steps: readonly Step[], step: string, at: string): Step[] {
  const known = steps.some((s) => s.node === step);
  if (!known) return [...steps, { node: step, started_at: at, ended_at: null, detail: null }];
  return steps.map((s) => (s.node === step ? { ...s, ended_at: null } : s));
}

/** Closes `step`; a null detail keeps the one it had. Pure. */
export function stepEnded(
  steps: readonly Step[],
  step: string,
  at: string,
  detail: StepFact[] | null,
): Step[] {
  return steps.map((s) => (s.node === step ? { ...s, ended_at: at, detail: detail ?? s.detail } : s));
}

/**
 * Sends the newest state and skips those that were overtaken while a call was under way, so that a slow database
 * delays no node.
 */
export class LatestOnly<T> {
  readonly #send: (value: T) => Promise<void>;
  #next: { value: T } | undefined;
  #running: Promise<void> | undefined;

  constructor(send: (value: T) => Promise<void>) {
    this.#send = send;
  }

  push(value: T): void {
    this.#next = { value };
    this.#running ??= this.#drain();
  }

  /** Resolves when all that was pushed is sent or overtaken. */
  async settled(): Promise<void> {
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#next) {
      const { value } = this.#next;
      this.#next = undefined;
      await this.#send(value);
    }
    this.#running = undefined;
  }
}
