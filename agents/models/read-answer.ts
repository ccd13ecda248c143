import { z } from 'zod';

/** Longest list of faults that a model is told at once; more only confuses it. */
const MAX_PROBLEM = 1500;

/** Reads the text of a model as JSON of the wanted shape; a fault is said in words that the model can act on. Pure. */
export function readAnswer<T>(
  reply: { text: string; cutOff: boolean },
  schema: z.ZodType<T>,
): { ok: true; value: T } | { ok: false; problem: string } {
  if (reply.cutOff) return { ok: false, problem: 'it was cut off at the length limit; be shorter.' };
  // Servers that do not know json_schema like to wrap their answer in a code fence.
  const text = reply.text.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1');
  if (text === '') return { ok: false, problem: 'it was empty.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'it was not JSON.' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, problem: z.prettifyError(parsed.error).slice(0, MAX_PROBLEM) };
}
