import type { JsonSchema } from './strict-schema.ts';

/**
 * The same value in the letters of its schema, where only one reading is possible: `"3"` for a number, `"Yes"` for the
 * enum's `yes`, a nullable key left out, a null for an optional one. No value is made up; what does not fit stays as it
 * is, and the check of the shape finds it. Pure.
 */
export function fitToShape(value: unknown, schema: JsonSchema): unknown {
  if ('const' in schema) return sameInOtherCase(value, [schema.const]);
  if (Array.isArray(schema.enum)) return sameInOtherCase(value, schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  // SAFETY: JSON Schema of zod's making, here and below.
  if (Array.isArray(choices)) return fitToChoice(value, choices as JsonSchema[]);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (typeof value === 'string' && !types.includes('string')) return fitText(value, types);
  if (Array.isArray(value) && types.includes('array'))
    return value.map((one) => fitToShape(one, (schema.items ?? {}) as JsonSchema));
  if (isObject(value) && types.includes('object')) return fitObject(value, schema);
  return value;
}

/** What an object that holds the answer under a name of its own holds; null: it is none. */
export function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? value[0] : null;
  if (!isObject(value)) return null;
  const inner = Object.values(value);
  return inner.length === 1 && isObject(inner[0]) ? inner[0] : null;
}

function fitObject(value: Record<string, unknown>, schema: JsonSchema): Record<string, unknown> {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const fitted: Record<string, unknown> = { ...value };
  for (const [key, inner] of Object.entries(properties)) {
    if (value[key] === undefined) {
      if (required.has(key) && takesNull(inner)) fitted[key] = null;
    } else if (value[key] === null && !required.has(key) && !takesNull(inner)) delete fitted[key];
    else fitted[key] = fitToShape(value[key], inner);
  }
  return fitted;
}

/** The choice of an object is told by its constants, e.g. `layout`; of anything else by its kind. */
function fitToChoice(value: unknown, choices: JsonSchema[]): unknown {
  if (value === null) return value;
  const others = choices.filter((one) => one.type !== 'null');
  const [only] = others;
  if (others.length === 1 && only) return fitToShape(value, only);
  if (!isObject(value)) return value;
  const meant = others.find((choice) => {
    const constants = Object.entries((choice.properties ?? {}) as Record<string, JsonSchema>).filter(
      ([, inner]) => 'const' in inner,
    );
    return (
      constants.length > 0 &&
      constants.every(([key, inner]) => sameInOtherCase(value[key], [inner.const]) === inner.const)
    );
  });
  return meant ? fitToShape(value, meant) : value;
}

function fitText(text: string, types: unknown[]): unknown {
  const plain = text.trim();
  if ((types.includes('number') || types.includes('integer')) && /^-?\d+(\.\d+)?$/.test(plain))
    return Number(plain);
  if (types.includes('boolean') && /^(true|false)$/i.test(plain)) return plain.toLowerCase() === 'true';
  return types.includes('null') && plain.toLowerCase() === 'null' ? null : text;
}

function sameInOtherCase(value: unknown, accepted: unknown[]): unknown {
  if (typeof value !== 'string' || accepted.includes(value)) return value;
  const plain = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_');
  const meant = accepted.filter((one) => typeof one === 'string' && plain(one) === plain(value));
  return meant.length === 1 ? meant[0] : value;
}

function takesNull(schema: JsonSchema): boolean {
  if (schema.type === 'null' || (Array.isArray(schema.type) && schema.type.includes('null'))) return true;
  const choices = schema.anyOf ?? schema.oneOf;
  return Array.isArray(choices) && choices.some((one) => takesNull(one as JsonSchema));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
