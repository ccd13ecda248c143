import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'node_modules/.bin/supabase');

interface CliAnswer {
  status: number | null;
  /** Standard output and error together. */
  text: string;
}

/** The official CLI on a database by its address, away from accounts, Docker and telemetry. */
export function supabaseCli(remote: string, workdir: string) {
  const home = mkdtempSync(join(tmpdir(), 'greenlight-cli-'));
  return (...args: string[]): CliAnswer => {
    const { status, stdout, stderr, error } = spawnSync(
      program,
      [...args, `--remote=${remote}?sslmode=disable`, '--workdir', workdir, '--yes', '--agent', 'no'],
      {
        encoding: 'utf8',
        timeout: 120_000,
        env: {
          PATH: process.env.PATH,
          HOME: home,
          DO_NOT_TRACK: '1',
          SUPABASE_TELEMETRY_DISABLED: '1',
          NO_COLOR: '1',
        },
      },
    );
    if (error)
      throw new Error(`Cannot run ${program}: ${error.message}. Run "npm ci" in conformance/ first.`);
    return { status, text: `${stdout}${stderr}` };
  };
}
