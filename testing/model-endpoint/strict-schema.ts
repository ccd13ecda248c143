type Schema = Record<string, unknown>;

/** Keywords that strict structured output does not take; source: OpenAI, "Structured outputs", as read on 2026-11-29. */
const REFUSED = [
  'allOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'dependentRequired',
  'dependentSchemas',
  'patternProperties',
  'uniqueItems',
];
const MAX_DEPTH = 10;
const MAX_PROPERTIES = 5000;
const MAX_ENUM = 1000;

/** The first thing that OpenAI would refuse about a strict schema; null: nothing. Pure. */
export function strictFault(schema: Schema): string | null {
  if (schema.type !== 'object') return 'schema must be a JSON Schema of \'type: "object"\'';
  const seen = { properties: 0, values: 0 };
  const fault = walk(schema, 1, '()', seen);
  if (fault) return fault;
  if (seen.properties > MAX_PROPERTIES) return `more than ${MAX_PROPERTIES} properties`;
  return seen.values > MAX_ENUM ? `more than ${MAX_ENUM} enum values` : null;
}

function walk(
  schema: Schema,
  depth: number,
  at: string,
  seen: { properties: number; values: number },
): string | null {
  if (depth > MAX_DEPTH) return `In context=${at}, more than ${MAX_DEPTH} levels of nesting`;
  const keyword = REFUSED.find((name) => name in schema);
  if (keyword) return `In context=${at}, '${keyword}' is not permitted`;
  if (Array.isArray(schema.enum)) seen.values += schema.enum.length;
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const names = Object.keys(properties);
  if (schema.type === 'object') {
    if (schema.additionalProperties !== false)
      return `In context=${at}, 'additionalProperties' is required to be supplied and to be false`;
    const required = (schema.required ?? []) as string[];
    const missing = names.find((name) => !required.includes(name));
    if (missing)
      return `In context=${at}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'`;
    seen.properties += names.length;
  }
  const inside: [string, Schema][] = [
    ...names.map((name): [string, Schema] => [name, properties[name] ?? {}]),
    ...(schema.items ? [['items', schema.items as Schema] as [string, Schema]] : []),
    ...Object.entries((schema.$defs ?? {}) as Record<string, Schema>),
  ];
  for (const [name, part] of inside) {
    const fault = walk(part, depth + 1, `${at}.${name}`, seen);
    if (fault) return fault;
  }
  // Alternatives lie on the level of what they stand for.
  for (const [n, part] of ((schema.anyOf ?? []) as Schema[]).entries()) {
    const fault = walk(part, depth, `${at}.anyOf[${n}]`, seen);
    if (fault) return fault;
  }
  return null;
}

/** Values of the longest enum and the most alternatives of one place: what grammars of other makers stumble over. Pure. */
export function breadthOf(schema: unknown): { values: number; alternatives: number } {
  let [values, alternatives] = [0, 0];
  const look = (part: unknown): void => {
    if (Array.isArray(part)) for (const one of part) look(one);
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
    const { enum: list, anyOf } = part as { enum?: unknown; anyOf?: unknown };
    if (Array.isArray(list)) values = Math.max(values, list.length);
    if (Array.isArray(anyOf)) alternatives = Math.max(alternatives, anyOf.length);
    for (const one of Object.values(part)) look(one);
  };
  look(schema);
  return { values, alternatives };
}
