import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export interface Asset {
  type: string;
  body: Buffer;
  /** The same in every version of the page: a browser may keep it for a day. */
  isLasting?: boolean;
  /** How the body is packed, if it is. */
  encoding?: 'gzip';
}

const styles = [
  'reset',
  'base',
  'frame',
  'navigation',
  'messages',
  'reactions',
  'composer',
  'dialogs',
  'blocks',
  'files',
  'simulator',
  'guide',
];

/** The page's script and style sheet, built in memory: there is no build step and nothing to go stale. */
export async function bundlePage(): Promise<Map<string, Asset>> {
  const [scripts, sheet] = await Promise.all([bundleScripts(), readStyles()]);
  return new Map([
    ...scripts.map(({ path, contents }): [string, Asset] => [
      path,
      { type: 'text/javascript; charset=utf-8', body: Buffer.from(contents) },
    ]),
    ['/page/app.css', { type: 'text/css; charset=utf-8', body: sheet }],
  ]);
}

/** The page's own, and what it loads when it needs it. */
async function bundleScripts() {
  const source = (name: string) => fileURLToPath(new URL(`./app/${name}`, import.meta.url));
  const result = await build({
    entryPoints: { app: source('main.tsx'), markdown: source('markdown-parser.ts') },
    outdir: '/page',
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
  return result.outputFiles;
}

async function readStyles(): Promise<Buffer> {
  const paths = styles.map((name) => fileURLToPath(new URL(`./styles/${name}.css`, import.meta.url)));
  return Buffer.from((await Promise.all(paths.map((path) => readFile(path, 'utf8')))).join('\n'));
}
