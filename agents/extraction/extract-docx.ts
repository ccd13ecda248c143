import { posix } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import mammoth from 'mammoth';
import type { Root } from 'xast';
import { toXml } from 'xast-util-to-xml';
import { JobFailure } from '../runner/job-failure.ts';
import { htmlBlocks } from './extract-html.ts';
import { type Extracted, unreadableFile } from './extracted.ts';
import { inflateZip } from './inflate-zip.ts';
import { LABEL, plainWord } from './plain-word.ts';
import { titleAndRest } from './title-and-rest.ts';
import { wordNumbering } from './word-numbering.ts';
import { wordStyles } from './word-styles.ts';
import { elementsIn, textOf, wordXml } from './word-xml.ts';

/** What the text is in: no picture, no macro, no embedded file, nothing that programs keep beside it. */
const PARTS =
  /^(?!customXml\/|docProps\/|.*\/(?:theme|glossary|embeddings|charts|diagrams)\/).*\.(?:xml|rels)$/i;
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** Of the same relations in strict files. */
const STRICT = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
/** How the library names a style by its id; it asks for no name where a file has no styles. */
const HEADINGS = [1, 2, 3, 4, 5, 6].map((level) => `p.Heading${level} => h${level}:fresh`);

/** The text of a DOCX file, with headings, lists and tables, and footnotes at the end. */
export async function extractDocx(bytes: Uint8Array): Promise<Extracted> {
  const parts = inflate(bytes);
  const main = mainPart(parts);
  if (main === null) {
    throw new JobFailure('content_type', 'Cannot read the file: a ZIP without a Word document in it', {
      params: { type: 'application/zip' },
    });
  }
  try {
    const { title: named, hidden } = plainParts(parts, main);
    // Packed anew, so that the library sees exactly what was counted: a ZIP can tell two readers different things.
    const counted = zipSync(parts, { level: 0 });
    const { value } = await mammoth.convertToHtml(
      { buffer: Buffer.from(counted) },
      {
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        externalFileAccess: false,
        styleMap: HEADINGS,
      },
    );
    const { title, rest } = titleAndRest(htmlBlocks(value).map(withLabels), named);
    return { title, text: rest.join('\n\n'), warnings: hidden ? ['hidden_text'] : [] };
  } catch (error) {
    if (error instanceof JobFailure) throw error;
    throw unreadableFile('damaged', `the Word document in it is damaged: ${messageOf(error)}`, error);
  }
}

/** The document's own part: what the package says, wherever it lies; Word Online writes "document2.xml". */
function mainPart(parts: Record<string, Uint8Array>): string | null {
  const said = targetOf(parts, '_rels/.rels', '', /\/officeDocument$/);
  const usual = Object.keys(parts).find((name) => /^word\/document\d*\.xml$/i.test(name));
  const main = said ?? usual;
  const start = Buffer.from(parts[main ?? '']?.subarray(0, 4000) ?? []).toString('latin1');
  return main !== undefined && /wordprocessingml/.test(start) ? main : null;
}

function targetOf(
  parts: Record<string, Uint8Array>,
  relations: string,
  folder: string,
  type: RegExp,
): string | null {
  const part = parts[relations];
  if (!part) return null;
  for (const relation of elementsIn(elementsIn(safeXml(part))[0])) {
    if (!type.test(textOf(relation, 'Type') ?? '') || textOf(relation, 'TargetMode') === 'External') continue;
    const target = (textOf(relation, 'Target') ?? '').replaceAll('\\', '/');
    const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
    const found = Object.keys(parts).find((name) => name.toLowerCase() === path.toLowerCase());
    if (found !== undefined) return found;
  }
  return null;
}

/** Makes the parts readable in place, and points the package at its main part in the library's own terms. */
function plainParts(
  parts: Record<string, Uint8Array>,
  main: string,
): { title: string | null; hidden: boolean } {
  const folder = posix.dirname(main);
  const relations = posix.join(folder, '_rels', `${posix.basename(main)}.rels`);
  const find = (kind: string): string | null =>
    targetOf(parts, relations, folder, new RegExp(`/${kind}$`)) ??
    (parts[posix.join(folder, `${kind}.xml`)] ? posix.join(folder, `${kind}.xml`) : null);
  const read = (path: string | null): Root | null => {
    const part = path === null ? undefined : parts[path];
    return part ? safeXml(part) : null;
  };
  const styleOf = wordStyles(read(find('styles')));
  const numbering = read(find('numbering'));
  let title: string | null = null;
  let hidden = false;
  for (const path of [main, find('footnotes'), find('endnotes')]) {
    const part = path === null ? undefined : parts[path];
    if (path === null || !part) continue;
    const root = wordXml(part);
    const plain = plainWord(root, styleOf, wordNumbering(numbering));
    if (path === main) title = plain.title;
    hidden ||= plain.hidden;
    parts[path] = strToU8(toXml(root));
  }
  for (const name of Object.keys(parts)) {
    if (name.endsWith('.rels'))
      parts[name] = strToU8(
        Buffer.from(parts[name] ?? [])
          .toString('utf8')
          .replaceAll(STRICT, RELATIONS),
      );
  }
  parts['_rels/.rels'] = strToU8(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="main" Type="${RELATIONS}/officeDocument" Target="${main.replace(/[&<>"]/g, '')}"/></Relationships>`,
  );
  return { title, hidden };
}

/** A part beside the text that is damaged costs its styles or numbers, not the document. */
function safeXml(part: Uint8Array): Root {
  try {
    return wordXml(part);
  } catch {
    return { type: 'root', children: [] };
  }
}

/** Word's own number takes the place of the one that a list of HTML counts. */
function withLabels(block: string): string {
  const { start, end } = LABEL;
  return block
    .replace(new RegExp(`^(\\s*)(?:\\d+\\.|-) ${start}([^${end}]*)${end} ?`, 'gmu'), '$1$2 ')
    .replace(new RegExp(`${start}([^${end}]*)${end} ?`, 'gu'), '$1 ');
}

function inflate(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return inflateZip(bytes, (name) => PARTS.test(name));
  } catch (error) {
    if (error instanceof JobFailure) throw error;
    throw unreadableFile('damaged', `its ZIP is damaged: ${messageOf(error)}`, error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
