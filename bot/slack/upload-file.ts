import type { WebClient } from '@slack/web-api';

const UPLOAD_MS = 20_000;

interface FileToUpload {
  name: string;
  mime: string;
  alt: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Gives Slack the bytes of a file, which stands nowhere until it is completed; answers its id. */
export async function uploadFile(
  desk: { slack: WebClient; fetch: typeof globalThis.fetch },
  { name, mime, alt, bytes }: FileToUpload,
): Promise<string> {
  const place = await desk.slack.files.getUploadURLExternal({
    filename: name,
    length: bytes.length,
    alt_text: alt.slice(0, 1000),
  });
  if (!place.file_id || !place.upload_url) throw new Error('Slack answered no place for an upload');
  const answer = await desk.fetch(place.upload_url, {
    method: 'POST',
    headers: { 'content-type': mime },
    body: bytes,
    signal: AbortSignal.timeout(UPLOAD_MS),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`Slack refused the bytes of "${name}": HTTP ${answer.status}`);
  return place.file_id;
}
