import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { systemClock } from '../../../platform/clock.ts';
import { after } from '../../after.ts';
import { addressOf } from '../http.ts';
import { newSecret } from '../ids.ts';
import { app } from '../manifest.ts';
import type { Json } from '../shapes.ts';

/** Why Slack closes a connection: `warning` comes about 10 s ahead, `refresh_requested` when it is time. */
export type Farewell = 'warning' | 'refresh_requested' | 'link_disabled';

interface SocketServerSettings {
  /** Address of the HTTP server, without a trailing slash. */
  origin(): string;
  now(): number;
}

/** Slack closes the connection itself when the app does not after a `disconnect`. */
const FAREWELL_MS = 10_000;
const PING_MS = 10_000;
const TICKET_MS = 30_000;
/** As Slack allows for one app. */
const MAX_CONNECTIONS = 10;
const PATH = '/link/';

export type SocketServer = ReturnType<typeof createSocketServer>;

/** The connections of an app in Socket Mode: who is there, what they say, and how they end. */
export function createSocketServer(settings: SocketServerSettings) {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, number>();
  const ready: WebSocket[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const farewells = new Set<() => void>();
  let heard: (from: WebSocket, message: Json) => void = () => {};
  let gone: (connection: WebSocket) => void = () => {};
  let came: () => void = () => {};
  let next = 0;

  const leave = (connection: WebSocket) => {
    const at = ready.indexOf(connection);
    if (at >= 0) ready.splice(at, 1);
  };
  const welcome = (connection: WebSocket) => {
    const ping = setInterval(() => connection.ping(), PING_MS);
    timers.add(ping);
    connection.on('message', (data) => {
      const message = parse(String(data));
      if (message) heard(connection, message);
    });
    connection.on('error', () => connection.terminate());
    connection.on('close', () => {
      clearInterval(ping);
      timers.delete(ping);
      leave(connection);
      gone(connection);
    });
    ready.push(connection);
    say(connection, {
      type: 'hello',
      num_connections: ready.length,
      debug_info: { host: 'stand-in', approximate_connection_time: 18_060 },
      connection_info: { app_id: app.app_id },
    });
    came();
  };
  const part = (connection: WebSocket, reason: Farewell) => {
    say(connection, { type: 'disconnect', reason, debug_info: { host: 'stand-in' } });
    // A warned connection still works; the others get nothing more.
    if (reason !== 'warning') leave(connection);
    const callOff = after(systemClock, FAREWELL_MS, () => connection.close());
    farewells.add(callOff);
    connection.once('close', callOff);
  };

  return {
    /** The address for one connection, as `apps.connections.open` answers it. */
    newAddress(): string {
      const ticket = newSecret(12);
      tickets.set(ticket, settings.now() + TICKET_MS);
      const query = new URLSearchParams({ ticket, app_id: app.app_id });
      return `${settings.origin().replace(/^http/, 'ws')}${PATH}?${query}`;
    },
    /** True when the request is for a connection of this app; it is then answered. */
    handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
      const address = addressOf(req);
      if (address.pathname !== PATH) return false;
      const ticket = address.searchParams.get('ticket') ?? '';
      const until = tickets.get(ticket) ?? 0;
      tickets.delete(ticket);
      if (until < settings.now() || server.clients.size >= MAX_CONNECTIONS) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return true;
      }
      server.handleUpgrade(req, socket, head, welcome);
      return true;
    },
    get count(): number {
      return ready.length;
    },
    /** Each call another one of the connections, in turn. */
    pick(): WebSocket | undefined {
      next += 1;
      return ready[next % Math.max(1, ready.length)];
    },
    /** Who wants to hear what comes in; one listener, the deliverer. */
    listen(on: {
      heard(from: WebSocket, message: Json): void;
      gone(connection: WebSocket): void;
      came(): void;
    }): void {
      ({ heard, gone, came } = on);
    },
    /** Asks the oldest connection to be replaced, as Slack does every few hours with each. */
    refresh(reason: Farewell = 'refresh_requested'): void {
      const oldest = ready[0];
      if (oldest) part(oldest, reason);
    },
    /** Breaks every connection without a word, as a network does. */
    drop(): void {
      ready.length = 0;
      for (const connection of server.clients) connection.terminate();
    },
    stop(): void {
      for (const timer of timers) clearInterval(timer);
      for (const callOff of farewells) callOff();
      for (const connection of server.clients) connection.terminate();
      server.close();
    },
  };
}

export function say(connection: WebSocket, message: Json): void {
  connection.send(JSON.stringify(message));
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
