import { z } from 'zod';
import type { JsonSchema } from './strict-schema.ts';

/**
 * The shape of an answer as TypeScript with the schema's descriptions as comments: endpoints that ignore a schema
 * without a word are told of it this way, in about a quarter of the tokens of JSON Schema. Pure.
 *
 * Keys stand in the order in which they are to be written, so that reasons can come before verdicts. An object that
 * occurs more than once is a type of its own, named after the first key that holds it.
 */
export function shapeInWords(schema: z.ZodType): string {
  const root = z.toJSONSchema(schema) as JsonSchema;
  const names = namesOfRepeated(root);
  const types = [...names].map(
    ([shape, name]) => `type ${name} = ${object(JSON.parse(shape), '', names)};\n`,
  );
  return `${types.join('')}type Answer = ${type(root, '', names)};`;
}

/** The sentence that asks for it, for the end of a system prompt. */
export function askInWords(schema: z.ZodType): string {
  return [
    'Answer with one JSON object of the type `Answer` and nothing else: no text before or after it, no fence around it.',
    '',
    shapeInWords(schema),
    '',
    'Write every key, in this order. Where there is nothing, write null if the type allows it, else an empty text or an empty list.',
  ].join('\n');
}

/** Names by the text of the object's schema. */
type Names = Map<string, string>;

function type(schema: JsonSchema, indent: string, names: Names): string {
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const choices = choicesOf(schema);
  if (choices) return union(choices, indent, names);
  if (Array.isArray(schema.type))
    return schema.type.map((one) => type({ ...schema, type: one }, indent, names)).join(' | ');
  switch (schema.type) {
    case 'object':
      return names.get(textOf(schema)) ?? object(schema, indent, names);
    case 'array': {
      const items = (schema.items ?? {}) as JsonSchema;
      const item = type(items, indent, names);
      return isUnion(items) ? `(${item})[]` : `${item}[]`;
    }
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    default:
      return 'unknown';
  }
}

/** One choice a line, each with its comment, where more than one is an object. */
function union(choices: JsonSchema[], indent: string, names: Names): string {
  if (choices.filter((one) => one.type === 'object').length < 2)
    return choices.map((one) => type(one, indent, names)).join(' | ');
  const inner = `${indent}  `;
  return choices.map((one) => `\n${comment(one, inner)}${inner}| ${type(one, inner, names)}`).join('');
}

function object(schema: JsonSchema, indent: string, names: Names): string {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const inner = `${indent}  `;
  const lines = entriesOf(schema).map(([key, value]) => {
    const shape = type(value, inner, names) + (required.has(key) ? '' : ' | null');
    return `${comment(value, inner)}${inner}${/^[a-z_]\w*$/i.test(key) ? key : JSON.stringify(key)}: ${shape};\n`;
  });
  return lines.length === 0 ? 'object' : `{\n${lines.join('')}${indent}}`;
}

/** The description, and how many a list holds, as lines above the key. */
function comment(schema: JsonSchema, indent: string): string {
  const all = [
    saidOf(schema),
    saidOf((schema.items ?? {}) as JsonSchema),
    schema.type === 'integer' ? 'A whole number.' : '',
    bounds(schema),
  ].filter(Boolean);
  const lines = all.join('\n').split(/\s*\n\s*/);
  return all.length === 0 ? '' : lines.map((line) => `${indent}// ${line}\n`).join('');
}

function saidOf({ description }: JsonSchema): string {
  return typeof description === 'string' ? description.trim() : '';
}

function bounds({ minItems: least, maxItems: most }: JsonSchema): string {
  if (typeof least === 'number' && typeof most === 'number')
    return least === most ? `Exactly ${least}.` : `${least} to ${most}.`;
  if (typeof most === 'number') return `At most ${most}.`;
  return typeof least === 'number' && least > 0 ? `At least ${least}.` : '';
}

function namesOfRepeated(root: JsonSchema): Names {
  /** The key that held it first. */
  const seen = new Map<string, string>();
  const names: Names = new Map();
  const visit = (schema: JsonSchema, key: string) => {
    if (schema.type === 'object' && key !== '') {
      const text = textOf(schema);
      const first = seen.get(text);
      if (first !== undefined) {
        if (!names.has(text)) names.set(text, unusedName(first, names));
        return;
      }
      seen.set(text, key);
    }
    for (const [name, value] of entriesOf(schema)) visit(value, name);
    for (const choice of choicesOf(schema) ?? []) visit(choice, key);
    if (schema.type === 'array') visit((schema.items ?? {}) as JsonSchema, key);
  };
  visit(root, '');
  return names;
}

function unusedName(key: string, names: Names): string {
  const name = key.replace(/(?:^|_+)(\w)/g, (_, letter: string) => letter.toUpperCase());
  const taken = new Set(names.values());
  let free = name;
  for (let n = 2; taken.has(free) || free === 'Answer'; n += 1) free = `${name}${n}`;
  return free;
}

/** The same object said elsewhere with another comment is the same type. */
function textOf({ description: _said, ...schema }: JsonSchema): string {
  return JSON.stringify(schema);
}

// SAFETY of the casts below: JSON Schema of zod's making.
function entriesOf({ properties }: JsonSchema): [string, JsonSchema][] {
  return typeof properties === 'object' && properties !== null
    ? (Object.entries(properties) as [string, JsonSchema][])
    : [];
}

function choicesOf({ anyOf, oneOf }: JsonSchema): JsonSchema[] | null {
  const choices = anyOf ?? oneOf;
  return Array.isArray(choices) ? (choices as JsonSchema[]) : null;
}

function isUnion(schema: JsonSchema): boolean {
  const many = schema.enum ?? schema.anyOf ?? schema.oneOf ?? schema.type;
  return Array.isArray(many) && many.length > 1;
}
