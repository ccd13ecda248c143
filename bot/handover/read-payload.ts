import { z } from 'zod';
import { ExpectedError } from '../../platform/errors.ts';
import type { Handover } from '../../ports/handovers.ts';

/**
 * What a hand-over brings. Throws `unreadable`, with the first field that is wrong and never its value.
 *
 * @param more Fields that are the hand-over's own.
 */
export function readPayload<T>(schema: z.ZodType<T>, { kind, key, payload }: Handover, more: object = {}): T {
  const brought = z.looseObject({}).safeParse(payload);
  const read = schema.safeParse(brought.success ? { ...brought.data, ...more } : payload);
  if (read.success) return read.data;
  const [fault] = read.error.issues;
  const field = fault?.path.join('.') || 'payload';
  throw new ExpectedError(
    'unreadable',
    `Cannot read "${field}" of hand-over "${key}" (${kind}): ${fault?.code}`,
  );
}
