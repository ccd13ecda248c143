import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Asset {
  type: string;
  body: Buffer;
}

const styles = ['reset', 'base', 'frame', 'messages', 'composer', 'dialogs', 'blocks', 'simulator'];

/** The page's script and style sheet, built in memory: there is no build step and nothing to go stale. */
export async function bundlePage(): Promise<Map<string, Asset>> {
  const [script, sheet] = await Promise.all([bundleScript(), readStyles()]);
  return new Map([
    ['/page/app.js', { type: 'text/javascript; charset=utf-8', body: script }],
    ['/page/app.css', { type: 'text/css; charset=utf-8', body: sheet }],
  ]);
}

async function bundleScript(): Promise<Buffer> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./app/main.tsx', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    // Minifying also chooses React's production build: half the size, and faster.
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  const [file] = result.outputFiles;
  if (!file) throw new Error('Cannot bundle the workspace page: esbuild gave no output');
  return Buffer.from(file.contents);
}

/**
 * The renderer's sheet is made for a page of its own. In a layer, and without its `!important`, what we say about
 * its parts wins, while our element resets do not touch them.
 */
async function readStyles(): Promise<Buffer> {
  const renderer = createRequire(import.meta.url).resolve('slack-blocks-to-jsx/dist/style.css');
  const own = styles.map((name) => fileURLToPath(new URL(`./styles/${name}.css`, import.meta.url)));
  const [sheet = '', ...ours] = await Promise.all([renderer, ...own].map((path) => readFile(path, 'utf8')));
  const layered = `@layer renderer {\n${sheet.replaceAll('!important', '')}\n}`;
  return Buffer.from(['@layer reset, renderer;', layered, ...ours].join('\n'));
}
