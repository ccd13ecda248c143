import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../platform/clock.ts';
import { silentLog } from '../../platform/log.ts';
import { type FileRead, readSlackFile } from './read-slack-file.ts';

const limit = { maxBytes: 1000, extensions: ['pdf', 'md'] };
const pdf = {
  id: 'F1',
  name: 'a.pdf',
  filetype: 'pdf',
  size: 4,
  url_private: 'https://files.slack.com/a/a.pdf',
};

/** Slack that knows one file; what is fetched, with which headers, is kept. */
function slack(options: {
  file?: object;
  error?: string;
  answers?: Record<string, () => Response | Promise<Response>>;
  apiUrl?: string;
  stopping?: AbortSignal;
}) {
  const fetched: { url: string; token: string | null }[] = [];
  const client = {
    token: 'xoxb-secret',
    files: {
      info: async () => {
        if (options.error) {
          throw Object.assign(Object.create(WebAPIPlatformError.prototype), {
            data: { ok: false, error: options.error },
          });
        }
        return { ok: true, file: { ...pdf, ...options.file } };
      },
    },
  } as unknown as WebClient;
  const read = readSlackFile({
    slack: client,
    apiUrl: options.apiUrl ?? 'https://slack.com/api/',
    fetch: async (input, init) => {
      const url = String(input);
      fetched.push({ url, token: new Headers(init?.headers).get('authorization') });
      const answer = options.answers?.[url];
      if (!answer) throw new Error(`nothing at ${url}`);
      return answer();
    },
    clock: systemClock,
    log: silentLog,
    stopping: options.stopping ?? new AbortController().signal,
  });
  return { read: () => read('F1', limit), fetched };
}
const bytes =
  (text: string, headers: Record<string, string> = {}) =>
  () =>
    new Response(text, { headers: { 'content-type': 'application/octet-stream', ...headers } });
const fault = (read: FileRead) => (read.kind === 'refused' ? read.fault : null);

describe('readSlackFile()', () => {
  it('reads the bytes with the bot token, from the address for downloads where there is one', async () => {
    const url = 'https://files.slack.com/download/a.pdf';
    const { read, fetched } = slack({
      file: { url_private_download: url },
      answers: { [url]: bytes('%PDF') },
    });
    expect(await read()).toEqual({
      kind: 'read',
      name: 'a.pdf',
      extension: 'pdf',
      bytes: Buffer.from('%PDF'),
    });
    expect(fetched).toEqual([{ url, token: 'Bearer xoxb-secret' }]);
  });

  it.each([
    [{ size: 500 * 1024 * 1024 }, 'too_large'],
    [{ size: 0 }, 'empty'],
    [{ name: 'a.exe', filetype: 'exe' }, 'type'],
    [{ name: 'a.PDF.zip', filetype: 'zip' }, 'type'],
    [{ is_external: true, url_private: 'https://drive.example/x' }, 'external'],
    [{ mode: 'tombstone' }, 'gone'],
  ])('refuses %j before any byte is asked for', async (file, expected) => {
    const { read, fetched } = slack({ file });
    expect(fault(await read())).toBe(expected);
    expect(fetched).toEqual([]);
  });

  it('knows a file without an ending by the type that Slack found', async () => {
    const { read } = slack({
      file: { name: 'notes', filetype: 'markdown' },
      answers: { [pdf.url_private]: bytes('# Hi') },
    });
    expect(await read()).toMatchObject({ kind: 'read', extension: 'md' });
  });

  it.each([
    'https://evil.example/a.pdf',
    'http://files.slack.com/a.pdf',
    'https://files.slack.com:8443/a.pdf',
    'https://notslack.com/a.pdf',
    'https://files.slack.com.evil.example/a.pdf',
    'https://files.slack.com@evil.example/a.pdf',
  ])('never sends the token to %s', async (url) => {
    const direct = slack({ file: { url_private: url }, answers: { [url]: bytes('%PDF') } });
    expect(fault(await direct.read())).toBe('not_read');
    expect(direct.fetched).toEqual([]);
    const redirect = () => new Response(null, { status: 302, headers: { location: url } });
    const led = slack({ answers: { [pdf.url_private]: redirect, [url]: bytes('%PDF') } });
    expect(fault(await led.read())).toBe('not_read');
    expect(led.fetched.map((f) => f.url)).toEqual([pdf.url_private]);
  });

  it('knows the page for signing in, which Slack answers with 200, as a missing permission', async () => {
    const login = 'https://alba.slack.com/?redir=x';
    const { read } = slack({
      answers: {
        [pdf.url_private]: () => new Response(null, { status: 302, headers: { location: login } }),
        [login]: bytes('<!DOCTYPE html>', { 'content-type': 'text/html; charset=utf-8' }),
      },
    });
    expect(fault(await read())).toBe('no_scope');
    expect(fault(await slack({ error: 'missing_scope' }).read())).toBe('no_scope');
  });

  it('ends a redirect that goes in circles', async () => {
    const circle = () => new Response(null, { status: 302, headers: { location: pdf.url_private } });
    const { read, fetched } = slack({ answers: { [pdf.url_private]: circle } });
    expect(fault(await read())).toBe('not_read');
    expect(fetched.length).toBe(4);
  });

  it('stops a download that is longer than was said, and takes no shorter one for whole', async () => {
    let sent = 0;
    const endless = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => {
            sent += 100;
            controller.enqueue(new Uint8Array(100));
          },
        }),
      );
    expect(fault(await slack({ answers: { [pdf.url_private]: endless } }).read())).toBe('too_large');
    expect(sent).toBeLessThan(5000);
    const half = slack({ answers: { [pdf.url_private]: bytes('%P') } });
    expect(fault(await half.read())).toBe('not_read');
  });

  it('says what became of the file: gone, not answered, or that the process ends', async () => {
    expect(fault(await slack({ error: 'file_deleted' }).read())).toBe('gone');
    expect(fault(await slack({ error: 'internal_error' }).read())).toBe('not_read');
    const broken = () => new Response('no', { status: 503 });
    expect(fault(await slack({ answers: { [pdf.url_private]: broken } }).read())).toBe('not_read');
    const stopping = AbortSignal.abort();
    expect(fault(await slack({ stopping }).read())).toBe('stopped');
  });

  it('reads from the origin of another Slack address, as of a stand-in', async () => {
    const url = 'http://127.0.0.1:3000/files/private/F1/a.pdf';
    const at = { file: { url_private: url }, answers: { [url]: bytes('%PDF') } };
    expect((await slack({ ...at, apiUrl: 'http://127.0.0.1:3000/api/' }).read()).kind).toBe('read');
    expect((await slack({ ...at, apiUrl: 'http://127.0.0.1:3001/api/' }).read()).kind).toBe('refused');
  });
});
