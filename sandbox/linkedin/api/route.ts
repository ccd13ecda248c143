import type { CallKind } from '../kinds.ts';
import type { Network } from '../network.ts';
import type { ProviderError } from '../provider-error.ts';
import type { Json } from '../shapes.ts';

/** What a request asks for, read and checked before anything is done. */
export interface Intent {
  kind: CallKind;
  account_id: string | null;
  /** As the caller wrote it. */
  lead: string | null;
  /** Who it turned out to be. */
  person_id: string | null;
  text: string | null;
  /** Does it: in one transaction, and throws ProviderError before any effect. */
  act(): Answer;
}

export interface Answer {
  status: number;
  body: Json;
  /** LinkedIn changed. */
  effect?: boolean;
}

export interface Asked {
  path: string[];
  query: URLSearchParams;
  contentType: string;
  raw: Buffer;
}

/** @throws {ProviderError} When the request cannot be read. */
export type Route = (net: Network, asked: Asked) => Promise<Intent> | Intent;

/** One version of Unipile's API over the same LinkedIn. */
export interface Dialect {
  prefix: string;
  /** The first that fits; `*` stands for one part of the path. */
  routes: [string, Route][];
  admit(net: Network, key: string, path: string): boolean;
  present(error: ProviderError): { status: number; body: Json };
  /** What is answered without ids where nothing was done. */
  empty: Partial<Record<CallKind, Json>>;
  /** A throttled profile. */
  withheld(body: Json): Json;
  /** Reads are answered from what was answered before. */
  keepsAnswers?: boolean;
}
