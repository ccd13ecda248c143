import { expect, it } from 'vitest';
import { publicInternet } from '../../../platform/web/reach.ts';
import { isReadable } from './is-readable.ts';

it.each([
  'https://example.org/a',
  'http://example.org:8080/a?b=c',
  'https://1.1.1.1/',
  'https://saúde.example.org/página',
])('isReadable() lets %s through', (address) => {
  expect(isReadable(address, publicInternet)).toBe(true);
});

it.each([
  'http://127.0.0.1/',
  'http://2130706433/',
  'http://[::1]/',
  'http://[::ffff:7f00:1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://localhost/',
  'http://localhost./',
  'http://intranet/',
  'http://printer.local/',
  'http://metadata.google.internal/',
  'ftp://example.org/a',
  'javascript:alert(1)',
  'https://ana:secret@example.org/',
  'https://example.org:22/',
  'not an address',
  '',
])('isReadable() keeps %j out', (address) => {
  expect(isReadable(address, publicInternet)).toBe(false);
});
