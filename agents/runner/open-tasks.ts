/**
 * Which tasks of a graph's superstep are under way, so that a visible step ends with the last of its branches.
 *
 * A superstep tells all of its starts before its first end. Of a superstep that is taken up again, branches that had
 * ended before tell a start and no end: they end with the superstep.
 */
export class OpenTasks {
  readonly #steps = new Map<string, string>();
  #someEnded = false;

  /** @returns Steps that ended with the superstep before. */
  started(id: string, step: string): string[] {
    const over = this.#someEnded ? [...new Set(this.#steps.values())] : [];
    if (this.#someEnded) this.#steps.clear();
    this.#someEnded = false;
    this.#steps.set(id, step);
    return over;
  }

  /** @returns Whether the task was the last one of its step. */
  ended(id: string): boolean {
    const step = this.#steps.get(id);
    this.#steps.delete(id);
    this.#someEnded = true;
    return ![...this.#steps.values()].some((other) => other === step);
  }
}
