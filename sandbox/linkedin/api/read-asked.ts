import type { z } from 'zod';
import type { Network } from '../network.ts';
import { ProviderError } from '../provider-error.ts';
import type { Account, Person } from '../shapes.ts';
import type { Asked } from './route.ts';

/** @throws {ProviderError} 415 for another content type, 400 for what does not fit. */
export function readJson<T>(asked: Asked, shape: z.ZodType<T>): T {
  if (!asked.contentType.startsWith('application/json'))
    throw new ProviderError('unsupported_media_type', 'The body must be application/json.');
  let value: unknown;
  try {
    value = JSON.parse(asked.raw.toString());
  } catch {
    throw new ProviderError('malformed_request', 'The body is not JSON.');
  }
  return check(shape, value);
}

/** @throws {ProviderError} 415 for JSON: chats take multipart/form-data only. */
export async function readForm(asked: Asked): Promise<FormData> {
  if (!asked.contentType.startsWith('multipart/form-data'))
    throw new ProviderError('unsupported_media_type', 'The body must be multipart/form-data.');
  try {
    const headers = { 'content-type': asked.contentType };
    return await new Response(new Uint8Array(asked.raw), { headers }).formData();
  } catch {
    throw new ProviderError('malformed_request', 'The body is not multipart/form-data.');
  }
}

function check<T>(shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const type = issue?.code === 'too_big' ? 'too_many_characters' : 'invalid_parameters';
  throw new ProviderError(type, `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

/** @throws {ProviderError} 404 for an account that is not there. */
export function accountOf(net: Network, id: string | null): Account {
  if (!id) throw new ProviderError('missing_parameters', 'account_id is missing.');
  const account = net.accounts.get(id);
  if (!account) throw new ProviderError('resource_not_found', 'Account not found.');
  return account;
}

/** @throws {ProviderError} When LinkedIn does not let this account act now. */
export function mustWork(account: Account): void {
  const refusals: Partial<Record<Account['status'], string>> = {
    credentials: 'disconnected_account',
    stopped: 'disconnected_account',
    checkpoint: 'checkpoint_error',
    restricted: 'account_restricted',
    connecting: 'no_client_session',
    error: 'no_client_session',
  };
  const type = refusals[account.status];
  if (type) throw new ProviderError(type);
}

/** @throws {ProviderError} 404 for an unknown person. */
export function personOf(net: Network, identifier: string): Person {
  const person = net.people.get(identifier);
  if (!person) throw new ProviderError('invalid_resource_identifier', 'User ID does not match any user.');
  return person;
}

export function limitOf(query: URLSearchParams, usual: number, most: number): number {
  const given = query.get('limit');
  if (given === null) return usual;
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > most)
    throw new ProviderError('invalid_parameters', `limit: 1 to ${most}, not "${given}"`);
  return limit;
}
