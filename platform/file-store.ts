import { createClient } from '@supabase/supabase-js';
import type { DatabaseSettings } from './db.ts';
import { ExpectedError } from './errors.ts';

/** Private buckets of Supabase Storage, as one part may reach them. The key of an object is the SHA-256 of its bytes. */
export interface FileStore {
  /** One that is there already has the same bytes, and is fine. */
  put(bucket: string, sha256: string, file: { bytes: Uint8Array; mime: string }): Promise<void>;
  /** Null: there is no such object. Not yet compared with its key. */
  get(bucket: string, sha256: string): Promise<Buffer | null>;
  /** Those of them that may go are gone. */
  remove(bucket: string, sha256s: string[]): Promise<void>;
  /** Null: this part sees no such bucket. */
  bucket(name: string): Promise<{ isPublic: boolean } | null>;
}

type StorageFailure = Error & { status?: number | undefined; statusCode?: string | undefined };

const DEADLINE_MS = 30_000;

/**
 * @throws {ExpectedError} From each call: `storage_unavailable` when no answer came, `storage_refused` when this part may not,
 *   `artifact_too_large`.
 */
export function connectFileStore(settings: DatabaseSettings): FileStore {
  const base = settings.fetch ?? globalThis.fetch;
  const { storage } = createClient(settings.url, settings.publishableKey, {
    accessToken: async () => settings.token,
    auth: { persistSession: false, autoRefreshToken: false },
    global: {
      fetch: (input, init) => {
        const deadline = AbortSignal.timeout(DEADLINE_MS);
        const signal = init?.signal ? AbortSignal.any([deadline, init.signal]) : deadline;
        return base(input, { ...init, signal });
      },
    },
  });
  return {
    async put(bucket, sha256, { bytes, mime }) {
      const { error } = await storage
        .from(bucket)
        .upload(sha256, bytes, { contentType: mime, upsert: false });
      if (error && statusOf(error) !== 409)
        throw storeError(`put "${sha256}" into bucket "${bucket}"`, error);
    },
    async get(bucket, sha256) {
      const { data, error } = await storage.from(bucket).download(sha256);
      if (error && statusOf(error) === 404) return null;
      if (error) throw storeError(`read "${sha256}" of bucket "${bucket}"`, error);
      return Buffer.from(await data.arrayBuffer());
    },
    async remove(bucket, sha256s) {
      const { error } = await storage.from(bucket).remove(sha256s);
      if (error) throw storeError(`remove ${sha256s.length} objects of bucket "${bucket}"`, error);
    },
    async bucket(name) {
      const { data, error } = await storage.getBucket(name);
      if (error && statusOf(error) === 404) return null;
      if (error) throw storeError(`look at bucket "${name}"`, error);
      return { isPublic: data.public };
    },
  };
}

/** Storage answers HTTP 400 and says the true status in the body. 0: no answer. */
function statusOf(error: StorageFailure): number {
  return Number(error.statusCode) || error.status || 0;
}

function storeError(action: string, error: StorageFailure): ExpectedError {
  const status = statusOf(error);
  if (status === 413)
    return new ExpectedError('artifact_too_large', `Cannot ${action}: ${error.message}`, { cause: error });
  if (status === 401 || status === 403)
    return new ExpectedError('storage_refused', `Cannot ${action}: ${error.message}`, {
      hint: 'Run "npm run setup -- files bucket NAME" again, then "npm run doctor".',
      cause: error,
    });
  return new ExpectedError('storage_unavailable', `Cannot ${action}: ${error.message}`, { cause: error });
}
