// Loaded before main.ts with `--import`: ends the process when a part in production loads a stand-in, a package of
// development, or what belongs to a part that does not run here.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const root = new URL('../../', import.meta.url);
const lock = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as {
  packages: Record<string, { dev?: boolean }>;
};
const development = Object.entries(lock.packages)
  .filter(([path, { dev }]) => dev && path.startsWith('node_modules/'))
  .map(([path]) => new URL(`${path}/`, root).href);

const runs = (part: string) => (process.env.PARTS ?? '').split(',').includes(part);
const forbidden = [
  new URL('sandbox/', root).href,
  new URL('proofs/', root).href,
  ...development,
  ...(runs('bot') ? [] : [new URL('bot/', root).href, new URL('node_modules/@slack/', root).href]),
  // What places releases is pure and shows people the coming days as well.
  ...(runs('governor')
    ? []
    : ['governor/beat/', 'governor/inbox/', 'governor/providers/', 'node_modules/node-cron/'].map(
        (path) => new URL(path, root).href,
      )),
  ...(runs('agents') ? [] : ['agents/', 'node_modules/@langchain/'].map((path) => new URL(path, root).href)),
];

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const owner = forbidden.find((folder) => resolved.url.startsWith(folder));
    if (owner) throw new Error(`A part in production loaded ${resolved.url}, asked by ${context.parentURL}`);
    return resolved;
  },
});
