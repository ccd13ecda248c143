import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';

const LOOK_EVERY_MS = 200;
/** Slack processes a picture after the upload; a slow one is no reason to hold up the words. */
const READY_MS = 8000;
const UPLOAD_MS = 20_000;

/** Uploads a PNG that stands in no conversation, for an image block; answers its file id when Slack can show it. */
export async function uploadPicture(
  desk: { slack: WebClient; clock: Clock; fetch: typeof globalThis.fetch },
  picture: { name: string; alt: string; png: Buffer },
): Promise<string> {
  const place = await desk.slack.files.getUploadURLExternal({
    filename: picture.name,
    length: picture.png.length,
    alt_text: picture.alt.slice(0, 1000),
  });
  if (!place.file_id || !place.upload_url) throw new Error('Slack answered no place for an upload');
  const answer = await desk.fetch(place.upload_url, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: new Uint8Array(picture.png),
    signal: AbortSignal.timeout(UPLOAD_MS),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`Slack refused the bytes of "${picture.name}": HTTP ${answer.status}`);
  await desk.slack.files.completeUploadExternal({ files: [{ id: place.file_id, title: picture.name }] });
  const until = desk.clock.now() + READY_MS;
  while (desk.clock.now() < until) {
    const { file } = await desk.slack.files.info({ file: place.file_id });
    if (file?.mimetype && file.url_private) return place.file_id;
    await desk.clock.sleep(LOOK_EVERY_MS);
  }
  throw new Error(`Slack had not processed "${picture.name}" after ${READY_MS} ms`);
}
