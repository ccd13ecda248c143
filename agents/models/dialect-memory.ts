import { createHash } from 'node:crypto';
import type { ModelSettings } from '../../platform/config.ts';
import { isExpected } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { ContentForAgent } from '../../ports/content.ts';
import { type Dialect, dialect as dialectShape } from './dialect.ts';

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

/**
 * In the database as well, so that the next process knows it too. It saves refused calls and nothing else: without an
 * answer of the database all is learned again.
 */
export function durableMemory(
  content: Pick<ContentForAgent, 'recallDialect' | 'keepDialect'>,
  log: Log,
): DialectMemory {
  const near = processMemory();
  const looked = new Set<string>();
  const orElse = async <T>(call: Promise<T>, fallback: T): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (!isExpected(error)) throw error;
      log.warn('endpoint_dialect_not_kept', { code: error.code });
      return fallback;
    }
  };
  return {
    async recall(key) {
      const known = await near.recall(key);
      if (known || looked.has(key)) return known;
      const kept = dialectShape.safeParse(await orElse(content.recallDialect(key), null));
      looked.add(key);
      if (kept.success) await near.keep(key, kept.data);
      return kept.data ?? null;
    },
    async keep(key, dialect) {
      looked.add(key);
      await near.keep(key, dialect);
      await orElse(content.keepDialect(key, dialect), null);
    },
  };
}
