export type { SearchFault } from '../sandbox/web/search/faults.ts';

import { readFileSync } from 'node:fs';

/** The web that the sandbox has: pages of `sandbox.test`, those that misbehave too, and a search of them. */
export { type StandInWeb, startWeb } from '../sandbox/web/start.ts';

/** A page of it as it is written. */
export const pageFile = (name: string): string =>
  readFileSync(new URL(`../sandbox/web/pages/${name}`, import.meta.url), 'utf8');
