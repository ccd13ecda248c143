import type { PricedModel } from '../../agents/models/ask-model.ts';
import type { ChatModel, ChatRequest } from '../../agents/models/chat-model.ts';
import { ModelError } from '../../agents/models/chat-model.ts';
import type { Random } from '../../platform/clock.ts';
import type { Failures, Faults } from './faults.ts';
import type { VirtualTime } from './virtual-time.ts';

const failures: Failures = {
  lost: () => new ModelError('model_unavailable', 'No answer came', { mayHaveCost: true }),
  busy: () => new ModelError('model_busy', 'Too many requests', { mayHaveCost: false, retryAfterS: 3 }),
  broken: () => new ModelError('model_unavailable', 'Bad gateway', { mayHaveCost: false }),
};

/** Of calls, that it refuses for good while things go wrong: the job fails until a person has it tried again. */
const REFUSED = 0.05;

/** Each call that it answers costs; no two answers are the same. */
export class ModelInMemory {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #takesMs: () => number;
  calls = 0;

  /** @param takesMs Of one answer; left out: most come within seconds, some after the lease would have ended. */
  constructor(time: VirtualTime, random: Random, takesMs?: number) {
    this.#time = time;
    this.#random = random;
    this.#takesMs = () => {
      if (takesMs !== undefined) return takesMs;
      const isSlow = random.next() < 0.1;
      return isSlow ? random.next() * 50_000 : 200 + random.next() * 4000;
    };
  }

  priced(faults: Faults): PricedModel {
    const chat: ChatModel = {
      name: 'simulated-1',
      complete: ({ timeoutMs, signal }: ChatRequest) => {
        const asked = faults.pass('model', { deadlineMs: timeoutMs, failures }, async () => {
          await this.#time.sleep(this.#takesMs(), undefined, null);
          if (!faults.isOver && this.#random.next() < REFUSED)
            throw new ModelError('model_no_credit', 'No credit is left', { mayHaveCost: false });
          this.calls += 1;
          return {
            text: JSON.stringify({ text: `answer ${this.calls}` }),
            refusal: null,
            model: 'simulated-1',
            cutOff: false,
            inputTokens: 100,
            outputTokens: 50,
          };
        });
        return Promise.race([asked, broken(signal)]);
      },
    };
    return { chat, price: { input: 1, output: 2 }, known: true };
  }
}

function broken(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal?.reason);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end, { once: true });
  });
}
