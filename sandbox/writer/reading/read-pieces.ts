import type { DeckMaterial } from '../../../ports/model-tasks.ts';
import { splitSentences } from './split-sentences.ts';
import { countWords, fold, guessLanguage, stemsOf } from './words.ts';

/** One sentence, list item or labelled line. `block.passage.slice(from, to)` is where it stands, word for word. */
export interface Unit {
  /** As a reader sees it: on one line, without the source's Markdown. */
  text: string;
  /** Text before the colon of a list item or a labelled line; null: it has none. */
  label: string | null;
  from: number;
  to: number;
}

export interface Block {
  kind: 'paragraph' | 'bullets' | 'steps' | 'pairs';
  units: Unit[];
  passageId: string;
  passage: string;
}

/** What stands under one heading of a document: the stuff that sections are made of. */
export interface Piece {
  /** Where it begins, and where it goes on when a document was cut inside it. */
  passageIds: string[];
  /** Of the document. */
  title: string;
  heading: string | null;
  /** Where the heading's words begin in the passage; -1 without one. */
  headingAt: number;
  /** Position of the document among the passages, and of the piece in it. */
  document: number;
  ordinal: number;
  language: 'pt' | 'en' | undefined;
  blocks: Block[];
  words: number;
  stems: Set<string>;
}

interface Line {
  text: string;
  from: number;
  to: number;
}

const bullet = /^[-*•]\s+/;
const numeral = /^\d{1,2}[.)]\s+/;
const heading = /^#{1,6}\s+(.+?)\s*#*$/;

/** Reads the passages' light Markdown with offsets, so that any run of text can be quoted as it stands. */
export function readPieces(passages: DeckMaterial['passages']): Piece[] {
  const titles = [...new Set(passages.map((p) => p.title))];
  const seen = new Set<string>();
  const pieces = passages
    .flatMap((passage) => {
      const place = placeOf(passage.id) ?? passages.indexOf(passage);
      return parted(linesOf(passage.text)).map(({ head, lines }, i): Piece => {
        const blocks = blocksOf(passage, lines);
        const units = blocks.flatMap((b) => b.units);
        const text = [head?.text ?? '', ...units.map((u) => u.text)].join(' ');
        return {
          passageIds: [passage.id],
          title: passage.title,
          heading: head ? plain(head.text) : null,
          headingAt: head?.from ?? -1,
          document: titles.indexOf(passage.title),
          ordinal: place * 100 + i,
          language: guessLanguage(text),
          blocks,
          words: units.reduce((sum, u) => sum + countWords(u.text), 0),
          stems: new Set(stemsOf(text)),
        };
      });
    })
    .filter((piece) => {
      // The same text may be stored twice under two documents.
      const body = fold(piece.blocks.flatMap((b) => b.units.map((u) => u.text)).join(' '));
      if (body.trim() === '' || seen.has(body)) return false;
      seen.add(body);
      return true;
    });
  return rejoined(pieces);
}

const placeOf = (passageId: string): number | undefined => {
  const place = /#(\d+)$/.exec(passageId)?.[1];
  return place === undefined ? undefined : Number(place);
};

/** Where a document was cut between a heading and the end of its text, the two ends come together again. */
function rejoined(pieces: Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const piece of [...pieces].sort((a, b) => a.document - b.document || a.ordinal - b.ordinal)) {
    const place = placeOf(piece.passageIds[0] ?? '');
    const before = whole.at(-1);
    const goesOn =
      piece.heading === null &&
      place !== undefined &&
      before?.heading != null &&
      before.document === piece.document &&
      placeOf(before.passageIds.at(-1) ?? '') === place - 1;
    if (!goesOn || !before) {
      whole.push({ ...piece });
      continue;
    }
    before.passageIds = [...before.passageIds, ...piece.passageIds];
    before.blocks = [...before.blocks, ...piece.blocks];
    before.words += piece.words;
    before.stems = new Set([...before.stems, ...piece.stems]);
  }
  return whole;
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/[^\n]*/g)].flatMap((m) => {
    const body = m[0].trim();
    const from = m.index + m[0].indexOf(body);
    return m[0] === '' && m.index !== 0 && text[m.index - 1] !== '\n'
      ? []
      : [{ text: body, from, to: from + body.length }];
  });
}

function parted(lines: Line[]): { head: Line | null; lines: Line[] }[] {
  const parts: { head: Line | null; lines: Line[] }[] = [{ head: null, lines: [] }];
  for (const line of lines) {
    const title = heading.exec(line.text)?.[1];
    if (title === undefined) parts.at(-1)?.lines.push(line);
    else {
      const from = line.from + line.text.indexOf(title);
      parts.push({ head: { text: title, from, to: from + title.length }, lines: [] });
    }
  }
  return parts.filter((p) => p.lines.some((l) => l.text !== ''));
}

function blocksOf(passage: DeckMaterial['passages'][number], lines: Line[]): Block[] {
  const source = passage.text;
  const home = { passageId: passage.id, passage: source };
  const blocks: Block[] = [];
  let running: Line[] = [];
  const close = () => {
    if (running.length > 0) blocks.push(...proseOf(source, running).map((b) => ({ ...b, ...home })));
    running = [];
  };
  for (const line of lines) {
    const mark = bullet.exec(line.text)?.[0] ?? numeral.exec(line.text)?.[0];
    if (mark === undefined && line.text !== '') running.push(line);
    else close();
    if (mark === undefined) continue;
    const kind = bullet.test(line.text) ? 'bullets' : 'steps';
    const unit = unitOf(source, line.from + mark.length, line.to);
    if (unit === undefined) continue;
    const open = blocks.at(-1);
    if (open?.kind === kind) open.units.push(unit);
    else blocks.push({ kind, units: [unit], ...home });
  }
  close();
  return blocks.filter((b) => b.units.length > 0);
}

/** Lines without an empty line between them: labelled lines side by side, or text that may be wrapped. */
function proseOf(source: string, lines: Line[]): Pick<Block, 'kind' | 'units'>[] {
  const labelled = lines.map((l) => unitOf(source, l.from, l.to));
  if (lines.length >= 2 && labelled.every((u) => u !== undefined && u.label !== null))
    return [{ kind: 'pairs', units: labelled.filter((u) => u !== undefined) }];
  const paragraphs: Line[] = [];
  for (const line of lines) {
    const open = paragraphs.at(-1);
    const wrapped = open && !/[.!?:;”"»)]$/.test(open.text);
    if (open && wrapped) {
      open.to = line.to;
      open.text = line.text;
    } else paragraphs.push({ ...line });
  }
  const units = paragraphs.flatMap((p) => {
    const raw = source.slice(p.from, p.to);
    let cursor = 0;
    return splitSentences(raw).flatMap((sentence) => {
      const at = raw.indexOf(sentence, cursor);
      cursor = at + sentence.length;
      const unit = unitOf(source, p.from + at, p.from + cursor);
      return unit ? [{ ...unit, label: null }] : [];
    });
  });
  return [{ kind: 'paragraph', units }];
}

function unitOf(source: string, from: number, to: number): Unit | undefined {
  const raw = source.slice(from, to);
  const text = plain(raw);
  if (!/\p{L}{2}/u.test(text) || isNoise(raw)) return undefined;
  const label = /^([^:.?!]{2,48}|\d+(?:\.\d+)*|[^:?!]{2,24}):\s+\S/.exec(text)?.[1];
  return { text, label: label && label.split(/\s+/).length <= 7 ? label : null, from, to };
}

/** Without the Markdown and the marks that would mean something in an article: links, emphasis, footnotes, HTML. */
function plain(raw: string): string {
  return raw
    .replace(/!\[[^\]]*\]\([^)]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\*\*|__|`+|[<>#\\|~]/g, ' ')
    .replace(/(?<!\w)[*_]|[*_](?!\w)/g, '')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;:!?])/g, '$1')
    .trim();
}

/** Tables, addresses, and text that talks to a machine instead of a reader: a page's, never an article's. */
const isNoise = (raw: string): boolean =>
  /^\||https?:\/\/|www\.|<script|\bcookies?\b/i.test(raw) || forMachines.test(fold(raw));
const forMachines =
  /\b(?:ignor\w*|disregard|forget|esque\w*|desconsider\w*)\b.{0,40}\b(?:instruc\w*|instructions?|prompts?|rules|regras|orders|ordens)\b|\b(?:system prompt|as an ai|language model|modelo de linguagem|you are now|voce agora e|approve (?:this|the|it)|aprov[ea] (?:este|esta|o rascunho|a versao))\b/;
