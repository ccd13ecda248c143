import type { Evidence, Language } from '../../../ports/content.ts';
import type { Slide } from '../../../ports/model-tasks.ts';
import type { Item, Section } from '../reading/read-sections.ts';
import { capital, shorten } from '../reading/shorten.ts';
import { countWords, fold } from '../reading/words.ts';
import { headline } from './headline.ts';
import { type Figure, figureIn, figureOf } from './read-figures.ts';
import { coverNumbers, slideWords, wordBudget } from './slide-text.ts';

/** The slides that a section can become, the most telling layout first. Each rests on verbatim quotes. */
export function slidesFrom(section: Section, brief: string, language: Language): Slide[] {
  const made = [
    comparison(section),
    ...figures(section, language),
    steps(section),
    bullets(section),
    definition(section),
    bigNumber(section),
    statement(section),
  ];
  return made
    .filter((slide) => slide !== undefined)
    .map((slide) => coverNumbers(slide, brief, section.lines, section.passageId))
    .filter((slide) => slide !== null && slideWords(slide) <= wordBudget + 2) as Slide[];
}

const cite = (section: Section, quotes: string[]): Evidence[] =>
  [...new Set(quotes)].map((quote) => ({ passage_id: section.passageId, quote }));

/** What a document calls the side that is a mistake. */
const saysWrong =
  /^(?:erros?|causas?|problemas?|mitos?|evite|wrong|mistakes?|causes?|problems?|myths?|avoid)\b/i;

function comparison(section: Section): Slide | undefined {
  const [left, right] = section.pairs;
  if (!left || !right || section.pairs.length !== 2) return undefined;
  const points = (item: Item) => ({
    heading: item.label ?? '',
    items: item.text.split(/(?<=[.!?])\s+(?=\p{Lu})/u).map((s) => capital(shorten(s, 16))),
  });
  const slide: Slide = {
    layout: 'comparison',
    kind: saysWrong.test(left.label ?? '') ? 'wrong_right' : 'neutral',
    title: headline(section),
    evidence: cite(section, [left.quote, right.quote]),
    left: points(left),
    right: points(right),
  };
  while (slideWords(slide) > wordBudget && slide.left.items.length + slide.right.items.length > 2) {
    const longer = slide.left.items.length >= slide.right.items.length ? slide.left : slide.right;
    longer.items.pop();
  }
  return slide;
}

// Bars of a linear chart say nothing when the smallest is a hair's width.
const MOST_SPREAD = 30;

function figures(section: Section, language: Language): Slide[] {
  const items = section.bullets.map(figureOf);
  if (items.length < 2 || items.some((f) => f === undefined)) return [];
  const read = items as Figure[];
  const common = {
    title: headline(section),
    evidence: cite(
      section,
      read.map((f) => f.quote),
    ),
  };
  const values = read.map((f) => f.number);
  const comparable =
    read.length >= 3 &&
    read.length <= 8 &&
    read.every((f) => f.number !== undefined && f.unit === read[0]?.unit && f.rest === '') &&
    Math.max(...(values as number[])) <= MOST_SPREAD * Math.min(...(values as number[]));
  const slides: Slide[] = [];
  if (comparable) {
    const source = `${language === 'pt' ? 'Fonte' : 'Source'}: ${section.title}`;
    const bars = read.map((f) => ({ label: f.label, value: f.number ?? 0 }));
    slides.push({ layout: 'chart', ...common, bars, unit: read[0]?.unit ?? '', source });
    // The title of a document may hold a number that the quotes do not; the chart stands without its source line.
    slides.push({ layout: 'chart', ...common, bars, unit: read[0]?.unit ?? '', source: '' });
  }
  if (read.length <= 4) {
    slides.push({
      layout: 'numbers',
      ...common,
      numbers: read.map((f) => ({ value: f.value, label: f.rest ? `${f.label}, ${f.rest}` : f.label })),
    });
  }
  return slides;
}

// Four steps share a page's height: not all of them may need a second line.
const STEP_LINE = 47;

function steps(section: Section): Slide | undefined {
  const items = section.numbered;
  if (items.length < 2) return undefined;
  const evidence = cite(
    section,
    items.map((i) => i.quote),
  );
  const title = headline(section);
  const fits = items.length < 4 || items.filter((i) => i.text.length > STEP_LINE).length < 4;
  if (items.length <= 4 && fits && items.every((i) => i.label !== null)) {
    return {
      layout: 'steps',
      title,
      evidence,
      steps: items.map((i) => ({ title: i.label ?? '', body: capital(shorten(i.text, 12)) })),
    };
  }
  return listOf('list', title, items, section);
}

function bullets(section: Section): Slide | undefined {
  const items = section.bullets;
  if (items.length < 2) return undefined;
  const questions = items.filter((i) => i.quote.endsWith('?')).length;
  const layout = questions * 3 >= items.length * 2 ? 'checklist' : 'list';
  return listOf(layout, headline(section), items, section);
}

function listOf(layout: 'list' | 'checklist', title: string, items: Item[], section: Section): Slide {
  const texts = items
    .slice(0, 6)
    .map((i) => ({ quote: i.quote, text: shorten(i.quote, 14).replace(/\.$/, '') }));
  const total = () => countWords(title) + texts.reduce((sum, t) => sum + countWords(t.text), 0);
  while (total() > wordBudget && texts.length > 3) texts.pop();
  return {
    layout,
    title,
    evidence: cite(
      section,
      texts.map((t) => t.quote),
    ),
    items: texts.map((t) => capital(t.text)),
  };
}

const defines = /^(?!.*\?$).{3,60}?\s(é|são|significa|is|are|means|stands for|identifica)\s/i;

function definition(section: Section): Slide | undefined {
  const [sentence] = section.sentences;
  if (!sentence || section.bullets.length + section.numbered.length > 0) return undefined;
  const asked = /^(o que|what|which)\b/.test(fold(section.heading ?? ''));
  const words = countWords(sentence);
  if (!asked || !defines.test(sentence) || words < 8 || words > 30) return undefined;
  return {
    layout: 'quote',
    title: headline(section),
    evidence: cite(section, [sentence]),
    quote: sentence,
    author: section.title.replace(/\s*\([^)]*\)$/, ''),
    role: '',
  };
}

// A size in a sentence ("particles of 0.5 µm") says which, not how much.
function bigNumber(section: Section): Slide | undefined {
  const found = section.sentences
    .map((sentence) => ({ sentence, value: figureIn(sentence) }))
    .filter((f) => f.value !== undefined && !/[µm]m$/.test(f.value) && countWords(f.sentence) <= 20);
  // Numbers carry the slide only if they are its point; in passing, the sentences around them say more.
  if (section.bullets.length + section.numbered.length > 0) return undefined;
  if (found.length === 0 || (found.length < 2 && found[0]?.sentence !== section.sentences[0]))
    return undefined;
  const shown = found.filter((f, i) => found.findIndex((g) => g.value === f.value) === i).slice(0, 2);
  return {
    layout: 'numbers',
    title: headline(section),
    evidence: cite(
      section,
      shown.map((f) => f.sentence),
    ),
    numbers: shown.map((f) => ({ value: f.value ?? '', label: f.sentence })),
  };
}

function statement(section: Section): Slide | undefined {
  const sentences = section.sentences.length > 0 ? section.sentences : section.pairs.map((p) => p.quote);
  if (sentences.length === 0) return undefined;
  const title = headline(section);
  const body: { text: string; quote: string }[] = [];
  for (const quote of sentences) {
    const text = shorten(quote, 22);
    const room = wordBudget - 4 - countWords(title) - body.reduce((sum, b) => sum + countWords(b.text), 0);
    if (body.length === 3 || countWords(text) > room) break;
    body.push({ text, quote });
  }
  if (body.length === 0) return undefined;
  return {
    layout: 'statement',
    title,
    evidence: cite(
      section,
      body.map((b) => b.quote),
    ),
    body: body.map((b) => b.text).join(' '),
  };
}
