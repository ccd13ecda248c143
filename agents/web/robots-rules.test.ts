import fc from 'fast-check';
import robotsParser from 'robots-parser';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '../../testing/cpu-ms.ts';
import { isAllowed, MAX_WILDCARDS } from './robots-rules.ts';

const ROBOT = 'GreenlightBot';
/** As much as is read of one file. */
const MAX_CHARACTERS = 500 * 1024;
const disallowing = (...patterns: string[]) =>
  `User-agent: *\n${patterns.map((pattern) => `Disallow: ${pattern}\n`).join('')}`;
const filledWith = (line: string) => line.repeat(Math.floor(MAX_CHARACTERS / line.length));

describe('isAllowed()', () => {
  it.each([
    ['/fish', '/fish.html?a=1', false],
    ['/fish', '/Fish', true],
    ['/fish/', '/fish', true],
    ['fish', '/fish', true],
    ['*.pdf$', '/a/b.pdf', false],
    ['*.pdf$', '/a/b.pdf?x', true],
    ['/*a*b$', '/aab', false],
    ['/a*a$', '/a', true],
    ['/$', '/', false],
    ['/$', '/a', true],
    ['/a$b', '/a$b', false],
    ['/*?q=', '/find?q=x', false],
    ['/ação', '/a%C3%A7%c3%a3o', false],
    ['/a%2fb', '/a%2Fb', false],
    ['', '/', true],
    ['*', '/', false],
  ])('Disallow: %s, asked for %s: %s', (pattern, path, allowed) => {
    expect(isAllowed(disallowing(pattern), ROBOT, path)).toBe(allowed);
  });

  it('takes the longest pattern, and of two as long the one that allows', () => {
    const rules = 'User-agent: *\nDisallow: /a/\nAllow: /a/b\nDisallow: /a/b\nAllow: /a\n';
    expect(['/a/c', '/a/b', '/a'].map((path) => isAllowed(rules, ROBOT, path))).toEqual([false, true, true]);
  });

  it('joins the groups of one name, and no line but a rule ends a list of names', () => {
    const rules =
      '\ufeffUser-agent: GREENLIGHTBOT/2.0 # us\r\nSitemap: https://x.test/\r\nUser-agent: other\r\n\r\nDisallow: /a\rUser-agent: *\nDisallow: /\nUser-agent: greenlightbot\nDisallow: /b\n';
    expect(['/a', '/b', '/c'].map((path) => isAllowed(rules, ROBOT, path))).toEqual([false, false, true]);
  });

  it('says what the package robots-parser says, of any small file', () => {
    const path = fc.array(fc.constantFrom('a', 'b', '/', 'é', '%41', '?')).map((all) => `/${all.join('')}`);
    const pattern = fc
      .array(fc.constantFrom('a', 'b', '/', 'é', '%41', '*', '$', '**'))
      .map((all) => all.join(''));
    const line = fc.oneof(
      fc.constantFrom('User-agent: *', 'User-agent: other', `User-agent: ${ROBOT}`, '# nothing', ''),
      fc
        .tuple(fc.constantFrom('Allow', 'Disallow'), fc.constantFrom('', '/'), pattern)
        .map(([key, root, rest]) => `${key}: ${root}${rest}`),
    );
    // SAFETY: the package exports its function itself; its types say that it is a property `default` of it.
    const parse = robotsParser as unknown as typeof robotsParser.default;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), path, (lines, asked) => {
        // A list of names that no rule follows is no group: there the package and the RFC part.
        const file = [...lines, 'Disallow: /zzz'].join('\n');
        const { href, pathname, search } = new URL(`http://x.test${asked}`);
        expect(isAllowed(file, ROBOT, pathname + search)).toBe(
          parse('http://x.test/robots.txt', file).isAllowed(href, ROBOT),
        );
      }),
      { numRuns: 2000 },
    );
  });

  // The package takes seconds for the first, and the memory of the process for the last.
  it.each([
    ['wildcards in a row', disallowing(`/${'*a'.repeat(10_000)}b`)],
    ['many long patterns', disallowing(...Array<string>(500).fill(`/${'*a'.repeat(500)}b`))],
    ['many short patterns', disallowing(...Array<string>(MAX_WILDCARDS).fill('/*ab'))],
    ['nothing but names', filledWith('User-agent: a\n')],
    [
      'as many names as rules',
      `${filledWith('User-agent: *\n').slice(0, MAX_CHARACTERS / 2)}\n${filledWith('Disallow: a\n').slice(0, MAX_CHARACTERS / 2)}`,
    ],
    ['one line', `Disallow: ${' '.repeat(MAX_CHARACTERS)}x`],
  ])('reads 500 KB of %s at once', async (_what, file) => {
    const path = `/${'a'.repeat(8000)}`;
    expect(await cpuMs(() => expect(isAllowed(file, ROBOT, path)).toBe(true))).toBeLessThan(3000);
  });

  it('allows nothing where a file has more wildcards than a site needs', () => {
    const file = disallowing(...Array.from({ length: MAX_WILDCARDS + 1 }, (_, n) => `/*${n}`));
    expect(isAllowed(file, ROBOT, '/x')).toBe(false);
    expect(isAllowed(`${file}User-agent: ${ROBOT}\nAllow: /\n`, ROBOT, '/x')).toBe(true);
  });
});
