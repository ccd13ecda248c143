import { createRenderer } from '../agents/design/slides/create-renderer.ts';
import { sampleDeck } from '../testing/design/sample-deck.ts';
import { seededBrandKit as brand } from '../testing/seed.ts';

/** Eight slides with PDF and overview: milliseconds (median of `rounds`) and kilobytes. */
export async function benchRender(rounds = 7): Promise<Record<string, number>> {
  const deck = {
    ...sampleDeck,
    slides: sampleDeck.slides.filter((_, i, all) => i < 7 || i === all.length - 1),
  };

  const started = performance.now();
  const renderer = await createRenderer();
  const loaded = performance.now() - started;
  const beforeFirst = performance.now();
  let rendered = await renderer.render(deck, brand, { draft: false });
  const first = performance.now() - beforeFirst;
  const times: number[] = [];
  const checks: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = performance.now();
    rendered = await renderer.render(deck, brand, { draft: false });
    const between = performance.now();
    await renderer.check(deck, brand);
    times.push(between - before);
    checks.push(performance.now() - between);
  }
  const kilobytes = (bytes: number) => Math.round(bytes / 1024);
  return {
    slides: deck.slides.length,
    load_fonts_ms: Math.round(loaded),
    first_deck_ms: Math.round(first),
    deck_ms: Math.round(median(times)),
    check_ms: Math.round(median(checks)),
    pdf_kb: kilobytes(rendered.pdf.length),
    overview_kb: kilobytes(rendered.overview.length),
    largest_page_kb: kilobytes(Math.max(...rendered.pages.map((page) => page.length))),
  };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
