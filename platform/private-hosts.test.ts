import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('readConfig() reads private hosts as addresses write them: in small letters, one a word', () => {
  const { privateHosts } = readConfig({ MODE: 'sandbox', WEBHOOK_PRIVATE_HOSTS: 'Hooks.Internal, 10.0.0.7' });
  expect(privateHosts).toEqual(['hooks.internal', '10.0.0.7']);
  expect(() => readConfig({ MODE: 'sandbox', WEBHOOK_PRIVATE_HOSTS: 'http://hooks' })).toThrow(
    /names or addresses/,
  );
});
