import type { DeckMaterial } from '../../../ports/model-tasks.ts';
import { splitSentences } from './split-sentences.ts';
import { fold, guessLanguage, stemsOf } from './words.ts';

export interface Item {
  /** Text before the colon; null: the item has none. */
  label: string | null;
  text: string;
  /** The whole item, verbatim. */
  quote: string;
}

/** One headed piece of a passage: what a slide is made of. Every text in it is verbatim. */
export interface Section {
  key: string;
  passageId: string;
  /** Title of the document. */
  title: string;
  heading: string | null;
  /** Position of the document among the passages, and of the section in it. */
  document: number;
  ordinal: number;
  language: 'pt' | 'en' | undefined;
  sentences: string[];
  /** Lines "Label: text" that stand side by side. */
  pairs: Item[];
  bullets: Item[];
  numbered: Item[];
  stems: Set<string>;
  /** Everything in it, for looking things up. */
  lines: string[];
}

/** Reads the passages' light Markdown: headings, lists, labelled lines, paragraphs. */
export function readSections(passages: DeckMaterial['passages']): Section[] {
  const titles = [...new Set(passages.map((p) => p.title))];
  const seen = new Set<string>();
  return passages
    .flatMap((passage) => {
      const place = Number(/#(\d+)$/.exec(passage.id)?.[1] ?? passages.indexOf(passage));
      return blocksOf(passage.text).map((block, i): Section => {
        const lines = block.lines.map((l) => l.trim());
        const marked = (mark: RegExp) =>
          lines.filter((l) => mark.test(l)).map((l) => asItem(l.replace(mark, '')));
        const prose = lines.filter((l) => !bullet.test(l) && !numeral.test(l));
        const labelled = prose.map(asItem).filter((item) => item.label !== null);
        const pairs = labelled.length >= 2 ? labelled : [];
        const running = prose.filter((l) => !pairs.some((p) => p.quote === l)).join('\n');
        const text = [block.heading ?? '', ...lines].join(' ');
        return {
          key: `${passage.id}/${i}`,
          passageId: passage.id,
          title: passage.title,
          heading: block.heading,
          document: titles.indexOf(passage.title),
          ordinal: place * 100 + i,
          language: guessLanguage(text),
          sentences: running.split('\n').flatMap(splitSentences),
          pairs,
          bullets: marked(bullet),
          numbered: marked(numeral),
          stems: new Set(stemsOf(text)),
          lines: [
            ...(block.heading ? [block.heading] : []),
            ...lines.map((l) => l.replace(bullet, '').replace(numeral, '')),
          ],
        };
      });
    })
    .filter((section) => {
      // The same text may be stored twice under two documents.
      const body = fold(section.lines.join(' '));
      if (body.trim() === '' || seen.has(body)) return false;
      seen.add(body);
      return true;
    });
}

const bullet = /^[-*•]\s+/;
const numeral = /^\d{1,2}[.)]\s+/;

function blocksOf(text: string): { heading: string | null; lines: string[] }[] {
  const blocks: { heading: string | null; lines: string[] }[] = [];
  for (const line of text.split('\n')) {
    const heading = /^#{1,6}\s+(.+?)\s*#*$/.exec(line.trim())?.[1];
    if (heading) blocks.push({ heading, lines: [] });
    else if (line.trim() !== '') {
      const open = blocks.at(-1) ?? { heading: null, lines: [] };
      if (blocks.length === 0) blocks.push(open);
      open.lines.push(line);
    }
  }
  return blocks.filter((b) => b.lines.length > 0);
}

function asItem(line: string): Item {
  const [, label, text] = /^([^:.?!]{2,48}|\d+(?:\.\d+)*|[^:?!]{2,24}):\s+(.+)$/.exec(line) ?? [];
  if (!label || !text || label.split(/\s+/).length > 7) return { label: null, text: line, quote: line };
  return { label, text, quote: line };
}
