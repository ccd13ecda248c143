import type { KnownBlock } from '@slack/types';
import type { Artifact, Upload } from '../../ports/content.ts';
import { clip } from '../slack/blocks.ts';

/** A picture as small as Slack has it, beside a line of letters; null until it was uploaded. */
export function thumbnailLine(
  artifact: Artifact | undefined,
  uploads: Upload[],
  line: string,
): KnownBlock | null {
  const uploaded = uploads.find((upload) => upload.key === artifact?.key);
  if (!artifact || !uploaded) return null;
  const alt_text = clip(artifact.alt || line, 1200) || '…';
  return {
    type: 'context',
    elements: [
      { type: 'image', slack_file: { id: uploaded.file_id }, alt_text },
      { type: 'plain_text', text: clip(line, 120) || '…' },
    ],
  };
}

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
