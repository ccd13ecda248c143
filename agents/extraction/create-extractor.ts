import { Worker } from 'node:worker_threads';
import { JobFailure } from '../runner/job-failure.ts';
import type { ExtractionAnswer } from './extract-thread.ts';
import { type Extracted, type GivenDocument, unreadableFile } from './extracted.ts';

interface ExtractorLimits {
  /** JavaScript heap of the thread, MB. */
  heapMb: number;
  /** Buffers outside of that heap, which no limit of the thread binds: looked at from here. */
  bufferMb: number;
  /** Most processor time for one document, ms: how busy the machine is with other things says nothing of the document. */
  cpuMs: number;
}

const defaults: ExtractorLimits = { heapMb: 512, bufferMb: 384, cpuMs: 30_000 };
/** How often the thread's buffers and its processor time are looked at: a bomb inflates some 100 MB a second. */
const LOOK_MS = 100;

/** Reads a document. See `extract` for what it throws; the reason of `signal` when that was aborted. */
export type Extract = (document: GivenDocument, signal?: AbortSignal) => Promise<Extracted>;

/**
 * Reads each document in a thread of its own, bound in memory and time: a hostile file costs its own reading and
 * nothing else. One at a time, so that two of them cannot add up.
 */
export function createExtractor(given: Partial<ExtractorLimits> = {}): Extract {
  const limits = { ...defaults, ...given };
  let queue: Promise<unknown> = Promise.resolve();
  return (document, signal) => {
    const turn = queue.then(() => {
      signal?.throwIfAborted();
      return inThread(document, limits, signal);
    });
    queue = turn.catch(() => {});
    return turn;
  };
}

async function inThread(
  document: GivenDocument,
  limits: ExtractorLimits,
  signal: AbortSignal | undefined,
): Promise<Extracted> {
  const thread = new Worker(new URL('./extract-thread.ts', import.meta.url), {
    workerData: document,
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 32 },
    // Nothing of this process is the thread's business, and its libraries may print nothing.
    env: {},
    stdout: true,
    stderr: true,
  });
  const { promise, resolve, reject } = Promise.withResolvers<ExtractionAnswer>();
  thread.once('message', resolve);
  thread.once('error', (error: NodeJS.ErrnoException) =>
    reject(
      error.code === 'ERR_WORKER_OUT_OF_MEMORY'
        ? unreadableFile('too_complex', `it needs more than ${limits.heapMb} MB of memory`)
        : error,
    ),
  );
  thread.once('exit', () => reject(unreadableFile('damaged', 'the reading ended without an answer')));
  const watch = setInterval(async () => {
    // A thread that has just ended answers neither.
    const [{ external_memory }, { user, system }] = await Promise.all([
      thread.getHeapStatistics(),
      thread.cpuUsage(),
    ]).catch(() => [{ external_memory: 0 }, { user: 0, system: 0 }] as const);
    if (external_memory > limits.bufferMb * 1024 * 1024)
      reject(unreadableFile('too_complex', `it needs more than ${limits.bufferMb} MB of buffers`));
    if ((user + system) / 1000 > limits.cpuMs)
      reject(unreadableFile('too_complex', `it needs more than ${limits.cpuMs} ms of processor time`));
  }, LOOK_MS);
  const aborted = () => reject(signal?.reason);
  signal?.addEventListener('abort', aborted);
  try {
    const answer = await promise;
    if (answer.ok) return answer.extracted;
    throw new JobFailure(answer.code, answer.message, { params: answer.params });
  } finally {
    clearInterval(watch);
    signal?.removeEventListener('abort', aborted);
    await thread.terminate();
  }
}
