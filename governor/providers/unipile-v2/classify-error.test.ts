import { describe, expect, it } from 'vitest';
import { errorTypesV2 } from '../../../testing/linkedin.ts';
import { classifyError } from './classify-error.ts';

const answer = (status: number, type: string | null, detail?: string) =>
  classifyError({ kind: 'answer', status, type, detail });

// Status, types, class, what is recorded, what it says about the account.
const table: [number, string, string, string, string][] = [
  [400, 'api/invalid_parameters provider/invalid_parameters', 'permanent_action', 'failed', 'none'],
  [401, 'api/missing_authorization api/expired_authorization', 'config', 'not_sent', 'config'],
  [403, 'api/insufficient_permissions api/inactive_subscription', 'config', 'not_sent', 'config'],
  [401, 'provider/invalid_authorization', 'account_down', 'not_sent', 'account_down'],
  [401, 'provider/invalid_credentials provider/account_mismatch', 'account_down', 'not_sent', 'account_down'],
  [410, 'api/gone', 'account_down', 'not_sent', 'account_down'],
  [401, 'provider/invalid_checkpoint_code', 'checkpoint', 'not_sent', 'checkpoint'],
  [403, 'api/account_restricted', 'restricted', 'not_sent', 'restricted'],
  [403, 'provider/insufficient_permissions', 'permanent_recipient', 'failed', 'none'],
  [404, 'provider/resource_not_found', 'permanent_lead', 'failed', 'not_found'],
  [405, 'provider/method_not_allowed', 'capability', 'failed', 'none'],
  [409, 'provider/conflict api/conflict api/already_exists', 'verify', 'unknown', 'none'],
  [422, 'provider/unprocessable_entity', 'verify', 'unknown', 'none'],
  [429, 'api/too_many_requests provider/too_many_requests', 'rate', 'not_sent', 'rate'],
  [501, 'api/not_implemented', 'capability', 'failed', 'none'],
  [404, 'api/resource_not_found', 'unknown', 'unknown', 'none'],
  [500, 'api/internal_error provider/server_error', 'unknown', 'unknown', 'server_error'],
  [502, 'api/proxy_error', 'unknown', 'unknown', 'server_error'],
  [504, 'provider/timeout api/proxy_timeout', 'unknown', 'unknown', 'server_error'],
];
const rows = table.flatMap(([status, types, ...rest]) =>
  types.split(' ').map((type) => [status, type, ...rest] as const),
);

describe('classifyError() of V2', () => {
  it.each(rows)('%i %s is %s: %s, signal %s', (status, type, className, result, signal) => {
    expect(answer(status, type)).toMatchObject({ class: className, code: type, result, signal });
  });

  it('rests an account whose limit the detail speaks of, and only then', () => {
    const type = 'provider/unprocessable_entity';
    expect(answer(422, type, 'You have reached a temporary provider limit.')).toMatchObject({
      class: 'account_limit',
      result: 'not_sent',
      signal: 'limit',
    });
    expect(answer(422, type, 'This profile is unlimited')).toMatchObject({ class: 'verify' });
    expect(answer(502, type, 'limit')).toMatchObject({ result: 'unknown' });
  });

  it('tells our key from the account at a 401 that is new to us', () => {
    expect(answer(401, 'api/from_the_future')).toMatchObject({ signal: 'config' });
    expect(answer(401, 'provider/from_the_future')).toMatchObject({ signal: 'account_down' });
    expect(answer(401, null)).toMatchObject({ signal: 'account_down' });
  });

  it.each([
    [422, 'provider/from_the_future'],
    [422, null],
    [404, null],
    [200, 'provider/conflict'],
    [502, 'provider/conflict'],
    [418, 'api/teapot'],
    [422, 'constructor'],
  ])('%i %s is new to us: it may have been sent', (status, type) => {
    expect(answer(status, type)).toMatchObject({ class: 'unknown', result: 'unknown' });
  });

  it('never takes an error for a success', () => {
    for (const type of errorTypesV2)
      for (const status of [400, 401, 403, 404, 409, 410, 422, 429, 500, 502])
        expect(['failed', 'not_sent', 'unknown']).toContain(answer(status, type).result);
  });
});
