import { parentPort, workerData } from 'node:worker_threads';
import type { FailureCode } from '../../ports/content.ts';
import { JobFailure } from '../runner/job-failure.ts';
import { extract } from './extract.ts';
import type { Extracted, GivenDocument } from './extracted.ts';

/** What the thread says before it ends. */
export type ExtractionAnswer =
  | { ok: true; extracted: Extracted }
  | { ok: false; code: FailureCode; message: string; params: Record<string, unknown> };

const answer = await extract(workerData as GivenDocument).then(
  (extracted): ExtractionAnswer => ({ ok: true, extracted }),
  (error: unknown): ExtractionAnswer =>
    error instanceof JobFailure
      ? { ok: false, code: error.code, message: error.message, params: error.params }
      : {
          // A parser that a file brought down: the file's fault, not a person's to read about.
          ok: false,
          code: 'unreadable_file',
          message: `Cannot read the file: ${error instanceof Error ? error.message.slice(0, 300) : String(error)}`,
          params: { reason: 'damaged' },
        },
);
parentPort?.postMessage(answer);
