import { describe, expect, it } from 'vitest';
import { findBrowser } from './find-browser.ts';

describe('findBrowser()', () => {
  it('takes the given path and nothing else', () => {
    expect(findBrowser({ chromiumPath: '/my/chrome' }, (file) => file === '/my/chrome')).toBe('/my/chrome');
    expect(findBrowser({ chromiumPath: '/wrong' }, (file) => file === '/usr/bin/chromium')).toBeNull();
  });

  it('looks in the usual places, then on the path', () => {
    expect(findBrowser({}, (file) => file === '/usr/bin/chromium')).toBe('/usr/bin/chromium');
    expect(findBrowser({ path: '/opt/bin' }, (file) => /^.opt.bin.google-chrome$/.test(file))).toMatch(
      /google-chrome$/,
    );
  });

  it('gives null on a machine without one', () => {
    expect(findBrowser({ path: '/opt/bin' }, () => false)).toBeNull();
  });
});
