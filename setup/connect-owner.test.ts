import { describe, expect, it } from 'vitest';
import { clientConfig } from './connect-owner.ts';

const hosted = 'postgresql://postgres:pw@db.abc.supabase.co:5432/postgres';

describe('clientConfig()', () => {
  it.each([
    [hosted, { rejectUnauthorized: false }],
    [`${hosted}?sslmode=require`, { rejectUnauthorized: false }],
    ['postgres://postgres:pw@127.0.0.1:5432/postgres', false],
    ['postgres://postgres:pw@127.0.0.1:5432/postgres?sslmode=require', { rejectUnauthorized: false }],
  ])('encrypts wherever it is not this machine, or is asked to: %s', (url, ssl) => {
    const config = clientConfig(url, undefined);
    expect(config.ssl).toEqual(ssl);
    // pg reads `require` as `verify-full`, which no machine can prove without the project's own certificate.
    expect(config.connectionString).not.toContain('sslmode');
  });

  it.each(['disable', 'verify-full'])('leaves sslmode=%s to pg', (mode) => {
    const url = `${hosted}?sslmode=${mode}`;
    expect(clientConfig(url, undefined)).toMatchObject({ connectionString: url });
    expect(clientConfig(url, undefined).ssl).toBeUndefined();
  });

  it('checks the server by the certificate that is given', () => {
    const { ssl } = clientConfig(`${hosted}?sslmode=require`, import.meta.filename);
    expect(ssl).toEqual({ ca: expect.stringContaining('checks the server') });
  });
});
