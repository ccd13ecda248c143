import type { KnownBlock } from '@slack/types';
import type { Artifact, Upload } from '../../ports/content.ts';
import { clip } from '../slack/blocks.ts';

/** A stored picture that Slack holds already; null until it was uploaded. */
export function pictureBlock(
  artifact: Artifact | undefined,
  uploads: Upload[],
  alt: string,
): KnownBlock | null {
  const uploaded = uploads.find((upload) => upload.key === artifact?.key);
  if (!artifact || !uploaded) return null;
  return {
    type: 'image',
    slack_file: { id: uploaded.file_id },
    alt_text: clip(artifact.alt || alt, 1200) || '…',
  };
}
