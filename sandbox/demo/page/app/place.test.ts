import { describe, expect, it } from 'vitest';
import { parsePlace, placeUrl } from './place.ts';

const base = 'http://127.0.0.1:3000/?user=U0LUCIA';

describe('parsePlace()', () => {
  it.each([
    [
      '/?user=U1&channel=C1&thread=1700000000.000100',
      { user: 'U1', channel: 'C1', thread: '1700000000.000100' },
    ],
    ['/?view=home', { home: true }],
    ['/?channel=C1&view=threads', { channel: 'C1', panel: 'threads' }],
    ['/?channel=C1&view=search&query=a+b', { channel: 'C1', panel: 'search', query: 'a b' }],
    ['/?view=other', {}],
    ['/archives/C1/p1700000000000100', { channel: 'C1', message: '1700000000.000100' }],
    [
      'https://alba-implantes.slack.com/archives/C1/p1700000001000200?thread_ts=1700000000.000100&cid=C1',
      { channel: 'C1', message: '1700000001.000200', thread: '1700000000.000100' },
    ],
    ['/archives/C1', { channel: 'C1' }],
    ['/#/archives/C1/p1700000000000100', { channel: 'C1', message: '1700000000.000100' }],
    ['/#C1/1700000000.000100', { channel: 'C1', thread: '1700000000.000100' }],
    ['/#C1', { channel: 'C1' }],
  ])('reads %s', (href, place) => {
    expect(parsePlace(href, base)).toEqual(place);
  });

  it('leaves other addresses to the browser', () => {
    expect(parsePlace('https://example.com/?channel=C1', base)).toBeNull();
    expect(parsePlace('/sandbox/api/files/F1', base)).toBeNull();
  });

  it('reads back what placeUrl() wrote', () => {
    const place = { user: 'U1', channel: 'C1', thread: '1700000000.000100' };
    expect(parsePlace(placeUrl(place), base)).toEqual(place);
    const found = { user: 'U1', channel: 'C1', panel: 'search', query: 'in:#sales a' } as const;
    expect(parsePlace(placeUrl(found), base)).toEqual(found);
  });
});
