import { createHash } from 'node:crypto';
import type { ModelSettings } from '../../platform/config.ts';
import type { Dialect } from './dialect.ts';

/** What was learned of endpoints, so that it is not learned again at each call. */
export interface DialectMemory {
  recall(key: string): Promise<Dialect | null>;
  /** Null: what was known is no longer so. */
  keep(key: string, dialect: Dialect | null): Promise<void>;
}

/** One model at one address under one setting. An address may hold a password, so that its hash stands for it. */
export function dialectKey({ baseUrl, model, structured = 'auto' }: ModelSettings): string {
  return createHash('sha256')
    .update(JSON.stringify([baseUrl, model, structured]))
    .digest('hex');
}

/** For as long as the process lives. */
export function processMemory(): DialectMemory {
  const known = new Map<string, Dialect>();
  return {
    recall: async (key) => known.get(key) ?? null,
    async keep(key, dialect) {
      if (dialect) known.set(key, dialect);
      else known.delete(key);
    },
  };
}
