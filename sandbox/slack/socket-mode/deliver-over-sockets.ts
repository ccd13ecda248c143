import type { WebSocket } from 'ws';
import { systemClock, systemRandom } from '../../../platform/clock.ts';
import { after } from '../../after.ts';
import type { Deliver, Delivery } from '../deliver.ts';
import type { Json } from '../shapes.ts';
import { type SocketServer, say } from './socket-server.ts';

type Kind = 'slash_commands' | 'interactive' | 'events_api';

interface Waiting {
  /** A late answer from an earlier connection counts as well. */
  sentTo: WebSocket;
  answered(payload: unknown): void;
  lost(): void;
}

/** So often an envelope is sent again, as long as a connection is open. */
const RETRIES = { timeout: 1, connection_lost: 3 };

/**
 * Sends envelopes to the app's connections, each to one of them, and waits for the answer.
 *
 * What is not answered in time, or was on a connection that broke, is sent again under the same envelope id, over
 * another connection where there is one. Retries of events beyond that are the caller's, with a new envelope each.
 */
export function createSocketDeliver(server: SocketServer, settings: { ackMs: number }): Deliver {
  const waiting = new Map<string, Waiting>();
  const newcomers = new Set<() => void>();
  server.listen({
    heard: (_, message) => waiting.get(String(message.envelope_id))?.answered(message.payload),
    gone: (connection) => {
      for (const one of waiting.values()) if (one.sentTo === connection) one.lost();
    },
    came: () => {
      for (const tell of newcomers) tell();
    },
  });

  const newcomer = (ms: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        callOff();
        newcomers.delete(done);
        resolve();
      };
      const callOff = after(systemClock, ms, done);
      newcomers.add(done);
    });

  /** One sending: the payload of the answer, or why there is none. */
  const attempt = (envelope: Json, connection: WebSocket) =>
    new Promise<{ payload: unknown } | 'timeout' | 'connection_lost'>((resolve) => {
      const callOff = after(systemClock, settings.ackMs, () => resolve('timeout'));
      const end = (value: { payload: unknown } | 'connection_lost') => {
        callOff();
        resolve(value);
      };
      waiting.set(String(envelope.envelope_id), {
        sentTo: connection,
        answered: (payload) => end({ payload }),
        lost: () => end('connection_lost'),
      });
      say(connection, envelope);
    });

  const send = async (
    type: Kind,
    payload: Json,
    retry?: { num: number; reason: string },
  ): Promise<Delivery> => {
    const started = performance.now();
    const end = (rest: Pick<Delivery, 'status' | 'text' | 'reason'>): Delivery => ({
      ms: Math.round((performance.now() - started) * 10) / 10,
      noRetry: false,
      ...rest,
    });
    const id = systemRandom.id();
    let envelope: Json = {
      envelope_id: id,
      type,
      payload,
      accepts_response_payload: type !== 'events_api',
      ...(retry ? { retry_attempt: retry.num, retry_reason: retry.reason } : {}),
    };
    let connection = server.pick();
    try {
      for (let sent = 0; connection; sent++) {
        const result = await attempt(envelope, connection);
        if (typeof result === 'object') return end({ status: 200, text: textOf(result.payload) });
        if (sent >= RETRIES[result]) return end({ status: 0, text: '', reason: 'http_timeout' });
        if (result === 'connection_lost' && server.count === 0) await newcomer(settings.ackMs);
        envelope = { ...envelope, retry_attempt: sent + 1, retry_reason: result };
        connection = server.pick();
      }
      return end({ status: 0, text: '', reason: 'connection_failed' });
    } finally {
      waiting.delete(id);
    }
  };
  return {
    command: (fields) => send('slash_commands', fields),
    interaction: (payload) => send('interactive', payload),
    event: (envelope, retry) => send('events_api', envelope, retry),
  };
}

/** As an HTTP body would say it: nothing for an empty answer. */
function textOf(payload: unknown): string {
  if (typeof payload !== 'object' || payload === null || Object.keys(payload).length === 0) return '';
  return JSON.stringify(payload);
}
