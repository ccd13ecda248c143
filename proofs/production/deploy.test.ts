import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from '../../platform/config.ts';

const project = resolve(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(project, path), 'utf8');

/** Names and plain values of a Cloud Run service's environment; a secret's value is made up. */
function environmentOf(part: string): Record<string, string> {
  const text = read(`deploy/cloud-run-${part}.yaml`);
  const lines = text
    .slice(text.indexOf('          env:'))
    .split('\n')
    .filter((line) => !/^\s*#/.test(line));
  const pairs = lines
    .join('\n')
    .matchAll(/- name: (\w+)\n\s+(?:value: (.+)|valueFrom: \{ secretKeyRef: \{ name: (\S+),)/g);
  return Object.fromEntries(
    [...pairs].map(([, name, value, secret]) => [name, (value ?? `value of ${secret}`).replaceAll("'", '')]),
  );
}
const inImage = { MODE: 'production', PORT: '8080' };
const secret = /TOKEN|KEY|SECRET/;

const parts = ['bot', 'agents', 'governor'];

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

test('Cloud Run has time left between the drain and its SIGKILL after 10 s', () => {
  for (const part of parts) expect(Number(environmentOf(part).DRAIN_MS)).toBeLessThanOrEqual(8000);
});

test('the governor is a clock: Cloud Run keeps one at all times, with CPU, and not more', () => {
  const text = read('deploy/cloud-run-governor.yaml');
  expect(text).toMatch(/minScale: '1'/);
  expect(text).toMatch(/maxScale: '1'/);
  expect(text).toMatch(/cpu-throttling: 'false'/);
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
