import { z } from 'zod';
import { JobFailure } from './job-failure.ts';

/** @throws {JobFailure} `bad_brief`, which no retry helps. */
export function readBrief<T>(shape: z.ZodType<T>, given: unknown): T {
  const brief = shape.safeParse(given);
  if (brief.success) return brief.data;
  throw new JobFailure('bad_brief', `Cannot start: the brief is not usable. ${z.prettifyError(brief.error)}`);
}
