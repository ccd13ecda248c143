import { inLanes } from '../../platform/lanes.ts';
import type { Artifact, Claim, ContentForAgent } from '../../ports/content.ts';

export type NewFile = Omit<Artifact, 'size' | 'sha256'> & { bytes: Buffer };

/** Files sent at the same time; more only queue up in the database. */
const AT_ONCE = 4;

/** Keeps files under their keys, in order. A rerun of the node writes the same keys again, which is accepted. */
export function storeFiles(
  content: Pick<ContentForAgent, 'putArtifact'>,
  claim: Claim,
  files: readonly NewFile[],
): Promise<Artifact[]> {
  return inLanes(files, AT_ONCE, ({ bytes, ...file }) =>
    content.putArtifact(claim, { ...file, base64: bytes.toString('base64') }),
  );
}
