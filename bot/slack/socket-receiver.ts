import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { doubling } from '../../platform/retry.ts';
import { within } from '../../platform/within.ts';
import { AnsweredDeliveries, deliveryKey } from './answered-deliveries.ts';
import { openSocket, type Socket } from './open-socket.ts';
import { slackFailure } from './slack-failure.ts';

interface SocketReceiverOptions {
  appToken: string;
  clientOptions: WebClientOptions;
  clock: Clock;
  log: Log;
  /** For an answer whose connection broke before it could be given: the command's response address. */
  answerLate(responseUrl: string, response: object): Promise<void>;
}

/** Pauses between tries, ms. A token that Slack refuses is not repaired within seconds. */
const FIRST_WAIT_MS = 250;
const MAX_WAIT_MS = 15_000;
/** A connection that broke sooner counts as a failed try. */
const STABLE_MS = 10_000;
/** Slack closes the old connection itself about then. */
const HANDOVER_MS = 8000;
/** Slack waits 3 s for an answer. */
const ANSWERS_MS = 3000;

/** Slack allows ten for one app, so that five copies of the bot may run; each may open one more while it replaces one. */
const CONNECTIONS = 2;

/**
 * Keeps two connections to Slack open, and opens a new one before it lets go of an old one, so that no command
 * falls into a gap when Slack replaces them or one breaks. No public address is needed.
 */
export class SocketReceiver implements Receiver {
  readonly #options: SocketReceiverOptions;
  readonly #answered: AnsweredDeliveries;
  readonly #stop = new AbortController();
  readonly #unanswered = new Set<Promise<void>>();
  readonly #sockets = new Set<Socket>();
  #app: App | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #why = 'Slack has not opened a connection yet';

  constructor(options: SocketReceiverOptions) {
    this.#options = options;
    this.#answered = new AnsweredDeliveries(options.clock);
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Returns at once: the start of the process must not depend on Slack. */
  async start(): Promise<void> {
    this.#running = Promise.all(Array.from({ length: CONNECTIONS }, () => this.#stayConnected()));
  }

  /** Null while connected; else why not. */
  get fault(): string | null {
    return [...this.#sockets].some((socket) => socket.open) ? null : this.#why;
  }

  /** Takes nothing new, gives the answers that Slack still waits for, hangs up. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await within(this.#options.clock, ANSWERS_MS, Promise.all(this.#unanswered));
    await Promise.all([...this.#sockets].map((socket) => socket.close()));
    await this.#running;
  }

  async #stayConnected(): Promise<void> {
    const { clock, log } = this.#options;
    const { signal } = this.#stop;
    let old: Socket | undefined;
    let told = 0;
    for (let failures = 0; !signal.aborted; ) {
      const wait = failures > 1 ? doubling(failures - 1, FIRST_WAIT_MS, MAX_WAIT_MS) : 0;
      if (wait > 0 || told > 0) await clock.sleep(Math.max(wait, told), signal);
      told = 0;
      if (signal.aborted) return;
      try {
        const socket = await openSocket({ ...this.#options, take: (event) => this.#take(event) });
        // It came about while the bot stops, after the others were hung up.
        if (signal.aborted) return await socket.close();
        this.#sockets.add(socket);
        if (failures > 0) log.info('slack_socket_back', { attempt: failures });
        if (old) void this.#retire(old);
        old = socket;
        const opened = clock.now();
        const ending = await Promise.race([socket.ending, aborted(signal)]);
        if (ending === 'broken') this.#sockets.delete(socket);
        const refused = ending === 'link_disabled' || ending === 'too_many_websockets';
        failures = refused || (ending === 'broken' && clock.now() - opened < STABLE_MS) ? failures + 1 : 0;
        this.#why = sentences[ending ?? 'broken'] ?? 'The connection to Slack broke';
        if (refused && failures === 1) log.error('slack_socket_refused', { code: ending ?? 'stopped' });
      } catch (error) {
        const { code, retryAfterS } = slackFailure(error);
        told = (retryAfterS ?? 0) * 1000;
        this.#why = `Slack opens no connection: ${code}`;
        failures += 1;
        // Once an outage; a first failure alone is normal at a common start.
        if (failures === 3) log.error('slack_socket_not_opened', { code, error });
      }
    }
  }

  /** The old connection answers what it brought, then ends. */
  async #retire(socket: Socket): Promise<void> {
    await within(this.#options.clock, HANDOVER_MS, Promise.all(this.#unanswered));
    await socket.close();
    this.#sockets.delete(socket);
  }

  async #take(event: ReceiverEvent): Promise<void> {
    // Not answered: Slack gives it to another replica, or again after the restart.
    if (this.#stop.signal.aborted) return;
    const key = deliveryKey(event);
    const earlier = this.#answered.earlier(key);
    if (earlier) {
      const again = earlier.then((response) => this.#answer(event, response));
      return this.#track(again);
    }
    const answer = Promise.withResolvers<unknown>();
    this.#answered.note(key, answer.promise);
    let given = false;
    const ack = async (response: unknown) => {
      given = true;
      const late = await this.#answer(event, response);
      answer.resolve(late ? undefined : response);
    };
    void this.#track(answer.promise.then(() => {}));
    try {
      await this.#app?.processEvent({ ...event, ack });
    } finally {
      // No handler took it: another delivery is a new chance.
      if (!given) this.#answered.forget(key);
      answer.resolve(undefined);
    }
  }

  /** True when the person got the answer another way, as its connection is gone. */
  async #answer(event: ReceiverEvent, response: unknown): Promise<boolean> {
    try {
      await event.ack(response as Parameters<typeof event.ack>[0]);
      return false;
    } catch {
      this.#options.log.warn('slack_answer_lost', { attempt: event.retryNum ?? 0 });
      const { response_url, command } = event.body as { response_url?: string; command?: string };
      if (!command || !response_url || !isMessage(response)) return false;
      await this.#options.answerLate(response_url, response);
      return true;
    }
  }

  async #track(work: Promise<unknown>): Promise<void> {
    const tracked = work
      .then(
        () => {},
        () => {},
      )
      .finally(() => this.#unanswered.delete(tracked));
    this.#unanswered.add(tracked);
    await tracked;
  }
}

const sentences: Record<string, string> = {
  link_disabled: 'Socket Mode is switched off in the settings of the Slack app',
  too_many_websockets:
    'The Slack app has too many connections open (10 at most): stop other copies of the bot',
};

function isMessage(response: unknown): response is object {
  return typeof response === 'object' && response !== null && 'text' in response;
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
