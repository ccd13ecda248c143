import { expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { silentLog } from '../../platform/log.ts';
import { refusedAs } from './refused-as.ts';

it('gives the code of a refusal and leaves the sentence of the database to the log', () => {
  const logged: unknown[] = [];
  const log = { ...silentLog, warn: (...entry: unknown[]) => logged.push(entry) };
  const error = new ExpectedError('bad_rules', 'Cannot change the house rules: its id is odd');
  expect(refusedAs({ log }, error)).toBe('bad_rules');
  expect(logged).toEqual([['database_refused', { code: 'bad_rules', error }]]);
  expect(refusedAs({ log }, new Error('a bug'))).toBeNull();
  expect(logged).toHaveLength(1);
});
