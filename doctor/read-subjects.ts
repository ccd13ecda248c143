import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvFile } from '../setup/env-file.ts';
import { parts, singleFile } from '../setup/parts.ts';
import type { Subject } from './check.ts';

const DEFAULT_PARTS = 'bot,agents';

/**
 * What there is to check: the environment when it is one of production, else each file that setup wrote, else the
 * sandbox.
 *
 * @param env Without empty values.
 */
export function readSubjects(folder: string, env: Readonly<Record<string, string>>): Subject[] {
  if (env.MODE !== undefined && env.MODE !== 'sandbox') return [subject('environment', env)];
  const files = [singleFile, ...parts.map((part) => part.file)].filter((file) =>
    existsSync(join(folder, file)),
  );
  const written = files
    .map((file) => subject(file, readEnvFile(join(folder, file))))
    .filter(({ mode }) => mode === 'production');
  return written.length > 0 && env.MODE === undefined ? written : [subject('sandbox', env)];
}

function subject(name: string, env: Readonly<Record<string, string>>): Subject {
  const listed = (env.PARTS ?? DEFAULT_PARTS).split(',').map((part) => part.trim());
  return {
    name,
    env,
    // A word that is neither is a fault, and no reason to check a sandbox.
    mode: env.MODE === undefined || env.MODE === 'sandbox' ? 'sandbox' : 'production',
    parts: parts.filter((part) => listed.includes(part.name) || env[part.variable] !== undefined),
  };
}
