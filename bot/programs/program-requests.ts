import type { IncomingMessage, ServerResponse } from 'node:http';
import { noAnswer } from '../asking/no-answer.ts';
import { bytesOf, FilesAltered, FilesGone } from '../drafts/bytes-of.ts';
import { readBody } from '../slack/read-body.ts';
import { admit } from './admit.ts';
import { again, asRefusal, ProgramRefusal } from './program-refusal.ts';
import { readJobRequest } from './read-job-request.ts';
import { type ProgramDesk, startForProgram } from './start-for-program.ts';

const MAX_BYTES = 64 * 1024;
const ID = /^[A-Za-z0-9-]{1,64}$/;
const HASH = /^[0-9a-f]{64}$/;
const KEY = /^[\x21-\x7e]{1,200}$/;

interface Answer {
  status: number;
  body: object | Buffer;
  headers?: Record<string, string>;
}

/**
 * `POST /jobs`, `GET /jobs/<id>` and `GET /jobs/<id>/files/<sha256>`: what other programs ask for. The contract:
 * docs/jobs-api.md.
 *
 * @returns Handles a request of the process's server; false: not its path.
 */
export function programRequests(desk: ProgramDesk): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    const [path = ''] = (req.url ?? '').split('?');
    if (path !== '/jobs' && !path.startsWith('/jobs/')) return false;
    // A caller that went away while its answer was written.
    res.on('error', () => {});
    answerTo(desk, req, path)
      .catch((error: unknown) => refused(desk, error))
      .then((answer) => send(res, answer));
    return true;
  };
}

async function answerTo(desk: ProgramDesk, req: IncomingMessage, path: string): Promise<Answer> {
  if (desk.stopping.aborted) throw again('stopping', 'The bot is stopping; send the request again.');
  const [, , id, files, sha256, ...more] = path.split('/');
  if (path === '/jobs') {
    allow(req, 'POST');
    return start(desk, req);
  }
  if (id === undefined || !ID.test(id) || more.length > 0 || (files !== undefined && files !== 'files'))
    throw noJob();
  allow(req, 'GET');
  if (files === undefined) return read(desk, req, id);
  return readFile(desk, req, id, sha256 ?? '');
}

async function start(desk: ProgramDesk, req: IncomingMessage): Promise<Answer> {
  const token = await admit(desk.content, req.headers.authorization);
  if (!/^application\/json\s*(;|$)/i.test(req.headers['content-type'] ?? ''))
    throw new ProgramRefusal(415, 'not_json', 'The header Content-Type must be application/json.');
  const key = req.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new ProgramRefusal(
      400,
      'key_missing',
      'The header Idempotency-Key must be 1 to 200 letters, digits and signs without spaces, one for each job.',
    );
  }
  const body = await readBody(req, MAX_BYTES, desk.clock);
  if (!Buffer.isBuffer(body)) throw unread(body);
  const id = await startForProgram(desk, token, key, readJobRequest(body.toString('utf8')));
  return { status: 202, body: { id }, headers: { location: `/jobs/${id}` } };
}

async function read(desk: ProgramDesk, req: IncomingMessage, id: string): Promise<Answer> {
  const token = await mayRead(desk, req);
  const job = await desk.content.readProgramJob(token.id, id);
  if (job === null) throw noJob();
  return { status: 200, body: job };
}

async function readFile(
  desk: ProgramDesk,
  req: IncomingMessage,
  id: string,
  sha256: string,
): Promise<Answer> {
  const token = await mayRead(desk, req);
  const file = HASH.test(sha256) ? await desk.content.findProgramFile(token.id, id, sha256) : null;
  const bytes =
    file && (await bytesOf(desk.content, file).catch((error: unknown) => withheld(desk, id, error)));
  if (!file || !bytes)
    throw new ProgramRefusal(
      404,
      'file_not_found',
      'There is no such file of an approved version; GET /jobs/<id> lists them.',
    );
  return {
    status: 200,
    body: Buffer.from(bytes.buffer),
    headers: {
      'content-type': file.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      etag: `"${sha256}"`,
    },
  };
}

/** Null: its bytes are no longer stored. What people approved is a hash, and nothing else goes out under it. */
function withheld(desk: ProgramDesk, jobId: string, error: unknown): null {
  if (error instanceof FilesGone) return null;
  if (!(error instanceof FilesAltered)) throw error;
  desk.log.error('program_file_differs', { job_id: jobId });
  throw again(
    'file_differs',
    'The stored bytes are not those that were approved, so that they are not given.',
    3600,
  );
}

async function mayRead(desk: ProgramDesk, req: IncomingMessage) {
  const token = await admit(desk.content, req.headers.authorization);
  if (!token.may_read)
    throw new ProgramRefusal(
      403,
      'may_not_read',
      'This token may start jobs and not read them; one minted with "read" does.',
    );
  return token;
}

function allow(req: IncomingMessage, method: string): void {
  if (req.method !== method)
    throw new ProgramRefusal(405, 'method_not_allowed', `Accepted here: ${method}.`, { allow: method });
}

function noJob(): ProgramRefusal {
  return new ProgramRefusal(
    404,
    'job_not_found',
    'There is no such job that this token reads; accepted are ids that POST /jobs answered.',
  );
}

function unread(status: 400 | 408 | 413): ProgramRefusal {
  const close = { connection: 'close' };
  if (status === 413)
    return new ProgramRefusal(413, 'body_too_large', `The body must have at most ${MAX_BYTES} bytes.`, close);
  return status === 408
    ? new ProgramRefusal(408, 'body_too_slow', 'The body must be there within 10 s.', close)
    : new ProgramRefusal(400, 'body_broken_off', 'The body must be sent to its end.', close);
}

function refused(desk: ProgramDesk, error: unknown): Answer {
  const refusal = asRefusal(error);
  if (refusal === null) {
    desk.log.error('program_request_failed', { error });
    return {
      status: 500,
      body: {
        error: 'unexpected',
        message: 'Something is wrong on our side; an operator finds it in the log.',
      },
    };
  }
  if (noAnswer(error)) desk.log.warn('program_request_unanswered', { error });
  const { status, code, message, headers } = refusal;
  return { status, body: { error: code, message }, headers };
}

function send(res: ServerResponse, { status, body, headers }: Answer): void {
  const isBytes = Buffer.isBuffer(body);
  res.writeHead(status, {
    ...(isBytes ? {} : { 'content-type': 'application/json' }),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  res.end(isBytes ? body : JSON.stringify(body));
}
