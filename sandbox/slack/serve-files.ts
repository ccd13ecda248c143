import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerUnderFault } from './answer-under-fault.ts';
import { addressOf, readBody, sendText } from './http.ts';
import type { Workspace } from './workspace.ts';

const MAX_UPLOAD = 64 * 1024 * 1024;
/** Types that a browser may show here; any other is a download, so that an upload cannot run on this origin. */
const shown = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
]);

/**
 * `POST /files/upload/<key>` (raw body or multipart) and `GET /files/private/<id>/<name>`. Without the bot's token the
 * latter leads to a page for signing in, with status 200, as Slack does: an app that looks at the status alone keeps that page.
 */
export async function serveFiles(ws: Workspace, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { pathname, searchParams } = addressOf(req);
  const [, , kind, key = ''] = pathname.split('/');
  if (kind === 'upload' && (req.method === 'POST' || req.method === 'PUT')) return upload(ws, key, req, res);
  if (kind === 'private' && req.method === 'GET') {
    if (req.headers.authorization === `Bearer ${ws.secrets.botToken}`)
      return sendFile(ws, key, res, { asDownload: searchParams.has('download') });
    res.writeHead(302, { location: `/files/login?redir=${encodeURIComponent(pathname)}` }).end();
    return;
  }
  if (kind === 'login' && req.method === 'GET') return sendLoginPage(res);
  sendText(res, 404, 'not_found');
}

async function upload(ws: Workspace, key: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const raw = await readBody(req, MAX_UPLOAD);
  const work = () => store(ws, key, raw, req.headers['content-type'] ?? '');
  await answerUnderFault(ws.faults, 'upload', res, work, ([status, text]) => sendText(res, status, text));
}

async function store(
  ws: Workspace,
  key: string,
  raw: Buffer,
  contentType: string,
): Promise<[number, string]> {
  const file = ws.files.byUploadKey(key);
  if (file?.state !== 'pending' && file?.state !== 'uploaded') return [404, 'upload_not_found'];
  const content = await contentOf(raw, contentType);
  if (!content || content.byteLength === 0) return [400, 'no_file_data'];
  ws.files.upload(file, content);
  return [200, `OK - ${content.byteLength}`];
}

/** The bytes of a raw body, or of the first file of a multipart one. */
async function contentOf(raw: Buffer, contentType: string): Promise<Uint8Array | undefined> {
  if (!contentType.startsWith('multipart/form-data')) return raw;
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => undefined);
  for (const value of form?.values() ?? [])
    if (value instanceof Blob) return new Uint8Array(await value.arrayBuffer());
  return undefined;
}

export function sendFile(ws: Workspace, id: string, res: ServerResponse, { asDownload = false } = {}) {
  const file = ws.files.get(id);
  const bytes = file?.state === 'ready' ? ws.files.bytes(id) : null;
  if (!file || !bytes) return sendText(res, 404, 'file_not_found');
  const mayShow = shown.has(file.mimetype) && !asDownload;
  const type = asDownload || mayShow ? file.mimetype : 'application/octet-stream';
  res.writeHead(200, {
    'content-type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'content-length': bytes.byteLength,
    'content-disposition': `${mayShow ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=3600',
  });
  res.end(bytes);
}

function sendLoginPage(res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  res.end(
    '<!DOCTYPE html><html lang="en-US"><head><title>Sign in | Slack</title></head><body></body></html>',
  );
}
