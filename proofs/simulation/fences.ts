/** What a runner may still do after it lost its job: correct what a call took that it had made. */
const allowed = ['settle_usage', 'void_usage'];

/** Knows the newest claim of each job and of each row of the outbox, and notes what an older one still did. */
export class Fences {
  readonly #noted: string[];
  readonly #jobs = new Map<unknown, number>();
  readonly #surfaces = new Map<unknown, number>();

  constructor(noted: string[]) {
    this.#noted = noted;
  }

  /** Of a call that was not refused. */
  watch(fn: string, args: Record<string, unknown>, answer: unknown): void {
    if (fn === 'claim_job' && answer !== null) claimed(this.#jobs, answer);
    else if (fn === 'claim_outbox') for (const item of answer as object[]) claimed(this.#surfaces, item);
    else if (/_outbox$|_uploads$/.test(fn)) {
      if (answer === true) this.#compare(this.#surfaces, fn, args.p_id, args.p_fence);
    } else if (!allowed.includes(fn)) {
      const put = (args.p_put ?? {}) as Record<string, unknown>;
      this.#compare(
        this.#jobs,
        fn,
        args.p_job_id ?? args.p_thread_id ?? put.thread_id,
        args.p_fence ?? put.fence,
      );
    }
  }

  #compare(newest: Map<unknown, number>, fn: string, id: unknown, fence: unknown): void {
    const known = newest.get(id);
    if (known === undefined || fence === undefined || Number(fence) >= known) return;
    this.#noted.push(`${fn} of ${id} was done with fence ${fence} after a claim with fence ${known}`);
  }
}

function claimed(newest: Map<unknown, number>, answer: unknown): void {
  const { id, fence } = answer as { id: unknown; fence: number };
  newest.set(id, Math.max(fence, newest.get(id) ?? 0));
}
