import type { Client } from 'pg';
import type { Answers } from './answers.ts';

/** `done`: made now. `already`: was so. `changed`: was otherwise. */
export interface StepResult {
  state: 'done' | 'already' | 'changed';
  note: string;
}

/** What steps know besides the answers; each adds what it found. */
export interface SetupContext {
  answers: Answers;
  /** Where the files of settings are. */
  folder: string;
  /** Also one file for all parts in one process. */
  single: boolean;
  /** Life of a new token. */
  days: number;
  nowMs: number;
  /** Connected as the owner of the schemas. */
  owner: Client;
  team: { id: string; name: string };
  /** Token of each part, by the name of its variable. */
  tokens: Record<string, string>;
}

export interface Step {
  name: string;
  /** @throws {ExpectedError} With a hint that says what to do. */
  run(context: SetupContext): Promise<StepResult>;
}
