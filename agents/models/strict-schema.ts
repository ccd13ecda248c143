import { z } from 'zod';

/** A JSON Schema, or a part of one. */
export type JsonSchema = Record<string, unknown>;

/** What not every endpoint takes in a schema; the answer is checked against the whole schema all the same. */
const UNSENT = new Set([
  '$schema',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'format',
  'default',
]);

/**
 * A schema as strict structured output takes it everywhere: every key required, an optional one nullable, no `oneOf`,
 * no bounds. Pure.
 */
export function strictSchema(schema: z.ZodType): JsonSchema {
  return strict(z.toJSONSchema(schema)) as JsonSchema;
}

function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict);
  if (typeof value !== 'object' || value === null) return value;
  const { properties, required, ...rest } = value as JsonSchema;
  const kept: JsonSchema = {};
  for (const [key, inner] of Object.entries(rest)) {
    if (UNSENT.has(key)) continue;
    // Names and values are no schemas.
    kept[key === 'oneOf' ? 'anyOf' : key] = key === 'enum' || key === 'const' ? inner : strict(inner);
  }
  if (kept.type === 'integer') kept.type = 'number';
  if (typeof properties !== 'object' || properties === null) return kept;
  const needed = new Set(Array.isArray(required) ? required : []);
  return {
    ...kept,
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, inner]) => {
        const made = strict(inner);
        return [key, needed.has(key) ? made : { anyOf: [made, { type: 'null' }] }];
      }),
    ),
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
