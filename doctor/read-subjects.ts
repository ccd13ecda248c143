import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { partNames } from '../platform/config.ts';
import { readEnvFile } from '../setup/env-file.ts';
import { parts, singleFile, unipileNames } from '../setup/parts.ts';
import type { Subject } from './check.ts';

/** What a start without PARTS runs. */
const DEFAULT_PARTS = partNames.join(',');

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
    .filter(({ mode, env }) => mode === 'production' && !(env.PARTS === 'governor' && !hasOutreach(env)));
  return written.length > 0 && env.MODE === undefined ? written : [subject('sandbox', env)];
}

/** Earlier releases wrote the governor's token alone: nothing starts from that, and nothing is wrong with it. */
export function hasOutreach(env: Readonly<Record<string, string>>): boolean {
  return unipileNames.some((name) => env[name] !== undefined);
}

function subject(name: string, env: Readonly<Record<string, string>>): Subject {
  const running = (env.PARTS ?? DEFAULT_PARTS).split(',').map((part) => part.trim());
  return {
    name,
    env,
    running,
    // A word that is neither is a fault, and no reason to check a sandbox.
    mode: env.MODE === undefined || env.MODE === 'sandbox' ? 'sandbox' : 'production',
    parts: parts.filter((part) => running.includes(part.name) || env[part.variable] !== undefined),
  };
}
