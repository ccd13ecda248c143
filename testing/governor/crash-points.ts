import type { UnipileSettings } from '../../platform/config.ts';

/** Where a governor dies by SIGKILL. `during`: the request is out and the provider is working on it. */
export const crashPoints = [
  'claim_release:before',
  'claim_release:after',
  'write:before',
  'write:during',
  'write:after',
  'record_release:before',
  'record_release:after',
] as const;
export type CrashPoint = (typeof crashPoints)[number];

/** What the parent passes as JSON in the one argument. */
export interface CrashOptions {
  database: { url: string; publishableKey: string; token: string };
  unipile: UnipileSettings;
  /** Of virtual time, ms. */
  offset: number;
  crashAt: CrashPoint;
  /** For `during`: ms after the request was handed over. */
  afterMs: number;
}
