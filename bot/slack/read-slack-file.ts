import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { poll } from '../../platform/retry.ts';
import { fileWaits } from './file-waits.ts';
import { slackFailure } from './slack-failure.ts';

interface FileLimit {
  maxBytes: number;
  /** Without a dot, in lower case. */
  extensions: readonly string[];
}

type FileFault =
  | 'gone'
  /** It lies at another service, of which Slack only keeps the address. */
  | 'external'
  | 'type'
  | 'too_large'
  | 'empty'
  /** The app may not read files. */
  | 'no_scope'
  | 'stopped'
  | 'not_read';

export type FileRead =
  | { kind: 'read'; name: string; extension: string; bytes: Buffer }
  | { kind: 'refused'; fault: FileFault; name: string; size: number };

/** Reads a file that a person gave in a form. Size and kind are looked at before any byte is asked for. */
export type ReadSlackFile = (fileId: string, limit: FileLimit) => Promise<FileRead>;

const READY_MS = 8000;
const DOWNLOAD_MS = 60_000;
const MAX_REDIRECTS = 3;
/** Slack's names of types, for files whose name has no ending. */
const extensionOfType: Record<string, string> = { text: 'txt', markdown: 'md' };

export function readSlackFile(from: {
  slack: WebClient;
  /** Slack's, ending with a slash. */
  apiUrl: string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
  stopping: AbortSignal;
}): ReadSlackFile {
  return async (fileId, limit) => {
    let about = { name: fileId, size: 0 };
    const refused = (fault: FileFault): FileRead => ({ kind: 'refused', fault, ...about });
    try {
      const file = await fileInfo(from, fileId);
      about = { name: file.name ?? file.title ?? fileId, size: file.size ?? 0 };
      if (file.mode === 'tombstone' || file.mode === 'hidden_by_limit') return refused('gone');
      if (file.is_external) return refused('external');
      const extension =
        extensionOf(about.name) ?? extensionOfType[file.filetype ?? ''] ?? file.filetype ?? '';
      if (!limit.extensions.includes(extension)) return refused('type');
      if (about.size > limit.maxBytes) return refused('too_large');
      if (about.size === 0) return refused('empty');
      const address = file.url_private_download ?? file.url_private;
      if (!address) return refused('not_read');
      const bytes = await download(from, address, limit.maxBytes);
      if (typeof bytes === 'string') return refused(bytes);
      // Half a document must not pass for a whole one.
      if (bytes.length !== about.size) throw new Error(`Slack sent ${bytes.length} of ${about.size} bytes`);
      return { kind: 'read', name: about.name, extension, bytes };
    } catch (error) {
      if (from.stopping.aborted) return refused('stopped');
      const { code } = slackFailure(error);
      if (code === 'missing_scope') return refused('no_scope');
      if (code === 'file_not_found' || code === 'file_deleted') return refused('gone');
      from.log.warn('slack_file_not_read', { code: fileId, error });
      return refused('not_read');
    }
  };
}

/** Slack processes a file after its upload; its type and address come with that. After a while it is taken as it is. */
async function fileInfo({ slack, clock }: { slack: WebClient; clock: Clock }, id: string) {
  const until = clock.now() + READY_MS;
  const file = await poll({ clock, ...fileWaits }, async () => {
    const { file: seen } = await slack.files.info({ file: id });
    if (!seen) throw new Error('Slack answered files.info without a file');
    return seen.url_private || seen.is_external || clock.now() >= until ? seen : undefined;
  });
  if (!file) throw new Error(`Cannot read file ${id}: looking at it ended`);
  return file;
}

/** The bytes, or why there are none. The token goes to Slack alone, wherever a redirect leads. */
async function download(
  from: { slack: WebClient; apiUrl: string; fetch: typeof globalThis.fetch; stopping: AbortSignal },
  address: string,
  maxBytes: number,
): Promise<Buffer | 'too_large' | 'no_scope'> {
  const signal = AbortSignal.any([from.stopping, AbortSignal.timeout(DOWNLOAD_MS)]);
  let url = new URL(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (!isSlack(url, from.apiUrl)) throw new Error(`Cannot read a file from ${url.host}: it is not Slack`);
    const answer = await from.fetch(url, {
      headers: { authorization: `Bearer ${from.slack.token ?? ''}` },
      redirect: 'manual',
      signal,
    });
    const next = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && next !== null) {
      await answer.body?.cancel();
      url = new URL(next, url);
      continue;
    }
    const stated = Number(answer.headers.get('content-length') ?? 0);
    // Without the scope Slack answers 200 with its page for signing in; no accepted kind of file is HTML.
    const isPage = /^text\/html\b/i.test(answer.headers.get('content-type') ?? '');
    if (!answer.ok || isPage || stated > maxBytes) {
      await answer.body?.cancel();
      if (answer.ok) return isPage ? 'no_scope' : 'too_large';
      throw new Error(`Slack answered HTTP ${answer.status} for a file`);
    }
    return collect(answer, maxBytes);
  }
  throw new Error(`Slack redirected a file more than ${MAX_REDIRECTS} times`);
}

async function collect(answer: Response, maxBytes: number): Promise<Buffer | 'too_large'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.length;
    // Leaving the loop ends the download.
    if (length > maxBytes) return 'too_large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isSlack(url: URL, apiUrl: string): boolean {
  const api = new URL(apiUrl);
  if (url.origin === api.origin) return true;
  return url.protocol === 'https:' && (url.host === 'slack.com' || url.host.endsWith('.slack.com'));
}

function extensionOf(name: string): string | undefined {
  return /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase();
}
