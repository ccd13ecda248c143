import { describe, expect, it } from 'vitest';
import { summary } from './run-vitest.ts';

describe('summary() of a run of vitest', () => {
  it('counts what passed', () => {
    const output = ' Test Files  2 passed (2)\n      Tests  31 passed | 2 skipped (33)\n';
    expect(summary(output, true)).toEqual({ passed: true, tests: 31, failed: [] });
  });

  it('names what failed with its error and where it was thrown, each once', () => {
    const line = [
      ...[' FAIL  bot/a.test.ts > the bot > waits', 'Error: Waited 30 s for a card', 'Call log:'],
      ...['  - waiting for a button', '', ' ❯ bot/a.test.ts:7:9', '      5|   const a = 1;'],
    ].join('\n');
    expect(summary(`${line}\n\n${line}\n      Tests  1 failed | 30 passed (31)\n`, false)).toEqual({
      passed: false,
      tests: 30,
      failed: [
        'bot/a.test.ts > the bot > waits: Error: Waited 30 s for a card Call log: - waiting for a button ❯ bot/a.test.ts:7:9',
      ],
    });
  });

  it('says what it read when a run broke off before any test', () => {
    expect(summary('npm test: lint failed.\n', false).failed).toEqual(['npm test: lint failed.']);
  });

  it('takes no run without tests for a pass', () => {
    expect(summary('No test files found', true)).toMatchObject({ passed: false, failed: ['no test ran'] });
  });
});
