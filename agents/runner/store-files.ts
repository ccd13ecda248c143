import type { Artifact, Claim, ContentForAgent } from '../../ports/content.ts';

export type NewFile = Omit<Artifact, 'size' | 'sha256'> & { bytes: Buffer };

/** Files sent at the same time; more only queue up in the database. */
const AT_ONCE = 4;

/** Keeps files under their keys, in order. A rerun of the node writes the same keys again, which is accepted. */
export async function storeFiles(
  content: Pick<ContentForAgent, 'putArtifact'>,
  claim: Claim,
  files: readonly NewFile[],
): Promise<Artifact[]> {
  const stored: Artifact[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    const batch = files
      .slice(at, at + AT_ONCE)
      .map(({ bytes, ...file }) => content.putArtifact(claim, { ...file, base64: bytes.toString('base64') }));
    stored.push(...(await Promise.all(batch)));
  }
  return stored;
}
