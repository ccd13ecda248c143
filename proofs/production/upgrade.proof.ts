import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { startWriter, Writer } from '../../sandbox/writer/start.ts';
import { until } from '../../testing/product/app.ts';
import { LUCIA, press, startCarousel } from '../../testing/product/thread.ts';
import { useProduction } from './use-production.ts';

/** Names the commit of the first schema that databases were made with. */
const TAG = 'schema-1';
const project = join(import.meta.dirname, '../..');
const production = useProduction();
const folder = mkdtempSync(join(tmpdir(), 'greenlight-schema-1-'));
let writer: Writer | undefined;

beforeAll(async () => {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: project, maxBuffer: 2 ** 28 });
  try {
    git('rev-parse', '--quiet', '--verify', `refs/tags/${TAG}`);
  } catch (cause) {
    throw new Error(
      `Cannot try the parts of before on this schema: this clone has no tag ${TAG}. Get it with "git fetch --tags".`,
      { cause },
    );
  }
  execFileSync('tar', ['-x', '-C', folder], { input: git('archive', '--format=tar', TAG) });
  // Its own packages: its lock file names some that today's does not.
  execFileSync(
    'npm',
    ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'],
    {
      cwd: folder,
      stdio: 'pipe',
    },
  );
  // What its agents ask is answered by the stand-in of then.
  const then: { startWriter: typeof startWriter } = await import(
    pathToFileURL(join(folder, 'sandbox/writer/start.ts')).href
  );
  writer = await then.startWriter();
});
afterAll(async () => {
  await production.stopAll();
  await writer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ofThen = () => ({ OPENAI_BASE_URL: writer?.url ?? '', OPENAI_MODEL: writer?.model ?? '' });
const startBoth = async (bot: 'then' | 'now', agents: 'then' | 'now') => {
  const how = (when: 'then' | 'now') => (when === 'then' ? { folder } : {});
  const parts = await Promise.all([
    production.start('bot', {}, 'HS256', how(bot)),
    production.start('agents', agents === 'then' ? ofThen() : {}, 'HS256', how(agents)),
  ]);
  production.services().deliverTo([parts[0].url]);
  await until('a ready bot', async () => (await parts[0].ready()).status === 200);
  return parts;
};

test.each([
  ['then', 'then'],
  ['now', 'then'],
] as const)(
  "on today's schema the bot of %s and the agents of %s bring a carousel to its final files",
  async (bot, agents) => {
    const { workspace } = production.services();
    const parts = await startBoth(bot, agents);
    const thread = await startCarousel(workspace);
    await press(workspace, thread, await thread.card(1), LUCIA, /approve/i);
    await until('the final files', async () => (await thread.finals()).length > 0);
    for (const part of parts) {
      expect(part.log().filter(({ level }) => Number(level) >= 50)).toEqual([]);
      expect(await part.stop()).toBe(0);
    }
  },
);
