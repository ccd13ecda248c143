import type { CallKind } from '../kinds.ts';
import type { Network } from '../network.ts';
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
