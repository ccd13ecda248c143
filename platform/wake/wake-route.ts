import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import type { Wake, Woken } from './work.ts';

/** Of its own, so that a host may check a token of its own in `Authorization` before. */
export const WAKE_HEADER = 'greenlight-wake';
/** A wake says nothing but that it comes; schedulers like to send `{}`. */
const MAX_BYTES = 1024;

interface Sleeper {
  wake(wake: Wake): Promise<Woken>;
}

/**
 * `POST /wake`: wakes the parts of this process, and answers `{did, left}` once nothing is due for any of them, or when the
 * limit nears. Without a secret the path does not exist.
 */
export function wakeRoute(
  { secret, ...wake }: Wake & { secret: string | undefined },
  { parts, wakeHere, log }: { parts: readonly Sleeper[]; wakeHere(): void; log: Log },
): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    if (secret === undefined || req.url?.split('?')[0] !== '/wake') return false;
    res.on('error', () => {});
    if (req.method !== 'POST') return end(res, 405, { error: 'method_not_allowed' });
    if (!isSame(req.headers[WAKE_HEADER], secret)) {
      log.warn('wake_refused');
      return end(res, 401, { error: 'wrong_secret' });
    }
    wakeHere();
    answer(req, wake, parts).then(
      ([status, body]) => end(res, status, body),
      (error: unknown) => {
        log.error('wake_failed', { error });
        end(res, 500, { error: 'unexpected' });
      },
    );
    return true;
  };
}

async function answer(
  req: IncomingMessage,
  wake: Wake,
  parts: readonly Sleeper[],
): Promise<[number, object]> {
  let size = 0;
  for await (const chunk of req) {
    size += (chunk as Buffer).length;
    if (size > MAX_BYTES) return [413, { error: 'body_too_large' }];
  }
  const woken = await Promise.all(parts.map((part) => part.wake(wake)));
  const sum = (of: 'did' | 'left') => woken.reduce((n, one) => n + one[of], 0);
  return [200, { did: sum('did'), left: sum('left') }];
}

/** In constant time, of any length that came. */
function isSame(given: string | string[] | undefined, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(hash(given), hash(secret));
}

function end(res: ServerResponse, status: number, body: object): true {
  // What was not read of a body cannot be told from a next request.
  const close = status === 200 ? {} : { connection: 'close' };
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...close });
  res.end(JSON.stringify(body));
  return true;
}
