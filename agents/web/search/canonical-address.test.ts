import { describe, expect, it } from 'vitest';
import { canonicalAddress } from './canonical-address.ts';

const page = 'https://example.org/a/page';

describe('canonicalAddress()', () => {
  it.each([
    'https://example.org/a/page',
    'http://example.org/a/page',
    'https://EXAMPLE.org/a/page/',
    'https://www.example.org/a/page',
    'https://example.org:443/a/page',
    'http://example.org:80/a/page',
    'https://example.org./a/page',
    'https://example.org/a//page',
    'https://example.org/a/../a/page',
    'https://example.org/a/page#results',
    'https://example.org/a/page#:~:text=42%20samples',
    'https://example.org/a/page?',
    'https://example.org/a/page?utm_source=x&utm_medium=y&UTM_Campaign=z',
    'https://example.org/a/page?gclid=1&fbclid=2&msclkid=3&mc_cid=4',
    'https://user:secret@example.org/a/page',
    '  https://example.org/a/page  ',
  ])('reads %s as the page itself', (address) => {
    expect(canonicalAddress(address)).toBe(page);
  });

  it('has no slash behind a host alone', () => {
    expect(canonicalAddress('http://www.example.org/')).toBe('https://example.org');
    expect(canonicalAddress('https://example.org/?utm_source=x')).toBe('https://example.org');
  });

  it('keeps the parameters that choose what is shown, in one order', () => {
    expect(canonicalAddress('https://example.org/p?id=2&b=1&utm_id=9')).toBe(
      'https://example.org/p?b=1&id=2',
    );
    expect(canonicalAddress('https://example.org/p/?b=1&id=2')).toBe('https://example.org/p?b=1&id=2');
    expect(canonicalAddress('https://example.org/p?full')).toBe(
      canonicalAddress('https://example.org/p?full='),
    );
  });

  it('reads encoded and plain letters alike, and names of other scripts', () => {
    expect(canonicalAddress('https://example.org/esteriliza%C3%A7%C3%A3o')).toBe(
      canonicalAddress('https://example.org/esterilização'),
    );
    expect(canonicalAddress('https://saúde.example.org/')).toBe(
      canonicalAddress('https://xn--sade-rra.example.org/'),
    );
  });

  it.each([
    ['https://m.example.org/a/page', 'a host for phones'],
    ['https://example.org/a/page/amp', 'a path of AMP'],
    ['https://example.org/A/page', 'a path in other letters'],
    ['https://example.org/a/page/index.html', 'an index file'],
    ['https://example.org/a/page?page=2', 'a second page'],
    ['https://example.org:8443/a/page', 'another port'],
    ['https://www.org/a/page', 'a name that is www itself'],
    ['https://example.com/a/page', 'another site'],
  ])('keeps %s apart: %s', (address) => {
    expect(canonicalAddress(address)).not.toBe(page);
  });

  it('is itself once more', () => {
    for (const address of [page, 'https://example.org/?q=a%20b&a=%C3%A7', 'http://example.org/%zz?x=%2F'])
      expect(canonicalAddress(canonicalAddress(address))).toBe(canonicalAddress(address));
  });

  it.each(['', 'mailto:ana@example.org', 'example.org/a', 'https://', 'file:///etc/passwd', 'data:,x'])(
    'leaves %j as it is, which is no address of the web',
    (address) => {
      expect(canonicalAddress(address)).toBe(address);
    },
  );
});
