import { expect, it } from 'vitest';
import { createLog } from '../../platform/log.ts';
import { wordsInLog } from './words-in-log.ts';

const lines: string[] = [];
const log = createLog('info', 'bot', { write: (line) => lines.push(line) > 0 });

it('wordsInLog() takes what a log line may say, also of an error, whose words were taken out', () => {
  log.info('card_shown', { job_id: 'd93e99cc-ee0b-4d1d-9455-8e68518efe1d', user_id: 'U0MARINA', ms: 12 });
  log.error('database_away', { code: 'JWT expired' });
  log.info('unipile_called', { url: 'GET /users/:id', ms: 4 });
  log.error('outbox_failed', { error: new TypeError('Cannot post "Olá Zoraide" to ana@x.example') });
  expect(wordsInLog(lines.join(''), ['marina', 'Zoraide'])).toEqual([]);
});

it.each([
  ['a word of a person', { code: 'Olá, tudo bem?' }],
  ['a name', { node: 'Zoraide' }],
  ['an e-mail address', { url: 'zo@x.example' }],
  ['a profile', { url: 'https://www.linkedin.com/in/zo' }],
  ['a field that no line may have', { title: 'x' } as object],
])('wordsInLog() finds %s', (_, fields) => {
  lines.length = 0;
  log.info('job_started', fields);
  expect(wordsInLog(lines.join(''), ['Zoraide'])).not.toEqual([]);
});

it('wordsInLog() finds what was written beside the log', () => {
  expect(wordsInLog('Error: Zoraide is unknown\n', [])).toHaveLength(1);
});
