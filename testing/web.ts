export type { SearchFault } from '../sandbox/web/search/faults.ts';
/** The web that the sandbox has: pages of `sandbox.test`, those that misbehave too, and a search of them. */
export { type StandInWeb, startWeb } from '../sandbox/web/start.ts';
