import { join } from 'node:path';
import { isExpected } from '../platform/errors.ts';
import { type Answers, type Ask, createAnswers } from './answers.ts';
import { readEnvFile } from './env-file.ts';
import { hideSecrets } from './hide-secrets.ts';
import { parts, singleFile } from './parts.ts';

export interface SetupOptions {
  /** Where the files of settings are read and written. */
  folder: string;
  /** Answers by name, of the environment or of a file; outrank what the files of settings hold. */
  given: Record<string, string | undefined>;
  ask: Ask;
  write(line: string): void;
  single?: boolean;
  days?: number;
  nowMs: number;
}

/**
 * Does work with the answers that there are, and tells an expected failure with what to do. No line shows a secret.
 *
 * @returns False when it failed.
 */
export async function withAnswers(
  { folder, given, ask, write }: SetupOptions,
  work: (answers: Answers, say: (line: string) => void) => Promise<void>,
): Promise<boolean> {
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value?.trim()));
  const answers = createAnswers({ ...readSettings(folder), ...present }, ask);
  const say = (line: string) => write(hideSecrets(line, answers.secrets()));
  try {
    await work(answers, say);
    return true;
  } catch (error) {
    if (!isExpected(error)) throw new Error(hideSecrets(String((error as Error)?.stack), answers.secrets()));
    say(`failed   ${error.message}`);
    if (error.hint) say(`         -> ${error.hint}`);
    return false;
  }
}

/** What an earlier run wrote. */
export function readSettings(folder: string): Record<string, string> {
  const files = [singleFile, ...parts.map((part) => part.file)];
  const {
    PORT: _port,
    PARTS: _parts,
    MODE: _mode,
    ...settings
  } = Object.assign({}, ...files.map((file) => readEnvFile(join(folder, file)))) as Record<string, string>;
  return settings;
}
