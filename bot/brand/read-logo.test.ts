import { Renderer } from '@takumi-rs/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMs } from '../../testing/cpu-ms.ts';
import { seededBrandKit } from '../../testing/seed.ts';
import { readLogo } from './read-logo.ts';

const svg = (inside: string, attributes = 'viewBox="0 0 96 96"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`);
/** Groups of ten that each draw the one before: the last draws it ten to the power of `n` times. */
const times = (n: number, one: string) =>
  Array.from({ length: n }, (_, i) => `<g id="a${i + 1}">${one.replace('?', `${i}`).repeat(10)}</g>`).join(
    '',
  );
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
    const { logo_svg } = seededBrandKit;
    expect(readLogo(Buffer.from(logo_svg))).toEqual({ svg: logo_svg });
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

  it.each([
    ['a filter', '<filter id="f"><feTurbulence numOctaves="1000000"/></filter>'],
    ['a part of a filter', '<g><feTurbulence/></g>'],
    ['a filter by name', '<rect filter="url(#f)"/>'],
    ['a filter by style', '<rect style="fill:red; filter : blur(9px)"/>'],
    ['a filter behind a comment', '<style>.a{filter/* */:blur(9px)}</style>'],
    ['a filter in entities', '<rect style="&#102;ilter:blur(9px)"/>'],
    ['a filter in its second try', '<rect style="filter:none;filter:blur(9px)"/>'],
    ['a marker', '<marker id="m"/>'],
    ['dashes', '<path d="M0 0H96" stroke-dasharray=".0001"/>'],
    ['what draws itself', '<g id="a"><use href="#a"/></g>'],
    [
      'a chain of parts',
      Array.from({ length: 2000 }, (_, i) => `<g id="a${i + 1}"><use href="#a${i}"/></g>`)
        .toReversed()
        .join(''),
    ],
    ['a part drawn a million times', `<g id="a0"><rect/></g>${times(6, '<use href="#a?"/>')}`],
    ['patterns in patterns', `<g id="a0"><rect/></g>${times(6, '<rect fill="url(#a?)"/>')}`],
    ['masks by style', `<g id="a0"><rect/></g>${times(6, '<rect style="mask:url(#a?)"/>')}`],
    ['a mask by class', `<style>.m{mask:url(#m)}</style><mask id="m"/>${'<rect class="m"/>'.repeat(300)}`],
    ['a fill handed down', `<pattern id="p"/><g fill="url(#p)">${'<rect/>'.repeat(300)}</g>`],
    ['more shapes than a logo has', '<rect/>'.repeat(6000)],
  ])('refuses %s, which would take too long to draw', (_, inside) => {
    expect(fault(svg(inside))).toBe('too_complex');
  });

  it('accepts what drawing programs write of that and mean nothing by', () => {
    const harmless = `<g opacity=".5" style="filter:none;marker:none;stroke-dasharray:none">${'<rect/>'.repeat(1000)}</g>`;
    expect(fault(svg(harmless))).toBeNull();
    const clipped = '<defs><rect id="r"/></defs><clipPath id="c"><use href="#r"/></clipPath>';
    expect(fault(svg(`${clipped}<g clip-path="url(#c)">${'<path d="M0 0"/>'.repeat(900)}</g>`))).toBeNull();
  });

  it('refuses names of drawing programs that stand for SVG itself, and links by another prefix', () => {
    const bound = 'viewBox="0 0 9 9" xmlns:inkscape="http://www.w3.org/2000/svg"';
    expect(fault(svg('<inkscape:script>1</inkscape:script>', bound))).toBe('active');
    expect(fault(svg('<use x:href="file:///etc/passwd"/>', 'viewBox="0 0 9 9" xmlns:x="x"'))).toBe(
      'external',
    );
  });

  it('looks at how large an embedded picture says it is', () => {
    const image = (bytes: Buffer, type: string) =>
      svg(`<image href="data:image/${type};base64,${bytes.toString('base64')}"/>`);
    const jpeg = (side: number) =>
      Buffer.from(`ffd8ffe00004aabbffc0001108${side.toString(16).padStart(4, '0').repeat(2)}03`, 'hex');
    expect(fault(image(jpeg(2000), 'jpeg'))).toBeNull();
    expect(fault(image(jpeg(20_000), 'jpeg'))).toBe('too_many_pixels');
    expect(fault(image(Buffer.from('GIF89a'), 'png'))).toBe('not_svg');
  });

  it('reads any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readLogo(Buffer.from(bytes))));
  });

  // Patterns that look for the end of a name again and again took minutes over these.
  const runs =
    'a| |<|"|\'|=|<a |<path a|<path |<path a=|<path a="" |</|/|>|<?xml |<?xml a|<!--|<!doctype |<!|&#x|&#1|url(| href="|{|}|.a,|<style>|:a|-';
  it.each(runs.split('|'))('comes to an end soon over a run of %j', async (run) => {
    const long = run.repeat(200_000 / run.length);
    const taken = await cpuMs(() => {
      for (const inside of [
        long,
        `<${long}`,
        `<path ${long}/>`,
        `<path d="${long}"/>`,
        `<style>${long}</style>`,
      ]) {
        readLogo(svg(inside));
        readLogo(svg('', long));
        readLogo(Buffer.from(`${long}<svg viewBox="${long}" width="${long}"></svg>`));
      }
    });
    expect(taken).toBeLessThan(2000);
  });
});
