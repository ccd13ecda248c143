import { z } from 'zod';
import { fitToShape, unwrapped } from './fit-to-shape.ts';
import { jsonIn } from './lenient-json.ts';
import { repeatsItself } from './repeats-itself.ts';
import type { JsonSchema } from './strict-schema.ts';

/** Longest list of faults that a model is told at once; more only confuses it. */
const MAX_PROBLEM = 1500;
/** Ten times the longest answer that a task asks for. */
const MAX_CHARACTERS = 400_000;

export type ReadAnswer<T> =
  | { ok: true; value: T }
  /** `kind` `cut_off`: it needs more room. Else `problem` says what to do, in words that the model can act on. */
  | { ok: false; kind: 'cut_off' | 'repeats' | 'unusable'; problem: string };

/**
 * Reads the text of a model as JSON of the wanted shape: past what stands around it, and of several objects the last that
 * fits. What comes out has the shape to the letter. Pure.
 */
export function readAnswer<T>(reply: { text: string; cutOff: boolean }, schema: z.ZodType<T>): ReadAnswer<T> {
  const { text } = reply;
  if (text.length > MAX_CHARACTERS)
    return unusable('it was far too long. Write the one object that was asked for.');
  if (reply.cutOff) {
    if (repeatsItself(text))
      return {
        ok: false,
        kind: 'repeats',
        problem: 'it repeated the same words until its room was used up. Write each thing once.',
      };
    return { ok: false, kind: 'cut_off', problem: 'it was cut off.' };
  }
  if (text.trim() === '') return unusable('it was empty. Write the JSON object.');
  const shape = z.toJSONSchema(schema) as JsonSchema;
  let fault: string | null = null;
  for (const value of jsonIn(text)) {
    const read = fitting(value, schema, shape);
    if (read.success) {
      if (repeatsItself(text))
        return {
          ok: false,
          kind: 'repeats',
          problem: 'it repeated the same words again and again. Write each thing once.',
        };
      return { ok: true, value: read.data };
    }
    fault ??= z.prettifyError(read.error);
  }
  if (fault !== null)
    return unusable(`it had not the asked shape. Mend this and send the whole object:\n${fault}`);
  return unusable(
    text.includes('{')
      ? 'it was no whole JSON object. Send the object alone, closed to its last brace, with nothing before or after it.'
      : 'it held no JSON object. Send the object alone, with nothing before or after it.',
  );
}

function fitting<T>(value: unknown, schema: z.ZodType<T>, shape: JsonSchema) {
  const asIs = schema.safeParse(value);
  if (asIs.success) return asIs;
  const fitted = schema.safeParse(fitToShape(value, shape));
  const inner = fitted.success ? null : unwrapped(value);
  const within = inner === null ? null : schema.safeParse(fitToShape(inner, shape));
  return within?.success ? within : fitted;
}

function unusable(problem: string): { ok: false; kind: 'unusable'; problem: string } {
  return { ok: false, kind: 'unusable', problem: problem.slice(0, MAX_PROBLEM) };
}
