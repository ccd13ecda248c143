import type { DeckMaterial, Slide } from '../../../ports/model-tasks.ts';
import { nearSubjects } from '../reading/about-subjects.ts';
import { capital } from '../reading/shorten.ts';
import { fold } from '../reading/words.ts';
import { byPlace, isForeign, type Point, type Ranking } from './rank-points.ts';

/** One slide in the making: a point in the layout that was chosen for it. */
export interface Choice {
  point: Point;
  slide: Slide;
}

/** How often a layout may come in a deck of up to eight slides; longer decks get one more. */
const most: Partial<Record<Slide['layout'], number>> = {
  quote: 1,
  checklist: 1,
  chart: 1,
  steps: 1,
  list: 2,
  numbers: 2,
};

/**
 * Picks what the deck says: the series that the brief counts ("5 erros") if the passages hold it, then the points with
 * the most to do with the brief and the least in common with those already picked. Answers them in telling order.
 */
export function choosePoints(task: DeckMaterial, ranking: Ranking): Choice[] {
  const wanted = task.slides - 2;
  const own = ranking.points.filter((p) => !isForeign(p, task.language));
  const pool = own.length >= wanted ? own : ranking.points;
  const series = seriesOf(task, pool);
  const whole = series.length <= wanted;
  const chosen: Choice[] = whole
    ? series.map((point) => ({ point, slide: point.slides[0] }))
    : seriesList(series);
  const spare = task.slides > 8 ? 1 : 0;
  const used = (layout: Slide['layout']) => chosen.filter((c) => c.slide.layout === layout).length;

  // The page before the last is the one that people keep: a list to tick off, from the document the deck follows.
  const home = series[0]?.section.document ?? pool[0]?.section.document;
  const keeper = pool.find((p) => p.section.document === home && p.slides[0].layout === 'checklist');
  if (keeper && chosen.length < wanted && wanted >= 3)
    chosen.push({ point: keeper, slide: keeper.slides[0] });

  // Each of several subjects has its slide before one has its second.
  for (const subject of task.subjects.length > 1 ? task.subjects : []) {
    if (chosen.length >= wanted || chosen.some((c) => nearSubjects(c.point.section, [subject]) >= 2))
      continue;
    const near = (p: Point) => nearSubjects(p.section, [subject]);
    const [point] = pool
      .filter((p) => near(p) > 0 && !chosen.some((c) => c.point === p))
      .sort((a, b) => near(b) - near(a) || b.score - a.score);
    if (point) chosen.push({ point, slide: point.slides[0] });
  }

  while (chosen.length < wanted) {
    let best: (Choice & { value: number }) | undefined;
    for (const point of pool) {
      if (chosen.some((c) => c.point === point) || (!whole && series.includes(point))) continue;
      const allowed = point.slides.find((s) => used(s.layout) < (most[s.layout] ?? 99) + spare);
      const slide = allowed ?? point.slides[0];
      const value =
        point.score *
        (1 - 0.7 * Math.max(0, ...chosen.map((c) => overlap(c.point, point)))) *
        (allowed ? 1 : 0.25) *
        (allowed && used(slide.layout) === 0 && slide.layout !== 'statement' ? 1.15 : 1);
      if (!best || value > best.value) best = { point, slide, value };
    }
    if (!best) break;
    chosen.push({ point: best.point, slide: best.slide });
  }
  return arrange(chosen, series).map((c) => (series.includes(c.point) ? c : { ...c, slide: alone(c.slide) }));
}

const numbered = /^(erro|mistake|error|passo|step|dica|tip|motivo|reason|pergunta|question)\s+(\d+)\b/;

/** Sections "Erro 1: ...", "Erro 2: ..." of one document, in order, when the brief asks for such a series. */
export function seriesOf(task: DeckMaterial, pool: Point[]): Point[] {
  const read = (p: Point) => numbered.exec(fold(p.section.heading ?? ''));
  const brief = fold(task.brief.topic);
  const members = pool.filter((p) => {
    const noun = read(p)?.[1];
    return noun !== undefined && new RegExp(`\\b${noun}e?s?\\b`).test(brief);
  });
  const document = members[0]?.section.document;
  const asked = Number(/\b(\d{1,2})\b/.exec(brief)?.[1] ?? 99);
  const series = members
    .filter((p) => p.section.document === document)
    .sort((a, b) => Number(read(a)?.[2]) - Number(read(b)?.[2]))
    .slice(0, asked);
  return series.length >= 2 ? series : [];
}

/** A series with more members than the deck has room for, as one list of its headings. */
function seriesList(series: Point[]): Choice[] {
  const [point] = series;
  if (!point) return [];
  const quotes = series
    .slice(0, 6)
    .map((p) => ({ passage_id: p.section.passageId, quote: p.section.heading ?? '' }));
  const slide: Slide = {
    layout: 'list',
    title: capital(point.section.title.split(/:\s/)[0] ?? point.section.title),
    evidence: quotes,
    items: quotes.map((q) => capital(q.quote.replace(/^[^:]{3,20}\d+:\s*/, ''))),
  };
  return [{ point, slide }];
}

/** "Erro 3: ..." without its series asks where the others are. */
function alone(slide: Slide): Slide {
  const [, tail] = /^\p{L}+ \d{1,2}:\s+(.+)$/u.exec(slide.title) ?? [];
  return tail && numbered.test(fold(slide.title)) ? { ...slide, title: capital(tail) } : slide;
}

const goesWrong = /\b(?:erros?|falhas?|sinais de alerta|mistakes?|errors?|warning signs|pitfalls?)\b/;

/** First what it is, then the points as their documents tell them, at the end the list to keep. */
function arrange(chosen: Choice[], series: Point[]): Choice[] {
  const home = homeOf(chosen);
  const far = (c: Choice) => (c.point.section.document === home ? 0 : 1);
  const stage = (c: Choice) => {
    if (c.slide.layout === 'checklist') return 4;
    if (series.includes(c.point)) return 1;
    const title = fold(c.slide.title);
    if (
      /^(?:o que (?:e|sao|significa|muda)|what (?:is|are|\w+ means?|[\w ]+ (?:is|are|means))|que es)\b/.test(
        title,
      )
    )
      return 0;
    if (c.slide.layout === 'quote' && far(c) === 0) return 0;
    if (c.slide.layout === 'steps') return 2;
    return goesWrong.test(title) ? 3 : 1.5;
  };
  return [...chosen].sort((a, b) => stage(a) - stage(b) || far(a) - far(b) || byPlace(a.point, b.point));
}

/** The document that most of the deck comes from. */
export function homeOf(chosen: Choice[]): number {
  const counts = new Map<number, number>();
  for (const c of chosen)
    counts.set(c.point.section.document, (counts.get(c.point.section.document) ?? 0) + c.point.score);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}

/** Share of words that two points have in common, 0 to 1. */
function overlap(a: Point, b: Point): number {
  const [small, large] = a.section.stems.size < b.section.stems.size ? [a, b] : [b, a];
  let common = 0;
  for (const s of small.section.stems) if (large.section.stems.has(s)) common++;
  return small.section.stems.size === 0 ? 0 : common / small.section.stems.size;
}
