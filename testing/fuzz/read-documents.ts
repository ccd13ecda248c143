import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { createExtractor } from '../../agents/extraction/create-extractor.ts';
import { JobFailure } from '../../agents/runner/job-failure.ts';
import { documentInput } from './document-inputs.ts';
import type { Reading } from './document-thread.ts';

/** Longer than most documents take by far; what takes longer is judged by the reader that ends it. */
const PATIENCE_MS = 20_000;

/**
 * Reads documents by the product's reader, many in one thread. What ends that thread, or takes too long, is read again as the
 * product does, in a thread of its own with its limits: it must end in a refusal that people can be told.
 *
 * @returns What is wrong with one of them; null: nothing.
 */
export async function readDocuments(
  answers: Record<string, number>,
  { seed, count }: { seed: number; count: number },
): Promise<string | null> {
  const extractAlone = createExtractor();
  let thread: Worker | null = null;
  const count1 = (word: string) => {
    answers[word] = (answers[word] ?? 0) + 1;
  };
  try {
    const checked = await fc.check(
      fc.asyncProperty(documentInput, async ({ name, bytes }) => {
        thread ??= new Worker(new URL('./document-thread.ts', import.meta.url), {
          resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 },
          stdout: true,
          stderr: true,
        });
        const reading = await readIn(thread, name, bytes);
        if (reading) {
          count1(reading.word);
          if (reading.wrong) throw new Error(`${name}: ${reading.wrong}`);
          return;
        }
        await thread.terminate();
        thread = null;
        const alone = await extractAlone({ bytes, name, contentType: '', charset: null }).then(
          () => null,
          (error: unknown) => error,
        );
        count1(alone === null ? 'read, slowly' : 'ended by a limit');
        if (alone !== null && !(alone instanceof JobFailure))
          throw new Error(
            `${name}, ${Buffer.from(bytes).toString('base64').slice(0, 500)}: ${String(alone)}`,
          );
      }),
      { seed, numRuns: count, endOnFailure: true },
    );
    return checked.failed ? String(checked.errorInstance) : null;
  } finally {
    // SAFETY: what TypeScript cannot see is that the property above sets it.
    await (thread as Worker | null)?.terminate();
  }
}

/** Null: the thread ended, or gave no answer. */
function readIn(thread: Worker, name: string, bytes: Uint8Array): Promise<Reading | null> {
  const { promise, resolve } = Promise.withResolvers<Reading | null>();
  const timer = setTimeout(() => resolve(null), PATIENCE_MS);
  const none = () => resolve(null);
  thread.once('message', resolve).once('error', none).once('exit', none);
  thread.postMessage({ name, bytes });
  return promise.finally(() => {
    clearTimeout(timer);
    thread.off('message', resolve).off('error', none).off('exit', none);
  });
}
