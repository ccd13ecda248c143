import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deck } from '../../ports/model-tasks.ts';
import { askInWords, shapeInWords } from './shape-in-words.ts';
import { strictSchema } from './strict-schema.ts';

describe('shapeInWords()', () => {
  it('writes keys in their order with their descriptions, nulls, enums and how many a list holds', () => {
    const quote = z.object({ id: z.string(), words: z.string().describe('Copied, not translated.') });
    const schema = z.object({
      reasons: z.array(z.string()).min(1).max(3).describe('Before the verdict.'),
      verdict: z.enum(['yes', 'no']).nullable(),
      count: z.number().int(),
      quotes: z.array(quote),
      best: quote.nullable(),
      grades: z.array(z.enum(['a', 'b'])),
    });
    expect(shapeInWords(schema)).toBe(`type Quotes = {
  id: string;
  // Copied, not translated.
  words: string;
};
type Answer = {
  // Before the verdict.
  // 1 to 3.
  reasons: string[];
  verdict: "yes" | "no" | null;
  // A whole number.
  count: number;
  quotes: Quotes[];
  best: Quotes | null;
  grades: ("a" | "b")[];
};`);
  });

  it('takes less than half of the characters of the JSON Schema for a deck, and names each layout', () => {
    const words = shapeInWords(deck);
    expect(words.length).toBeLessThan(JSON.stringify(strictSchema(deck)).length / 2);
    for (const layout of ['cover', 'statement', 'comparison', 'cta'])
      expect(words).toContain(`layout: "${layout}"`);
    expect(words.match(/passage_id/g)).toHaveLength(1);
  });

  it('is asked for with nothing around it', () => {
    expect(askInWords(z.object({ ok: z.boolean() }))).toContain('type Answer = {\n  ok: boolean;\n};');
  });
});

describe('strictSchema()', () => {
  it('requires every key, sends no bounds and no oneOf, and leaves names of keys alone', () => {
    const schema = z.object({
      pattern: z.string().min(2).max(9),
      n: z.number().int().min(1),
      kind: z.discriminatedUnion('k', [z.object({ k: z.literal('x') }), z.object({ k: z.literal('y') })]),
      list: z.array(z.string()).max(4),
      maybe: z.string().optional(),
    });
    const sent = JSON.stringify(strictSchema(schema));
    expect(sent).not.toMatch(/oneOf|minLength|maxLength|minimum|maximum|maxItems|\$schema|"integer"/);
    expect(strictSchema(schema)).toMatchObject({
      required: ['pattern', 'n', 'kind', 'list', 'maybe'],
      additionalProperties: false,
      properties: { pattern: { type: 'string' }, maybe: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
    });
  });
});
