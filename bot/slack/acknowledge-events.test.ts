import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../platform/clock.ts';
import { acknowledgeEvents } from './acknowledge-events.ts';

/** Bolt's order: an event is acknowledged, then its listener runs; a command acknowledges itself. */
function start(listener: (ack: () => Promise<void>) => Promise<void>, clock: Clock = systemClock) {
  let app: Pick<App, 'processEvent'> | undefined;
  const receiver: Receiver = {
    init: (given) => {
      app = given;
    },
    start: async () => {},
    stop: async () => {},
  };
  const processEvent = async ({ body, ack }: ReceiverEvent) => {
    if (body.type === 'event_callback') await ack();
    await listener(async () => void (await ack()));
  };
  acknowledgeEvents(receiver, clock).init({ processEvent } as App);
  const answers: unknown[] = [];
  const ack: ReceiverEvent['ack'] = async (response) => void answers.push(response ?? 'ok');
  return {
    answers,
    deliver: (body: Record<string, unknown>) =>
      app?.processEvent({ body, ack, customProperties: {} } as ReceiverEvent) ?? Promise.reject(),
  };
}
const event = { type: 'event_callback' };

describe('acknowledgeEvents()', () => {
  it('acknowledges an event only when its listener is done', async () => {
    const kept = Promise.withResolvers<void>();
    const { answers, deliver } = start(() => kept.promise);
    const delivered = deliver(event);
    await new Promise((resolve) => setImmediate(resolve));
    expect(answers).toEqual([]);
    kept.resolve();
    await delivered;
    expect(answers).toEqual(['ok']);
  });

  it('acknowledges before Slack gives up waiting, while the listener goes on, and once', async () => {
    const waits: number[] = [];
    const clock: Clock = { ...systemClock, sleep: async (ms) => void waits.push(ms) };
    const kept = Promise.withResolvers<void>();
    const { answers, deliver } = start(() => kept.promise, clock);
    const delivered = deliver(event);
    await expect.poll(() => answers).toEqual(['ok']);
    expect(waits).toEqual([2500]);
    kept.resolve();
    await delivered;
    expect(answers).toEqual(['ok']);
  });

  it('acknowledges nothing when the event could not be processed', async () => {
    const { answers, deliver } = start(() => Promise.reject(new Error('no database')));
    await expect(deliver(event)).rejects.toThrow('no database');
    expect(answers).toEqual([]);
  });

  it('leaves a command to its handler, whose answer goes out at once', async () => {
    const work = Promise.withResolvers<void>();
    const { answers, deliver } = start(async (ack) => {
      await ack();
      await work.promise;
    });
    const delivered = deliver({ command: '/blog' });
    await expect.poll(() => answers).toEqual(['ok']);
    work.resolve();
    await delivered;
  });
});
