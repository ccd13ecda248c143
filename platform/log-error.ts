import { ExpectedError, networkCode } from './errors.ts';

interface LoggedError {
  type: string;
  code?: string;
  message?: string;
  /** Where, without the message that a stack begins with. */
  stack?: string;
  cause?: LoggedError;
}

/**
 * What a log says of an error. An expected one is its code: its message is for the person whose words it may quote. Of any
 * other the first line, without what stands in quotes, and the places in the code; its further fields are left out, as
 * clients put whole requests there.
 */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = error instanceof ExpectedError ? error.code : networkCode(error);
  const told: LoggedError = { type: error.name, ...(code === null ? {} : { code }) };
  if (error.cause instanceof Error && error.cause !== error) {
    const { stack: _, ...cause } = loggedError(error.cause);
    told.cause = cause;
  }
  if (error instanceof ExpectedError) return told;
  return { ...told, message: withoutWords(error.message), stack: placesOf(error) };
}

const patterns: readonly [RegExp, string][] = [
  // Slack, OpenAI and its kin, JWTs, and what follows such a word in a header.
  [/\b(xox[a-z]|xapp|sk|pk|sb_secret|sb_publishable)[-_][\w-]+/gi, '[key]'],
  [/\beyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '[key]'],
  [/\b(bearer|basic)\s+\S+/gi, '$1 [key]'],
  [/\b(api[-_ ]?key|token|authorization|secret|password)(\s*[:=]\s*|\s+)\S+/gi, '$1 [key]'],
  [/[^\s"'<>()]+@[^\s"'<>()]+\.[a-z]{2,}/gi, '[address]'],
  // The path may name a person, the query carry a signature.
  [/\b(https?:\/\/[^/\s"'?#]+)[^\s"']*/gi, '$1/…'],
  [/"(?:[^"\\]|\\.)*"?/g, '"…"'],
  [/“[^”]*”?/g, '“…”'],
  [/`[^`]*`?/g, '`…`'],
  // Names of code stay: (reading 'length').
  [/'(?!\w+'(?:\W|$))[^']*'/g, "'…'"],
];

/** At most a line of it. */
export function withoutWords(message: string): string {
  const [line = ''] = message.split('\n');
  return patterns
    .reduce((text, [pattern, by]) => text.replace(pattern, by), line.slice(0, 1000))
    .slice(0, 300);
}

function placesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .join('\n');
}
