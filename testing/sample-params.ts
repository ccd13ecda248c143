import { z } from 'zod';

/** Params of a shape: `word` for each text, 7 for each number, the first of what may be chosen from. */
export function paramsOf(shape: z.ZodType, word: string): unknown {
  if (shape instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(shape.shape).map(([name, inner]) => [name, paramsOf(inner as z.ZodType, word)]),
    );
  if (shape instanceof z.ZodArray) return [paramsOf(shape.element as z.ZodType, word)];
  if (shape instanceof z.ZodNullable) return paramsOf(shape.unwrap() as z.ZodType, word);
  if (shape instanceof z.ZodEnum) return shape.options[0];
  if (shape instanceof z.ZodBoolean) return true;
  if (shape instanceof z.ZodNumber) return 7;
  if (shape instanceof z.ZodString) return word;
  throw new TypeError(
    `Cannot make a sample of ${shape.constructor.name}: findings are told with texts, numbers and choices`,
  );
}
