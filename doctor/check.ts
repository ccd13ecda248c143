import type { PartRow } from '../setup/parts.ts';
import type { Probes } from './probes.ts';

/** `skip`: the team runs without it, and that is right as well. */
export type Status = 'ok' | 'warn' | 'fail' | 'skip';

export interface Finding {
  status: Status;
  /** What was found, in one sentence. */
  note: string;
  /** What to do about it. */
  fix?: string;
}

/** One set of settings: a file that setup wrote, or the environment. */
export interface Subject {
  name: string;
  env: Readonly<Record<string, string>>;
  mode: 'sandbox' | 'production';
  /** Parts that a start from these settings runs, as PARTS names them. */
  running: string[];
  /** Parts that these settings are for, named in PARTS or given a token. */
  parts: PartRow[];
}

export interface CheckContext {
  subject: Subject;
  /** Answers of the outside world that several checks read; each is asked for once. */
  probes: Probes;
  /** Milliseconds since 1970. */
  now(): number;
  /** Where the bot is reached from outside, with --url. */
  publicUrl: string | null;
  /** The file that `npm run manifest` writes. */
  manifestFile: string;
  /** Path of a browser on this machine; null: none. */
  browser: string | null;
  nodeVersion: string;
}

export interface Check {
  name: string;
  /** False where there is nothing to check, or where what is needed is missing, which the check of the configuration says. */
  applies(subject: Subject): boolean;
  run(context: CheckContext): Promise<Finding | Finding[]>;
}

export const has = (subject: Subject, ...names: string[]): boolean =>
  names.every((name) => subject.env[name] !== undefined);

export const ok = (note: string): Finding => ({ status: 'ok', note });
export const warn = (note: string, fix: string): Finding => ({ status: 'warn', note, fix });
export const fail = (note: string, fix: string): Finding => ({ status: 'fail', note, fix });
