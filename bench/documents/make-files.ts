import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { chromium } from 'playwright-core';
import { type Source, sources } from './sources.ts';

export interface MadeFile {
  format: 'html' | 'markdown' | 'docx' | 'pdf' | 'text';
  /** Who made it and of what. */
  label: string;
  path: string;
  words: string;
}

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const FRAME = {
  before:
    '<nav><a href="/">Início</a> <a href="/blog">Blog</a></nav><div class="cookie-banner"><p>Usamos cookies para melhorar a sua experiência.</p></div>',
  after:
    '<div class="newsletter"><p>Assine a nossa newsletter e receba novidades no seu e-mail.</p></div><footer>© 2024 Alba</footer>',
};

/** Whether a program is there. */
export function has(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Documents of each format, made by several programs; a program that is missing makes none. */
export async function makeFiles(folder: string): Promise<MadeFile[]> {
  mkdirSync(folder, { recursive: true });
  return [...pages(folder), ...markdown(folder), ...word(folder), ...(await pdfs(folder)), ...texts(folder)];
}

function pages(folder: string): MadeFile[] {
  return sources.map((source) => {
    const path = join(folder, `${source.name}.html`);
    writeFileSync(
      path,
      `<!doctype html><html lang="pt"><head><meta charset="utf-8"><title>${titleOf(source)}</title></head><body>${FRAME.before}<main>${source.html}</main>${FRAME.after}</body></html>`,
    );
    return { format: 'html', label: `page ${source.name}`, path, words: source.words };
  });
}

function markdown(folder: string): MadeFile[] {
  if (!has('pandoc')) return [];
  return sources.map((source, at) => {
    const path = join(folder, `${source.name}.md`);
    const made = pandoc(visible(source), 'html', ['gfm', 'commonmark_x', 'markdown_mmd'][at % 3] ?? 'gfm');
    writeFileSync(path, `---\ntitle: ${titleOf(source)}\ntags: [lote]\n--- \n\n${made}`);
    return { format: 'markdown', label: `pandoc ${source.name}`, path, words: source.words };
  });
}

function word(folder: string): MadeFile[] {
  const files: MadeFile[] = [];
  if (has('pandoc')) {
    for (const source of sources) {
      const path = join(folder, `pandoc-${source.name}.docx`);
      execFileSync('pandoc', ['-f', 'html', '-t', 'docx', '-o', path], { input: visible(source) });
      files.push({ format: 'docx', label: `pandoc ${source.name}`, path, words: source.words });
    }
  }
  if (has('soffice')) {
    for (const { source, path } of byOffice(folder, sources, 'docx:Office Open XML Text'))
      files.push({ format: 'docx', label: `LibreOffice ${source.name}`, path, words: source.words });
  }
  return files;
}

async function pdfs(folder: string): Promise<MadeFile[]> {
  const files: MadeFile[] = [];
  if (CHROMIUM) {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      for (const source of sources) {
        const path = join(folder, `chromium-${source.name}.pdf`);
        await page.setContent(
          `<html><head><title>${titleOf(source)}</title><style>*{print-color-adjust:exact}body{font:11pt serif}td,th{padding:2px 12px;text-align:left}</style></head><body>${source.html}</body></html>`,
        );
        await page.pdf({
          path,
          format: 'A4',
          margin: { top: '2cm', bottom: '2cm', left: '2cm', right: '2cm' },
          displayHeaderFooter: source.name === 'pages',
          headerTemplate: '<span style="font-size:8px;margin-left:2cm">Alba, manual da qualidade</span>',
          footerTemplate:
            '<span style="font-size:8px;margin-left:2cm">Página <span class="pageNumber"></span> de <span class="totalPages"></span></span>',
        });
        files.push({ format: 'pdf', label: `Chromium ${source.name}`, path, words: source.words });
      }
    } finally {
      await browser.close();
    }
  }
  if (has('soffice')) {
    for (const { source, path } of byOffice(folder, sources, 'pdf'))
      files.push({ format: 'pdf', label: `LibreOffice ${source.name}`, path, words: source.words });
  }
  return files;
}

/** Texts in the charsets and shapes in which old and new programs keep them. */
function texts(folder: string): MadeFile[] {
  const lines = (source: Source) =>
    source.html.replace(/<\/(?:p|h1|h2|li|tr)>/g, '\n\n').replace(/<[^>]+>/g, ' ');
  const bodies = sources.filter(({ html }) => !/<sup|<sub|style=|<ol|&/.test(html)).slice(0, 7);
  const files: MadeFile[] = [];
  const keep = (label: string, bytes: Buffer, words: string, ending = 'txt') => {
    const path = join(folder, `text-${files.length}.${ending}`);
    writeFileSync(path, bytes);
    files.push({ format: 'text', label, path, words });
  };
  for (const [at, source] of bodies.entries()) {
    const text = lines(source);
    const charsets = ['utf8', 'win1252', 'macintosh', 'cp850', 'utf16-le', 'utf-16be', 'utf32le'] as const;
    for (const charset of [
      charsets[at % charsets.length] ?? 'utf8',
      charsets[(at + 1) % charsets.length] ?? 'utf8',
    ]) {
      const old = text.replace(/[−≤µ]/g, '-');
      keep(
        `${charset} ${source.name}`,
        iconv.encode(charset.startsWith('utf') ? text : old, charset, { addBOM: at % 2 === 0 }),
        source.words,
      );
    }
    const slip = Buffer.from(text);
    keep(`one bad byte ${source.name}`, Buffer.concat([slip, Buffer.from([0x20, 0x96, 0x20])]), source.words);
  }
  const rows = [
    ['Produto', 'Liga', 'Diâmetro'],
    ['Parafuso', 'Ti-6Al-4V, ELI', '2,0 mm'],
    ['Placa', 'Ti grau 4', '1,5 mm'],
  ];
  for (const separator of [';', ',', '\t', '|']) {
    const csv = rows
      .map((row) => row.map((value) => (value.includes(separator) ? `"${value}"` : value)).join(separator))
      .join('\r\n');
    keep(`CSV by ${JSON.stringify(separator)}`, Buffer.from(csv), rows.flat().join(' '), 'csv');
  }
  return files;
}

/** LibreOffice takes a list of files, and seconds to begin. */
function byOffice(
  folder: string,
  made: readonly Source[],
  format: string,
): { source: Source; path: string }[] {
  const out = join(folder, `office-${format.split(':')[0]}`);
  mkdirSync(out, { recursive: true });
  const inputs = made.map((source) => {
    const path = join(out, `${source.name}.html`);
    writeFileSync(
      path,
      `<html><head><meta charset="utf-8"><title>${titleOf(source)}</title></head><body>${visible(source)}</body></html>`,
    );
    return path;
  });
  const filter = format.startsWith('pdf') ? 'pdf:writer_web_pdf_Export' : format;
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${out}/profile`,
      '--headless',
      '--infilter=HTML (StarWriter)',
      '--convert-to',
      filter === 'pdf:writer_web_pdf_Export' ? 'pdf' : filter,
      '--outdir',
      out,
      ...inputs,
    ],
    { stdio: 'ignore', timeout: 300_000 },
  );
  return made
    .map((source) => ({ source, path: join(out, `${source.name}.${format.split(':')[0]}`) }))
    .filter(({ path }) => existsSync(path) && readFileSync(path).length > 0);
}

/** Converters keep what a page hides; whether it comes through is another matter than what they make of it. */
function visible(source: Source): string {
  return source.html.replace(/<p style="(?:display:none|color:#ffffff)">.*?<\/p>/g, '');
}

function pandoc(input: string, from: string, to: string): string {
  return execFileSync('pandoc', ['-f', from, '-t', to, '--wrap=none'], { input, encoding: 'utf8' });
}

function titleOf(source: Source): string {
  return /<h1>(.*?)<\/h1>/.exec(source.html)?.[1] ?? source.name;
}
