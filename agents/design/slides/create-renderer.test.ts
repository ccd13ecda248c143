import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Renderer } from '@takumi-rs/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Deck } from '../../../ports/model-tasks.ts';
import { readPdf } from '../../../testing/design/pdf-text.ts';
import { sampleDeck } from '../../../testing/design/sample-deck.ts';
import { seededBrandKit } from '../../../testing/seed.ts';
import { PAGE_HEIGHT, PAGE_WIDTH } from '../page.ts';
import { type CarouselRenderer, createRenderer, type RenderedDeck } from './create-renderer.ts';
import { posterFamily } from './poster-family.ts';

const sources = { p1: 'Passivação de titânio' };

const size = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });
const whole = { width: PAGE_WIDTH, height: PAGE_HEIGHT };
const slice = (...numbers: number[]) => ({
  ...sampleDeck,
  slides: sampleDeck.slides.filter((_, i) => numbers.includes(i + 1)),
});

/** Four bytes a pixel, painted back by the renderer's own decoder. */
function decoded(png: Buffer): Promise<Buffer> {
  return new Renderer().render({ type: 'image', src: png, ...whole }, { ...whole, format: 'raw' });
}

/** RGB of one pixel. */
async function pixels(png: Buffer): Promise<(x: number, y: number) => string> {
  const raw = await decoded(png);
  return (x, y) => [...raw.subarray((y * PAGE_WIDTH + x) * 4, (y * PAGE_WIDTH + x) * 4 + 3)].join(',');
}

let renderer: CarouselRenderer;
let final: RenderedDeck;
let draft: RenderedDeck;
beforeAll(async () => {
  renderer = await createRenderer();
  final = await renderer.render(sampleDeck, seededBrandKit, { draft: false, language: 'pt', sources });
  draft = await renderer.render(sampleDeck, seededBrandKit, { draft: true, language: 'pt', sources });
});

describe('render()', () => {
  it('makes one 1080x1350 PNG for each slide, small enough to be stored', () => {
    expect(final.pages).toHaveLength(sampleDeck.slides.length);
    for (const page of final.pages) {
      expect(page.subarray(1, 4).toString()).toBe('PNG');
      expect(size(page)).toEqual(whole);
      expect(page.length).toBeLessThan(400_000);
    }
  });

  it('shows a value of a chart with all its digits, never rounded', async () => {
    const chart = {
      layout: 'chart' as const,
      title: 'Limites',
      evidence: [],
      unit: '%',
      source: '',
      bars: [
        { label: 'Hidrogênio', value: 0.012 },
        { label: 'Ferro', value: 0.25 },
      ],
    };
    const { pdf } = await renderer.render({ ...sampleDeck, slides: [chart] }, seededBrandKit, {
      draft: false,
      language: 'pt',
    });
    expect(readPdf(pdf).text).toContain('0,012%');
  });

  it('makes an overview 1600 px wide of any number of slides up to 12', async () => {
    expect(size(final.overview).width).toBe(1600);
    const [first] = sampleDeck.slides;
    const twelve = {
      ...sampleDeck,
      slides: Array.from({ length: 12 }, (_, i) => sampleDeck.slides[i] ?? first),
    };
    const { overview, pdf } = await renderer.render(twelve as typeof sampleDeck, seededBrandKit, {
      draft: true,
    });
    expect(size(overview).height).toBeLessThan(1700);
    expect(overview.length).toBeLessThan(4_000_000);
    expect(pdf.length).toBeLessThan(4_000_000);
  });

  it('makes a PDF with one page a slide, all of one size, with its title and language', () => {
    const { pages, boxes, raw } = readPdf(final.pdf);
    expect(pages).toBe(sampleDeck.slides.length);
    expect(new Set(boxes)).toEqual(new Set([`0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}`]));
    expect(raw).toContain('/Lang (pt-BR)');
    expect(raw).toContain('/DisplayDocTitle true');
    expect(raw).toContain('/FontFile2');
    expect(final.pdf.length).toBeLessThan(4_000_000);
  });

  it('draws the PDF in outlines and real text, sharp at any size, without a picture of a page', () => {
    const { visible, raw } = readPdf(final.pdf);
    expect(visible).toBeGreaterThan(sampleDeck.slides.length * 3);
    const widths = [...raw.matchAll(/\/Subtype \/Image[^>]*?\/Width (\d+)/gs)].map(([, width]) =>
      Number(width),
    );
    // The logo and one emoji.
    expect(Math.max(...widths)).toBeLessThan(PAGE_WIDTH / 4);
  });

  it('keeps accents, units and order of the texts of the slides in the PDF', () => {
    const { text } = readPdf(final.pdf);
    expect(text).not.toContain('\ufffd');
    const flat = text.replaceAll(/\s+/g, ' ');
    for (const words of ['Compras técnicas', 'validação', 'µm', '≥ 860 MPa', 'Ti-6Al-4V', 'Remédio', 'óxido'])
      expect(flat).toContain(words);
    expect(flat.indexOf('Compras')).toBeLessThan(flat.indexOf('preço'));
    expect(flat.indexOf('Documentos')).toBeLessThan(flat.indexOf('Visita'));
    expect(flat).toContain('Fonte: Passivação de titânio');
  });

  it('marks a draft with a ribbon on each page, and a final page not', async () => {
    for (const [i, page] of draft.pages.entries()) {
      const [marked, clean] = [await pixels(page), await pixels(final.pages[i] ?? page)];
      const corner = [
        [1000, 130],
        [1040, 170],
        [1060, 190],
      ] as const;
      const ribbon = corner.map(([x, y]) => marked(x, y)).filter((pixel) => pixel === '242,162,58');
      expect(ribbon.length, `ribbon of page ${i + 1}`).toBeGreaterThan(0);
      expect(corner.map(([x, y]) => clean(x, y))).not.toEqual(corner.map(([x, y]) => marked(x, y)));
    }
  });

  it('draws what an approval lets out to the pixel as it was shown, all but the ribbon', async () => {
    for (const [i, page] of draft.pages.entries()) {
      const [shown, goesOut] = [await decoded(page), await decoded(final.pages[i] ?? page)];
      let [left, bottom, changed] = [PAGE_WIDTH, 0, 0];
      for (let at = 0; at < shown.length; at += 4) {
        // Each PNG has colours of its own, at most 16 of 255 off; a stroke of a letter is 100 and more.
        const off = [0, 1, 2].map((band) => Math.abs((shown[at + band] ?? 0) - (goesOut[at + band] ?? 0)));
        if (Math.max(...off) <= 40) continue;
        changed += 1;
        left = Math.min(left, (at / 4) % PAGE_WIDTH);
        bottom = Math.max(bottom, Math.floor(at / 4 / PAGE_WIDTH));
      }
      expect(changed, `page ${i + 1}`).toBeGreaterThan(0);
      expect({ left, bottom }, `page ${i + 1}`).toMatchObject({
        left: expect.toSatisfy((x: number) => x > PAGE_WIDTH - 330),
        bottom: expect.toSatisfy((y: number) => y < 330),
      });
    }
  });

  it('tags the PDF: one section a page, its title as heading, the picture left out', () => {
    const { raw, contents } = readPdf(final.pdf);
    expect(raw).toContain('/Marked true');
    expect(raw.match(/\/S \/Sect\b/g)).toHaveLength(sampleDeck.slides.length);
    expect(raw.match(/\/S \/H1\b/g)).toHaveLength(sampleDeck.slides.length);
    expect(contents.every((content) => content.includes('/Artifact'))).toBe(true);
  });

  it('says nothing of drafts in the final PDF, and twice a page in the draft', () => {
    expect(readPdf(final.pdf).text).not.toMatch(/rascunho|draft/i);
    expect(readPdf(draft.pdf).text.match(/RASCUNHO/g)).toHaveLength(2 * sampleDeck.slides.length);
  });

  it('draws both from one layout: the same pages with and without the mark', async () => {
    const both = await renderer.renderBoth(sampleDeck, seededBrandKit, { language: 'pt', sources });
    const same = (a: Buffer[], b: Buffer[]) => a.every((page, i) => b[i]?.equals(page));
    expect(same(both.final.pages, final.pages) && same(both.draft.pages, draft.pages)).toBe(true);
    expect(both.final.pdf.equals(final.pdf) && both.draft.pdf.equals(draft.pdf)).toBe(true);
    expect(both.draft.overview.equals(draft.overview)).toBe(true);
    const marked = readPdf(draft.pdf).text.replaceAll('RASCUNHO', '');
    expect(marked.replaceAll(/\s+/g, ' ').trim()).toBe(
      readPdf(final.pdf).text.replaceAll(/\s+/g, ' ').trim(),
    );
  });

  it('composes covers and closers in four ways, by the job and not by its words', async () => {
    const deck = slice(1, 10);
    const cover = async (seed: string, slides = deck.slides) =>
      (await renderer.render({ ...deck, slides }, seededBrandKit, { draft: false, seed })).pages[0]?.toString(
        'base64',
      );
    const seeds = Array.from({ length: 24 }, (_, i) => `job-${i}`);
    const ways = Map.groupBy(seeds, posterFamily);
    expect(ways.size).toBe(4);
    const drawn = await Promise.all([...ways.values()].map(([seed = '']) => cover(seed)));
    expect(new Set(drawn).size).toBe(4);
    const [first = '', second = ''] = ways.get('block') ?? [];
    expect(await cover(first)).toBe(await cover(second));
  });

  it('shows a changed slide before and after, side by side, and nothing where nothing can be compared', async () => {
    const version = (slides: Deck['slides'], number: number) => ({
      deck: { ...sampleDeck, slides },
      brand: seededBrandKit,
      version: number,
    });
    const { slides } = sampleDeck;
    const shorter = (...at: number[]) =>
      slides.map((slide, i) => (at.includes(i) ? { ...slide, title: `Slide ${i + 1}` } : slide));
    const show = async (after: Deck['slides']) =>
      renderer.renderChange(version(slides, 1), version(after, 2), { language: 'pt', sources });
    const one = await show(shorter(3));
    expect(size(one ?? Buffer.alloc(30)).width).toBe(1600);
    expect(one?.equals((await show(shorter(4))) ?? one)).toBe(false);
    expect(await show(shorter(1, 2, 3, 4))).not.toBeNull();
    expect(await show(slides)).toBeNull();
    expect(await show(shorter(1, 2, 3, 4, 5))).toBeNull();
    expect(await show(slides.slice(1))).toBeNull();
  });

  it('repaints one page only when one slide changes, even its layout', async () => {
    const slides = sampleDeck.slides.with(3, {
      layout: 'statement',
      title: 'Outra ideia.',
      evidence: [],
      body: 'Só aqui.',
    });
    const changed = await renderer.render({ ...sampleDeck, slides }, seededBrandKit, {
      draft: false,
      language: 'pt',
      sources,
    });
    const same = changed.pages.map((page, i) => final.pages[i]?.equals(page));
    expect(same).toEqual(sampleDeck.slides.map((_, i) => i !== 3));
  });

  it('gives the same bytes for the same deck', async () => {
    const again = await renderer.render(sampleDeck, seededBrandKit, {
      draft: false,
      language: 'pt',
      sources,
    });
    expect(again.pages.every((page, i) => final.pages[i]?.equals(page))).toBe(true);
    expect(again.pdf.equals(final.pdf)).toBe(true);
    expect(again.overview.equals(final.overview)).toBe(true);
  });

  it('speaks the language it is told', async () => {
    const { pdf } = await renderer.render(slice(1, 2), seededBrandKit, {
      draft: false,
      language: 'en',
      sources,
    });
    const { text, raw } = readPdf(pdf);
    expect(text).toContain('Swipe');
    expect(text.replaceAll('\n', ' ')).toContain('Source: Passivação de titânio');
    expect(raw).toContain('/Lang (en-US)');
  });

  it('fetches nothing that a logo refers to', async () => {
    let requests = 0;
    const server = createServer((_, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const logo_svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><image xlink:href="http://127.0.0.1:${port}/x.png" href="http://127.0.0.1:${port}/x.png" width="9" height="9"/></svg>`;
    const { pages } = await renderer.render(slice(1, 10), { ...seededBrandKit, logo_svg }, { draft: false });
    await new Promise<void>((resolve) => server.close(() => resolve()));
    expect(pages).toHaveLength(2);
    expect(requests).toBe(0);
  });

  it('draws even a deck that the check refuses, and refuses an empty one', async () => {
    const bar = (value: number) => ({ label: 'palavra '.repeat(30), value });
    const title = 'a'.repeat(3000);
    const slides: Deck['slides'] = [
      { layout: 'list', title, evidence: [], items: [] },
      { layout: 'steps', title: '', evidence: [], steps: [] },
      { layout: 'numbers', title: '', evidence: [], numbers: [] },
      {
        layout: 'chart',
        title: '',
        evidence: [],
        bars: [bar(Number.NaN), bar(-1), bar(Number.POSITIVE_INFINITY)],
        unit: '',
        source: title,
      },
      {
        layout: 'checklist',
        title: '\u0000\n\u202e',
        evidence: [],
        items: Array.from({ length: 30 }, () => 'Item'),
      },
      { layout: 'cta', title, evidence: [], body: title, action: title },
    ];
    const { pages } = await renderer.render({ ...sampleDeck, slides }, seededBrandKit, { draft: true });
    expect(pages).toHaveLength(slides.length);
    const empty = renderer.render({ ...sampleDeck, slides: [] }, seededBrandKit, { draft: true });
    await expect(empty).rejects.toThrow('Cannot render a deck of 0 slides');
  });

  it('costs a broken logo its place, not the carousel', async () => {
    const { pages } = await renderer.render(
      slice(1, 10),
      { ...seededBrandKit, logo_svg: '<svg' },
      { draft: false },
    );
    expect(pages).toHaveLength(2);
  });
});
