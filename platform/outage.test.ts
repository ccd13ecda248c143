import { describe, expect, it } from 'vitest';
import { ExpectedError } from './errors.ts';
import type { Log } from './log.ts';
import { Outage, withoutOutages } from './outage.ts';

function heard() {
  const lines: unknown[] = [];
  const line: Log['info'] = (event, fields) => void lines.push([event, fields]);
  const log: Log = { info: line, warn: line, error: line };
  let now = 0;
  return {
    lines,
    log,
    clock: { now: () => now },
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('Outage', () => {
  it('writes one line with the cause when the third call in a row is not answered, and one when one is', () => {
    const { lines, log, clock, wait } = heard();
    const line = new Outage('database', clock, log);
    line.unanswered('ECONNREFUSED');
    line.unanswered('ECONNREFUSED');
    expect(lines).toEqual([]);
    expect(line.isUp).toBe(true);
    for (let call = 0; call < 1000; call += 1) line.unanswered('ECONNREFUSED');
    expect(line.isUp).toBe(false);
    wait(5000);
    line.answered();
    line.answered();
    expect(lines).toEqual([
      ['database_away', { code: 'ECONNREFUSED' }],
      ['database_back', { ms: 5000 }],
    ]);
    expect(line.isUp).toBe(true);
  });

  it('tells a refusal at once, and once a cause', () => {
    const { lines, log, clock } = heard();
    const line = new Outage('model', clock, log, { model: 'm' });
    for (const code of ['model_refused_key', 'model_refused_key', 'model_no_credit', 'model_refused_key'])
      line.refused(code);
    expect(lines).toEqual([
      ['model_away', { model: 'm', code: 'model_refused_key' }],
      ['model_away', { model: 'm', code: 'model_no_credit' }],
    ]);
    expect(line.refusal).toBe('model_refused_key');
    line.answered();
    expect(line.refusal).toBeNull();
    line.refused('model_refused_key');
    expect(lines).toHaveLength(4);
  });

  it('takes calls that are answered now and then for no outage', () => {
    const { lines, log, clock } = heard();
    const line = new Outage('unipile', clock, log);
    for (let round = 0; round < 10; round += 1) {
      line.unanswered('timeout');
      line.unanswered('timeout');
      line.answered();
    }
    expect(lines).toEqual([]);
  });
});

describe('withoutOutages()', () => {
  it('leaves out what says only that the database is away, and keeps what a person or a release lost by it', () => {
    const { lines, log } = heard();
    const quiet = withoutOutages(log);
    const error = new ExpectedError('database_unavailable', 'No answer');
    quiet.warn('claim_failed', { error });
    quiet.error('outbox_not_read', { error: new ExpectedError('token_refused', 'JWT expired') });
    quiet.error('person_not_told', { user_id: 'U1', error });
    quiet.error('release_not_recorded', { release_id: 1, error });
    quiet.warn('claim_failed', { error: new Error('a bug') });
    quiet.info('job_completed', { job_id: 'j' });
    expect(lines.map((line) => (line as [string])[0])).toEqual([
      'person_not_told',
      'release_not_recorded',
      'claim_failed',
      'job_completed',
    ]);
  });
});
