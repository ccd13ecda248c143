import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkable, linked, readAddress } from './web-address.ts';

describe('readAddress()', () => {
  it.each([
    ['https://example.com/a', { url: 'https://example.com/a' }],
    ['http://example.com', { url: 'http://example.com/' }],
    ['www.example.com/a', { url: 'https://www.example.com/a' }],
    ['example.com:8443/a', { url: 'https://example.com:8443/a' }],
    ['https://exämple.com/ação', { url: 'https://xn--exmple-cua.com/a%C3%A7%C3%A3o' }],
    // Whether it may be reached is decided where it is reached.
    ['http://169.254.169.254/', { url: 'http://169.254.169.254/' }],
    ['https://user:pass@example.com/', { fault: 'credentials' }],
    ['file:///etc/passwd', { fault: 'scheme' }],
    ['javascript:alert(1)', { fault: 'scheme' }],
    ['ftp://example.com/a', { fault: 'scheme' }],
    ['not an address', { fault: 'not_an_address' }],
    ['word', { fault: 'not_an_address' }],
    ['https://', { fault: 'not_an_address' }],
    ['', { fault: 'not_an_address' }],
    [`https://example.com/${'a'.repeat(2000)}`, { fault: 'too_long' }],
    // Longer once it is spelled for the wire.
    [`https://example.com/${'ç'.repeat(500)}`, { fault: 'too_long' }],
  ])('reads %s', (said, expected) => {
    expect(readAddress(said)).toEqual(expected);
  });
});

describe('linked()', () => {
  it('never lets an address end its link or begin another', () => {
    expect(linked('https://a.com/x|<!channel>?q="&amp;', 'Page')).toBe(
      '<https://a.com/x%7C%3C!channel%3E?q=%22&amp;amp;|Page>',
    );
    expect(linked('javascript:alert(1)', 'Page')).toBe('Page');
    fc.assert(
      fc.property(fc.string(), (path) => {
        const link = linked(`https://a.com/${path}`, 'Page');
        expect(link === 'Page' || /^<https:\/\/[^<>|\s]+\|Page>$/.test(link)).toBe(true);
      }),
    );
  });

  it('refuses what is no page', () => {
    expect(linkable('mailto:a@b.c')).toBeNull();
    expect(linkable('nonsense')).toBeNull();
  });
});
