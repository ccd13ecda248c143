import { readFileSync } from 'node:fs';
import { Renderer } from '@takumi-rs/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLogo } from './read-logo.ts';

const svg = (inside: string, attributes = 'viewBox="0 0 96 96"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);
const fault = (bytes: Buffer) => {
  const read = readLogo(bytes);
  return 'fault' in read ? read.fault : null;
};
const png = (width: number, height: number) =>
  new Renderer().render(
    { type: 'container', style: { width, height, backgroundColor: '#ff0000' }, children: [] },
    { width, height, format: 'png' },
  );

describe('readLogo()', () => {
  it('keeps an SVG as it is, the seeded one too', () => {
    const seed = JSON.parse(
      readFileSync(new URL('../../sandbox/seed/brand-kit.json', import.meta.url), 'utf8'),
    ) as { logo_svg: string };
    expect(readLogo(Buffer.from(seed.logo_svg))).toEqual({ svg: seed.logo_svg });
  });

  it('accepts what drawing programs write around a drawing', () => {
    const exported = `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Generator: some program -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="96px" height="96px">
<defs><linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient><style>.b{fill:url(#a)}</style></defs>
<inkscape:grid id="g"/><rect class="b" width="96" height="96" fill="url(#a)"/><use xlink:href="#a"/></svg>`;
    const read = readLogo(Buffer.from(exported));
    expect('svg' in read && read.svg).toMatch(/^<svg .*<\/svg>$/s);
  });

  it.each([
    ['a script', '<script>alert(1)</script>', 'active'],
    ['a page inside', '<foreignObject><div/></foreignObject>', 'active'],
    ['an event', '<rect onload="alert(1)"/>', 'active'],
    ['an event in odd letters', "<rect OnClick = 'x'/>", 'active'],
    ['a link', '<a href="https://example.com"><rect/></a>', 'active'],
    ['an animation', '<animate attributeName="x"/>', 'active'],
    ['a script in a namespace', '<svg:script>1</svg:script>', 'active'],
    ['a javascript address', '<use href="java&#115;cript:alert(1)"/>', 'active'],
    ['a page as data', '<image href="data:text/html;base64,PGI+"/>', 'active'],
    ['an SVG as data', '<image href="data:image/svg+xml;base64,PHN2Zz4="/>', 'active'],
    ['a picture from elsewhere', '<image href="https://example.com/x.png"/>', 'external'],
    ['a picture from this machine', '<image xlink:href="file:///etc/passwd"/>', 'external'],
    ['a relative picture', '<image href="../x.png"/>', 'external'],
    ['a fetching style', '<style>@import "https://example.com/x.css";</style>', 'external'],
    ['a fetching attribute', '<rect style="fill:url(https://example.com/x)"/>', 'external'],
    ['an escaped one', '<rect style="fill:u\\72l(https://example.com/x)"/>', 'external'],
    ['a broken tag', '<rect', 'not_svg'],
    ['a hidden tag', '<rect width="1"><![CDATA[<script>]]></rect>', 'not_svg'],
  ])('refuses %s', (_, inside, expected) => {
    expect(fault(svg(inside))).toBe(expected);
  });

  it('refuses entities, which can grow or fetch', () => {
    const bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa">]>';
    expect(fault(Buffer.from(`${bomb}<svg viewBox="0 0 9 9"><text>&a;</text></svg>`))).toBe('active');
  });

  it('wants about a square', () => {
    expect(fault(svg('', 'viewBox="0 0 400 100"'))).toBe('not_square');
    expect(fault(svg('', 'width="100" height="120"'))).toBeNull();
    expect(fault(svg('', ''))).toBe('no_size');
    expect(fault(svg('', 'width="100%" height="100%"'))).toBe('no_size');
    expect(fault(svg('', 'viewBox="0 0 0 0"'))).toBe('no_size');
  });

  it('puts a PNG into an SVG that the slides can draw', async () => {
    const bytes = Buffer.from(await png(64, 64));
    const read = readLogo(bytes);
    if (!('svg' in read)) throw new Error('refused');
    const [r, g, b] = await new Renderer().render(
      { type: 'image', src: Buffer.from(read.svg), width: 8, height: 8 },
      { width: 8, height: 8, format: 'raw' },
    );
    expect([r, g, b]).toEqual([255, 0, 0]);
    // What was embedded once may be given again.
    expect(readLogo(Buffer.from(read.svg))).toEqual(read);
  });

  it('refuses a PNG that is too wide, too small or too large, and what is no picture', async () => {
    expect(fault(Buffer.from(await png(200, 64)))).toBe('not_square');
    expect(fault(Buffer.from(await png(16, 16)))).toBe('no_size');
    expect(fault(Buffer.from(await png(2100, 2100)))).toBe('too_many_pixels');
    expect(fault(Buffer.from('GIF89a'))).toBe('not_a_picture');
    expect(fault(Buffer.from('<html><body>log in</body></html>'))).toBe('not_a_picture');
    expect(fault(Buffer.from(await png(64, 64)).subarray(0, 20))).toBe('not_a_picture');
  });

  it('answers quickly whatever it is given', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readLogo(Buffer.from(bytes))));
    const started = performance.now();
    for (const text of ['<', '"', '<a ', '=', ' href="', '<!--', '<style>', '<?xml ', '<!doctype ']) {
      readLogo(Buffer.from(`<svg viewBox="0 0 9 9">${text.repeat(200_000 / text.length)}</svg>`));
    }
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
