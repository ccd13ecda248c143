import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import { poll } from '../../platform/retry.ts';
import { fileWaits } from './file-waits.ts';
import { uploadFile } from './upload-file.ts';

/** Slack processes a picture after the upload; a slow one is no reason to hold up the words. */
const READY_MS = 8000;

/** Uploads a PNG that stands in no conversation, for an image block; answers its file id when Slack can show it. */
export async function uploadPicture(
  desk: { slack: WebClient; clock: Clock; fetch: typeof globalThis.fetch },
  picture: { name: string; alt: string; png: Buffer },
): Promise<string> {
  const { name, alt, png } = picture;
  const fileId = await uploadFile(desk, { name, mime: 'image/png', alt, bytes: new Uint8Array(png) });
  await desk.slack.files.completeUploadExternal({ files: [{ id: fileId, title: name }] });
  const ready = await poll({ clock: desk.clock, ...fileWaits, forMs: READY_MS }, async () => {
    const { file } = await desk.slack.files.info({ file: fileId });
    return Boolean(file?.mimetype && file.url_private) || undefined;
  });
  if (!ready) throw new Error(`Slack had not processed "${name}" after ${READY_MS} ms`);
  return fileId;
}
