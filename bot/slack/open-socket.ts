import { type App, type Logger, LogLevel, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import { within } from '../../platform/within.ts';

interface SocketOptions {
  appToken: string;
  clientOptions: WebClientOptions;
  clock: Clock;
  /** One envelope that Slack sent; `customProperties.envelope_id` names it. */
  take(event: ReceiverEvent): Promise<void>;
}

/** One connection to Slack, from its `hello` on. */
export interface Socket {
  /** Resolves with Slack's reason when it asks for another connection (this one still works), or when it broke. */
  ending: Promise<Ending>;
  readonly open: boolean;
  close(): Promise<void>;
}
type Ending = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets' | 'broken';

/** From the call of `apps.connections.open` to Slack's `hello`. */
const HELLO_MS = 15_000;
const CLOSE_MS = 1000;
const envelopes = ['hello', 'slash_commands', 'interactive', 'events_api'];

/**
 * Opens one connection with Bolt's receiver.
 *
 * Its own way to reconnect is off: when Slack cannot be reached it gives up for good with an unhandled rejection, which
 * ends the process, and at a `disconnect` it hangs up before it has another connection (socket-mode 3.1.0, tried).
 *
 * @throws What `apps.connections.open` failed with, or an Error when the connection did not come about.
 */
export async function openSocket(options: SocketOptions): Promise<Socket> {
  const receiver = new SocketModeReceiver({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    logger: quiet,
    installerOptions: { clientOptions: { ...options.clientOptions } },
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ envelope_id }),
  });
  // SAFETY: the receiver calls nothing else of the app.
  receiver.init({ processEvent: options.take } as unknown as App);
  const { client } = receiver;
  const ending = Promise.withResolvers<Ending>();
  let open = false;
  const closed = new Promise<void>((resolve) => {
    client.on('disconnected', () => {
      open = false;
      ending.resolve('broken');
      resolve();
    });
  });

  const [handle] = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const message = read(data);
    if (message?.type === 'disconnect') return ending.resolve(message.reason as Ending);
    // The client trusts what comes in: an event without its content would end the process.
    const usable = message && envelopes.includes(message.type);
    if (!usable || (message.type === 'events_api' && !message.payload?.event)) return;
    void Promise.resolve(handle?.call(client, data, isBinary)).catch(() => {});
  });

  const close = async () => {
    const hungUp = client.disconnect();
    // Again: the second call does not wait for the other side's goodbye.
    if (
      (await within(
        options.clock,
        CLOSE_MS,
        hungUp.then(() => true),
      )) === undefined
    )
      client.disconnect();
    await within(options.clock, CLOSE_MS, closed);
  };
  const started = client.start();
  const hello = await within(
    options.clock,
    HELLO_MS,
    started.then(
      () => true,
      (error: unknown) => error ?? new Error('Slack closed the connection before its hello'),
    ),
  );
  if (hello !== true) {
    void close();
    throw hello ?? new Error(`Slack said no hello within ${HELLO_MS} ms`);
  }
  open = true;
  return {
    ending: ending.promise,
    get open() {
      return open;
    },
    close,
  };
}

interface SocketMessage {
  type: string;
  reason?: string;
  payload?: { event?: object };
}

function read(data: unknown): SocketMessage | undefined {
  try {
    return typeof data === 'string' ? (JSON.parse(data) ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** The caller logs what fails, once. */
const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};
