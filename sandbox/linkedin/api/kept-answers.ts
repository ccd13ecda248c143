import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressOf, sendJson } from '../../slack/http.ts';
import type { Network } from '../network.ts';
import type { Answer } from './route.ts';

/** V2 keeps every answer to a GET for an hour, also when it changes at LinkedIn meanwhile. */
const KEPT_MS = 3_600_000;

interface Kept {
  at: number;
  answer: Answer;
}
const keptOf = new WeakMap<Network, Map<string, Kept>>();

/** True: it was answered from what was kept, unless the caller wants it fresh. LinkedIn hears nothing of it. */
export function answerKept(net: Network, req: IncomingMessage, res: ServerResponse): boolean {
  if (req.method !== 'GET' || /no-cache|no-store/.test(req.headers['cache-control'] ?? '')) return false;
  const kept = keptOf.get(net)?.get(req.url ?? '');
  const age = net.now() - (kept?.at ?? Number.NEGATIVE_INFINITY);
  if (!kept || age >= KEPT_MS) return false;
  res.setHeader('x-cache', 'HIT');
  res.setHeader('age', String(Math.floor(age / 1000)));
  sendJson(res, kept.answer.status, kept.answer.body);
  return true;
}

/** A read is kept; a write through the API ends what was kept of its account. What people do by hand does not. */
export function keep(net: Network, req: IncomingMessage, res: ServerResponse, answer: Answer): void {
  const all = keptOf.get(net) ?? new Map<string, Kept>();
  keptOf.set(net, all);
  if (req.method === 'GET') {
    res.setHeader('x-cache', 'MISS');
    all.set(req.url ?? '', { at: net.now(), answer });
    return;
  }
  const [, , account = ''] = addressOf(req).pathname.split('/');
  for (const url of all.keys()) if (url.startsWith(`/v2/${account}/`)) all.delete(url);
}
