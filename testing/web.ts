/** The web that the sandbox has: pages of `sandbox.test`, those that misbehave too. */
export { type StandInWeb, startWeb } from '../sandbox/web/start.ts';
