import type { Claim, ContentForAgent } from '../../../ports/content.ts';
import { JobFailure } from '../../runner/job-failure.ts';
import type { PreparedPicture } from '../prepare-picture.ts';
import { have, type KnowledgeNode, type KnowledgeState } from '../state.ts';

type Run = { signal?: AbortSignal | undefined };

/** Keeps the picture beside the team's documents. */
export function storePicture(
  content: Pick<ContentForAgent, 'storePicture'>,
  claim: Claim,
  bytes: {
    prepared: () => PreparedPicture | null;
    /** Draws it once more, where a killed run had it. */
    again: (state: KnowledgeState, run: Run) => Promise<PreparedPicture | null>;
  },
): KnowledgeNode {
  return async (state, run) => {
    const { title, alt, language, width, height } = have(state, 'picture');
    const { file_name, sha256 } = have(state, 'source');
    const drawn = bytes.prepared() ?? (await bytes.again(state, run).catch(gone));
    const stored = await content.storePicture(claim, {
      title,
      alt,
      language,
      file_name: file_name ?? title,
      source_sha256: sha256,
      width,
      height,
      base64: drawn?.bytes.toString('base64') ?? '',
    });
    return { stored };
  };
}

/** The upload goes with the storing: a run that was killed right after it is answered without the bytes. */
function gone(error: unknown): null {
  if (error instanceof JobFailure && error.code === 'upload_gone') return null;
  throw error;
}
