import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { useInstallation } from '../testing/setup/installation.ts';

const installation = useInstallation();
const root = resolve(import.meta.dirname, '..');

describe('npm run setup', () => {
  it('installs from a file of answers, then starts as the settings say', async () => {
    const answers = join(installation.folder, 'answers.env');
    const lines = Object.entries(installation.answers()).map(([name, value]) => `${name}=${value}\n`);
    writeFileSync(answers, lines.join(''), { mode: 0o600 });
    const args = ['scripts/setup.ts', '--yes', `--answers=${answers}`, `--folder=${installation.folder}`];
    const first = await command([...args, '--single']);
    expect(first.out).toContain('npm start -- --env-file=.env');
    expect(first.code).toBe(0);
    const again = await command(args);
    expect(again.out).not.toMatch(/^(done|changed|failed)/m);
    for (const secret of ['SETUP_JWT_SECRET', 'SLACK_BOT_TOKEN', 'OPENAI_API_KEY']) {
      expect(first.out + again.out).not.toContain(installation.answers()[secret as 'SLACK_BOT_TOKEN']);
    }

    const file = join(installation.folder, '.env');
    const started = await command(['main.ts', `--env-file=${file}`], { PORT: '0', HOST: '127.0.0.1' });
    expect(started.out).toMatch(/^ready http:/m);
  });

  it.each([
    [['--days=0'], /Cannot use --days=0; accepted: 1 to 3650/],
    [['uninstall'], /npm run setup -- rotate/],
    [['--help'], /SETUP_DATABASE_URL/],
  ])('answers %j', async (args, words) => {
    const { code, out } = await command(['scripts/setup.ts', ...args]);
    expect(out).toMatch(words);
    expect(code).toBe(args.includes('--help') ? 0 : 1);
  });

  it('names a file of settings that is not there', async () => {
    const missing = join(installation.folder, 'none.env');
    expect(existsSync(missing)).toBe(false);
    const { code, out } = await command(['main.ts', `--env-file=${missing}`]);
    expect(code).not.toBe(0);
    expect(out).toContain('none.env');
  });
});

/** Through the launcher, as npm does. A part that starts is stopped again. */
async function command(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['scripts/launch.mjs', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  const hear = (chunk: Buffer) => {
    out += chunk;
    if (/^ready /m.test(out)) child.kill('SIGTERM');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, out };
}
