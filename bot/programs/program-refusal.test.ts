import { expect, it } from 'vitest';
import { ExpectedError } from '../../platform/errors.ts';
import { asRefusal } from './program-refusal.ts';

it.each(['database_unavailable', 'token_refused', 'storage_unavailable', 'storage_refused'])(
  'asRefusal() lets a program send its request again after "%s", which says nothing of the request',
  (code) => {
    const refusal = asRefusal(new ExpectedError(code, 'No answer'));
    expect(refusal).toMatchObject({ status: 503, code: 'try_again', headers: { 'retry-after': '5' } });
  },
);

it('asRefusal() tells what the database refuses by its code, and nothing of a fault of ours', () => {
  expect(asRefusal(new ExpectedError('key_reused', 'Key "a b"'))).toMatchObject({ status: 409 });
  expect(asRefusal(new ExpectedError('illegal_move', 'Job 7'))).toBeNull();
  expect(asRefusal(new TypeError('x'))).toBeNull();
});
