import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { extras, questions } from './questions.ts';

const root = resolve(import.meta.dirname, '..');
const names = (file: string, pattern: RegExp) =>
  [...readFileSync(resolve(root, file), 'utf8').matchAll(pattern)].map(([, name = '']) => name);

it('.env.example names every setting of platform/config.ts and every answer of setup, and nothing else', () => {
  // The sandbox's own: an installation has no folder of data.
  const settings = names('platform/config.ts', /^ {2}([A-Z][A-Z_]+): /gm).filter(
    (n) => n !== 'GREENLIGHT_DATA',
  );
  const answers = [...Object.values(questions).map((question) => question.name), ...extras];
  expect(settings.length).toBeGreaterThan(15);
  expect(new Set(names('.env.example', /^#?([A-Z][A-Z_]+)=/gm))).toEqual(new Set([...settings, ...answers]));
});
