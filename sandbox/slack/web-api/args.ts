import type { Json } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';

/** Arguments of one call. Values of a form are text, those of a JSON body are typed; both are read the same way. */
export function argsOf(values: Json) {
  const optional = (name: string): string | undefined => {
    const value = values[name];
    if (value === undefined || value === null || value === '') return undefined;
    return typeof value === 'string' ? value : typeof value === 'object' ? undefined : String(value);
  };
  return {
    has: (name: string): boolean => values[name] !== undefined && values[name] !== null,
    text: optional,
    /** @throws {SlackError} `invalid_arguments` unless another code fits the method better. */
    need(name: string, code = 'invalid_arguments'): string {
      const value = optional(name);
      if (value === undefined)
        throw new SlackError(code, {
          response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
        });
      return value;
    },
    flag: (name: string): boolean => values[name] === true || ['true', '1'].includes(String(values[name])),
    count(name: string, fallback: number, max: number): number {
      const value = Number(optional(name) ?? fallback);
      if (!Number.isInteger(value) || value < 1) throw new SlackError('invalid_limit');
      return Math.min(value, max);
    },
    /** An array or object; undefined when absent. */
    json(name: string, code = 'invalid_arguments'): unknown {
      const value = values[name];
      if (value === undefined || value === null || value === '') return undefined;
      if (typeof value !== 'string') return value;
      try {
        return JSON.parse(value);
      } catch {
        throw new SlackError(code);
      }
    },
  };
}
export type Args = ReturnType<typeof argsOf>;
