import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ExpectedError } from '../platform/errors.ts';

/** Readable by its owner alone. */
const MODE = 0o600;

export function readEnvFile(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  return Object.fromEntries(
    Object.entries(parseEnv(readFileSync(file, 'utf8'))).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
}

/**
 * Brings settings into a file and leaves every other line as the operator wrote it.
 *
 * @returns Names of what changed; empty: nothing was written. `created` when there was no such file.
 */
export function writeEnvFile(
  file: string,
  settings: Record<string, string>,
  title: string,
): { changed: string[]; created: boolean } {
  const created = !existsSync(file);
  const before = readEnvFile(file);
  const changed = Object.keys(settings).filter((name) => before[name] !== settings[name]);
  // The mode of others' files on Windows means nothing.
  const open = !created && process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
  if (changed.length > 0) {
    let text = created ? `# ${title}\n` : readFileSync(file, 'utf8');
    for (const name of changed) text = setLine(text, name, settings[name] ?? '');
    // Whole or not at all: a part may read it meanwhile.
    writeFileSync(`${file}.new`, text, { mode: MODE });
    chmodSync(`${file}.new`, MODE);
    renameSync(`${file}.new`, file);
  } else if (open) chmodSync(file, MODE);
  return { changed: open ? [...changed, 'file mode'] : changed, created };
}

function setLine(text: string, name: string, value: string): string {
  const line = `${name}=${quoted(name, value)}`;
  const old = new RegExp(`^[ \\t]*(export[ \\t]+)?${name}[ \\t]*=.*$`, 'gm');
  if (old.test(text)) return text.replace(old, () => line);
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
}

/** Plain where that is possible: Docker's --env-file takes quotes as part of the value. */
function quoted(name: string, value: string): string {
  if (/^[\w.:/@+=,~%?&*-]*$/.test(value)) return value;
  if (/["\n\r]/.test(value)) {
    throw new ExpectedError(
      'bad_setting',
      `Cannot write ${name}: quotes and line breaks are not accepted in it`,
    );
  }
  return `"${value}"`;
}
