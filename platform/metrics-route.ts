import { createHash, timingSafeEqual } from 'node:crypto';
import type { Handle } from './http-server.ts';
import type { Prometheus } from './prometheus.ts';

/**
 * `GET /metrics`, for who shows the token. An address proves nothing: behind a proxy on the same machine everyone comes
 * from it.
 */
export function metricsRoute(meters: Pick<Prometheus, 'text'>, token: string): Handle {
  return (req, res) => {
    if (req.url?.split('?')[0] !== '/metrics') return false;
    const [, given = ''] = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '') ?? [];
    if (!timingSafeEqual(digest(given), digest(token))) {
      const headers = { 'content-type': 'application/json', 'www-authenticate': 'Bearer' };
      res.writeHead(401, headers).end('{"error":"wrong_token"}');
      return true;
    }
    meters.text().then(
      (text) => res.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text),
      () => res.writeHead(500, { 'content-type': 'application/json' }).end('{"error":"not_read"}'),
    );
    return true;
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest();
