import { createHash } from 'node:crypto';
import type { FileStore } from '../../platform/file-store.ts';
import type { Artifact, ContentForBot, StoredFile } from '../../ports/content.ts';
import { NotShown } from '../delivery/show-surface.ts';

type FileOfDraft = Pick<Artifact, 'key' | 'name' | 'sha256'>;

/** The bytes are no longer stored: nothing is left to upload. */
export class FilesGone extends NotShown {
  constructor(message: string) {
    super('files_gone', null, message);
  }
}

/** What is stored is not what people saw and approved. It is posted nowhere, until a person has looked. */
export class FilesAltered extends NotShown {
  /** Its name. */
  readonly file: string;

  constructor({ key, name, sha256 }: FileOfDraft, found: string) {
    super('files_altered', null, `Cannot post "${key}": its bytes have the SHA-256 ${found}, not ${sha256}`);
    this.file = name;
  }
}

/**
 * The bytes of a draft's file, hashed again: a change where they lie does not change what goes out.
 *
 * @throws {FilesGone}
 * @throws {FilesAltered}
 */
export async function bytesOf(
  content: Pick<ContentForBot, 'getArtifact'>,
  file: FileOfDraft,
): Promise<Uint8Array<ArrayBuffer>> {
  const stored = await content.getArtifact(file.key);
  if (!stored || stored.base64 === null)
    throw new FilesGone(`Cannot post "${file.key}": its bytes are no longer stored`);
  const bytes = new Uint8Array(Buffer.from(stored.base64, 'base64'));
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== file.sha256) throw new FilesAltered(file, found);
  return bytes;
}

/** Reads a file where it lies: one of Storage comes with its bytes as well, or with none where Storage lost them. */
export function readStored(
  { getArtifact }: Pick<ContentForBot, 'getArtifact'>,
  store: Pick<FileStore, 'get'>,
): (key: string) => Promise<StoredFile | null> {
  return async (key) => {
    const stored = await getArtifact(key);
    if (stored === null || stored.bucket === null) return stored;
    const bytes = await store.get(stored.bucket, stored.sha256);
    return { ...stored, base64: bytes?.toString('base64') ?? null };
  };
}
