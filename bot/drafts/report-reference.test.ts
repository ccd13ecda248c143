import { describe, expect, it } from 'vitest';
import { reportReference } from './report-reference.ts';

const ID = '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0';
const HEAD = 'https://alba.slack.com/archives/C0MARKETING/p1700000000000100';
const CARD =
  'https://alba.slack.com/archives/C0MARKETING/p1700000050000200?thread_ts=1700000000.000100&cid=C0MARKETING';
const thread = { channel_id: 'C0MARKETING', ts: '1700000000.000100' };

describe('reportReference()', () => {
  it.each([
    [`from ${ID}`, { job_id: ID }, ''],
    [`de ${ID.toUpperCase()}`, { job_id: ID }, ''],
    [`from the research ${ID}: the part on cleaning`, { job_id: ID }, 'the part on cleaning'],
    [`a partir da pesquisa ${ID}, 600 palavras`, { job_id: ID }, '600 palavras'],
    [`from ${HEAD}`, thread, ''],
    [`from ${CARD}`, thread, ''],
    [`de ${CARD} com foco em limpeza`, thread, 'com foco em limpeza'],
    [`from ${HEAD}.`, thread, ''],
    [HEAD, thread, ''],
    [`${CARD} in 600 words`, thread, 'in 600 words'],
    [
      'from http://localhost:3000/archives/C0SALES/p1700000000000100',
      { ...thread, channel_id: 'C0SALES' },
      '',
    ],
  ])('reads %j', (said, report, rest) => {
    expect(reportReference(said)).toEqual({ report, rest });
  });

  it.each([
    'from bar to patient: traceability of implants',
    'de onde vem o titânio',
    'from https://example.com/udi',
    `what ${ID} means`,
    `compare ${HEAD} with ours`,
    'from job 17',
    '',
  ])('leaves the topic %j alone', (said) => {
    expect(reportReference(said)).toBeNull();
  });
});
