import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../platform/config.ts';

const project = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');

/** Names and plain values of a Cloud Run service's environment; a secret's value is made up. */
function environmentOf(part: string, folder = 'deploy'): Record<string, string> {
  const text = read(`${folder}/cloud-run-${part}.yaml`);
  const lines = text
    .slice(text.indexOf('          env:'))
    .split('\n')
    .filter((line) => !/^\s*#/.test(line));
  const pairs = lines
    .join('\n')
    .matchAll(/- name: (\w+)\n\s+(?:value: (.+)|valueFrom: \{ secretKeyRef: \{ name: (\S+),)/g);
  return Object.fromEntries(
    [...pairs].map(([, name, value, secret]) => [
      name,
      (value ?? `value of ${secret} of 32 characters`).replaceAll("'", ''),
    ]),
  );
}
const inImage = { MODE: 'production', PORT: '8080' };
const secret = /TOKEN|KEY|SECRET/;

const parts = ['bot', 'agents', 'governor'];
const asleep = 'deploy/scale-to-zero';

test.each(parts)('the Cloud Run service of %s has what it reads, and nothing that it does not', (part) => {
  const environment = environmentOf(part);
  expect(environment.PARTS).toBe(part);
  const config = JSON.stringify(readConfig({ ...inImage, ...environment }));
  for (const [name, value] of Object.entries(environment)) {
    if (!secret.test(name)) continue;
    expect(config).toContain(value);
    expect(() => readConfig({ ...inImage, ...environment, [name]: undefined })).toThrow(name);
  }
});

test('no secret is shared but the publishable key, which is public', () => {
  const names = (part: string) => Object.keys(environmentOf(part)).filter((name) => secret.test(name));
  expect(names('bot').length).toBeGreaterThan(3);
  for (const part of parts) {
    const others = parts.filter((other) => other !== part).flatMap(names);
    expect(names(part).filter((name) => others.includes(name))).toEqual(['SUPABASE_PUBLISHABLE_KEY']);
  }
});

test('each file says how Prometheus is let in, with a token that every part reads and none needs', () => {
  for (const part of parts) {
    for (const folder of ['deploy', asleep])
      expect(read(`${folder}/cloud-run-${part}.yaml`)).toMatch(
        /# - name: METRICS_TOKEN\n +# +valueFrom: \{ secretKeyRef/,
      );
    const config = readConfig({
      ...inImage,
      ...environmentOf(part),
      METRICS_TOKEN: 'a token for Prometheus',
    });
    expect(config.metricsToken).toBe('a token for Prometheus');
  }
  expect(read('deploy/compose.yaml')).toContain('METRICS_TOKEN');
});

test('Cloud Run has time left between the drain and its SIGKILL after 10 s', () => {
  for (const part of parts) expect(Number(environmentOf(part).DRAIN_MS)).toBeLessThanOrEqual(8000);
});

test('the governor is a clock: Cloud Run keeps one at all times, with CPU, and not more', () => {
  const text = read('deploy/cloud-run-governor.yaml');
  expect(text).toMatch(/minScale: '1'/);
  expect(text).toMatch(/maxScale: '1'/);
  expect(text).toMatch(/cpu-throttling: 'false'/);
});

test.each(parts)('scaled to zero %s has what it has when it stays up, and what wakes it', (part) => {
  const { SLEEPS, WAKE_MS, WAKE_SECRET, GOVERNOR_CRON, ...rest } = environmentOf(part, asleep);
  const urls = Object.keys(rest).filter((name) => name.endsWith('_WAKE_URL'));
  const awake = Object.fromEntries(Object.entries(rest).filter(([name]) => !urls.includes(name)));
  expect(awake).toEqual(environmentOf(part));
  expect(urls).toEqual(
    part === 'bot' ? ['BOT_WAKE_URL', 'AGENTS_WAKE_URL', 'GOVERNOR_WAKE_URL'] : ['BOT_WAKE_URL'],
  );
  const { wake } = readConfig({ ...inImage, ...environmentOf(part, asleep) });
  expect(wake).toMatchObject({ sleeps: SLEEPS === 'true', secret: WAKE_SECRET, limitMs: Number(WAKE_MS) });
  expect(SLEEPS).toBe('true');
  const beats = /^wake governor \S+ '([^']+)'/m.exec(read('deploy/README.md'))?.[1];
  expect(GOVERNOR_CRON).toBe(part === 'governor' ? beats : undefined);
  expect(() => readConfig({ ...inImage, ...environmentOf(part, asleep), WAKE_SECRET: undefined })).toThrow(
    'WAKE_SECRET',
  );
});

test.each(parts)('scaled to zero %s answers a wake before Cloud Run and the scheduler give it up', (part) => {
  const text = read(`${asleep}/cloud-run-${part}.yaml`);
  const timeoutMs = Number(/timeoutSeconds: (\d+)/.exec(text)?.[1]) * 1000;
  const limitMs = Number(environmentOf(part, asleep).WAKE_MS);
  const deadline = new RegExp(`^wake ${part} .* (\\d+)s$`, 'm').exec(read('deploy/README.md'));
  expect(limitMs).toBeLessThan(timeoutMs);
  expect(limitMs).toBeLessThan(Number(deadline?.[1]) * 1000);
  expect(text).toMatch(/minScale: '0'/);
  expect(text).toMatch(/cpu-throttling: 'true'/);
});

test('the bot that holds itself awake has one instance: its own request must reach it', () => {
  expect(read(`${asleep}/cloud-run-bot.yaml`)).toMatch(/maxScale: '1'/);
});

test('in compose each part has its own file of settings and no other', () => {
  const compose = read('deploy/compose.yaml');
  const services = compose.slice(compose.indexOf('\nservices:'), compose.indexOf('\nnetworks:'));
  const files = [...services.matchAll(/^ {2}(\w+):\n(?: {4}.*\n)*? {4}env_file: (.+)\n/gm)];
  expect(files.map(([, part, file]) => [part, file])).toEqual([
    ['bot', '[../.env.bot]'],
    ['agents', '[../.env.agents]'],
    ['governor', '[../.env.governor]'],
  ]);
  expect(services).not.toMatch(/^\s+\w*(TOKEN|SECRET|KEY)\w*:/m);
});
