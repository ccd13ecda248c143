import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { extract } from '../agents/extraction/extract.ts';
import { has, type MadeFile, makeFiles } from './documents/make-files.ts';
import { type Score, score } from './documents/score.ts';

type Extract = typeof extract;
type Row = Record<string, number | string>;

/** What reads a format beside us, and how its text is had. */
const REFERENCES: Record<MadeFile['format'], { program: string; args: (path: string) => string[] }> = {
  html: { program: 'pandoc', args: (path) => ['-f', 'html', '-t', 'plain', '--wrap=none', path] },
  markdown: { program: 'pandoc', args: (path) => ['-f', 'markdown', '-t', 'plain', '--wrap=none', path] },
  docx: { program: 'pandoc', args: (path) => ['-f', 'docx', '-t', 'plain', '--wrap=none', path] },
  pdf: { program: 'pdftotext', args: (path) => ['-layout', path, '-'] },
  text: { program: 'iconv', args: (path) => ['-c', '-f', 'UTF-8', '-t', 'UTF-8', path] },
};

/**
 * Documents of five formats, made by several programs: how many of their words and figures come through, ours beside a
 * reference tool. With `DOCUMENTS_BEFORE` set to the folder of an older checkout its reading stands beside them.
 */
export async function benchDocuments(): Promise<Record<string, Row>> {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  try {
    const files = await makeFiles(folder);
    const older = process.env.DOCUMENTS_BEFORE;
    const before: Extract | null = older
      ? (await import(pathToFileURL(join(older, 'agents/extraction/extract.ts')).href)).extract
      : null;
    const rows: Record<string, Row> = {};
    for (const format of Object.keys(REFERENCES) as MadeFile['format'][]) {
      const own = files.filter((file) => file.format === format);
      const { program, args } = REFERENCES[format];
      if (own.length === 0) {
        console.log(
          `No documents of format "${format}": the programs that make them are missing (pandoc, Chromium, LibreOffice).`,
        );
        continue;
      }
      rows[`${format}, ${own.length} files`] = await averaged(own, (file) => ours(extract, file));
      if (before) rows[`${format} before`] = await averaged(own, (file) => ours(before, file));
      if (!has(program)) console.log(`No reference for format "${format}": ${program} is missing.`);
      else
        rows[`${format} by ${program}`] = await averaged(own, async ({ path }) =>
          execFileSync(program, args(path), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
        );
      if (process.env.DOCUMENTS_EACH) await tellEach(own);
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ours(read: Extract, { path }: MadeFile): Promise<string> {
  const file = { bytes: readFileSync(path), name: basename(path), contentType: '', charset: null };
  return read(file).then(
    ({ title, text }) => (title !== null && !text.includes(title) ? `${title}\n\n${text}` : text),
    () => '',
  );
}

async function averaged(files: readonly MadeFile[], read: (file: MadeFile) => Promise<string>): Promise<Row> {
  const scores: Score[] = [];
  for (const file of files) scores.push(score(file.words, await read(file).catch(() => '')));
  const mean = (of: (one: Score) => number) =>
    Math.round((1000 * scores.reduce((sum, one) => sum + of(one), 0)) / scores.length) / 1000;
  return {
    recall: mean((s) => s.recall),
    precision: mean((s) => s.precision),
    numbers: mean((s) => s.numbers),
  };
}

/** Where words are missing or too many, file by file. */
async function tellEach(files: readonly MadeFile[]): Promise<void> {
  for (const file of files) {
    const { recall, precision, numbers } = score(file.words, await ours(extract, file));
    if (recall < 1 || precision < 1 || numbers < 1)
      console.log(file.format, file.label, recall.toFixed(3), precision.toFixed(3), numbers.toFixed(3));
  }
}
