import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../platform/errors.ts';
import { readRoleToken } from '../platform/role-token.ts';
import { readEnvFile, writeEnvFile } from './env-file.ts';
import { DAY_MS, makeToken, TOKEN_DAYS } from './make-token.ts';
import { type PartRow, parts, partsOf, singleFile } from './parts.ts';
import { askForSigningKey } from './signing-key.ts';
import { readSettings, type SetupOptions, withAnswers } from './with-answers.ts';

/**
 * New tokens for the parts named, or for all that the team runs, in the files of settings.
 *
 * The old ones stay valid until their own end, so replicas are restarted one at a time and none is cut off. A token
 * that leaked ends only with the key that signed it: rotate that in the project, then run this.
 */
export async function rotateTokens(options: SetupOptions, names: string[]): Promise<boolean> {
  const { folder, nowMs, days = TOKEN_DAYS } = options;
  return withAnswers(options, async (answers, say) => {
    const chosen = choose(names, answers.known);
    const key = await askForSigningKey(answers);
    // All are made before one is written: a refused key leaves every file as it was.
    const made: { part: PartRow; token: string }[] = [];
    for (const part of chosen)
      made.push({ part, token: await makeToken(answers, part, key, { nowMs, days }) });
    for (const { part, token } of made) {
      const old = readRoleToken(readSettings(folder)[part.variable] ?? '');
      const files = filesWith(folder, part);
      for (const file of files)
        writeEnvFile(join(folder, file), { [part.variable]: token }, `Settings of part "${part.name}"`);
      const until = day(nowMs + days * DAY_MS);
      const before = old?.expiresAtMs ? `; the old one is valid until ${day(old.expiresAtMs)}` : '';
      say(`changed  Token of ${part.name}: valid until ${until}, in ${files.join(' and ')}${before}`);
    }
    say('');
    say('Restart one replica at a time: the old token works until its own end, so nothing stops meanwhile.');
    say('Where settings live elsewhere (Cloud Run, a secret store), copy the new value there first.');
  });
}

function choose(names: string[], known: Readonly<Record<string, string>>): PartRow[] {
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new ExpectedError(
      'unknown_part',
      `Cannot rotate the token of ${unknown.join(', ')}; accepted: ${parts.map((part) => part.name).join(', ')}`,
    );
  }
  return names.length === 0 ? partsOf(known) : parts.filter((part) => names.includes(part.name));
}

function filesWith(folder: string, part: PartRow): string[] {
  const single = readEnvFile(join(folder, singleFile))[part.variable] === undefined ? [] : [singleFile];
  // Where neither file is there, the part's own is made.
  return existsSync(join(folder, part.file)) || single.length === 0 ? [part.file, ...single] : single;
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
