import { createHash } from 'node:crypto';

/** A piece of work that has ended. */
export interface Span {
  /** Id of the job or of the outreach action: its spans make one trace, in whichever part they were made. */
  of: string;
  /** Names it within the trace; the same work made twice has two. */
  key: string;
  /** The key of what it was part of; left out: the trace begins with it. */
  parent?: string;
  /** Such as `node write_slides`. */
  name: string;
  /** ms since 1970. */
  startedAt: number;
  endedAt: number;
  attributes?: Record<string, string | number>;
  /** A code; left out: it came to its end. */
  failed?: string | undefined;
}

export interface Traces {
  end(span: Span): void;
}

/** Off, as by default. */
export const noTraces: Traces = { end() {} };

/** The beginning of a trace: what a person asked for. */
export const COMMAND = 'command';

/**
 * The trace of a job or an action. Its id is one of 122 random bits already, and all parts know it: so that is the context
 * that rides with the job, and a trace is found by the id of a log line.
 */
export function traceIdOf(id: string): string {
  const plain = id.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(plain) ? plain : digest(id, 32);
}

export function spanIdOf(of: string, key: string): string {
  return digest(`${of} ${key}`, 16);
}

function digest(text: string, length: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
