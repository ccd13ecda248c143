import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, HTTPReceiver } from '@slack/bolt';
import { expect, it } from 'vitest';
import { FORM, sign } from '../../testing/slack.ts';
import { answeredLate } from './answered-late.ts';

it('answeredLate() leaves a late request to its handler, whose acknowledgement neither throws nor is lost', async () => {
  const warned: string[] = [];
  const receiver = new HTTPReceiver({
    signingSecret: 'secret',
    unhandledRequestTimeoutMillis: 1,
    unhandledRequestHandler: answeredLate({ warn: (event) => void warned.push(event) }),
  });
  const acknowledged: unknown[] = [];
  // SAFETY: the receiver asks the app for nothing else.
  receiver.init({
    processEvent: async ({ ack }: { ack(text: string): Promise<void> }) => {
      await sleep(50);
      acknowledged.push(
        await ack('done').then(
          () => 'taken',
          (error: unknown) => error,
        ),
      );
    },
  } as unknown as App);
  const server = createServer((req, res) => receiver.requestListener(req, res));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  // SAFETY: a listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  const body = new URLSearchParams({ command: '/carousel', text: 'UDI' }).toString();
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: { 'content-type': FORM, ...sign('secret', body) },
    body,
  });
  expect([answer.status, await answer.text()]).toEqual([200, 'done']);
  expect(acknowledged).toEqual(['taken']);
  expect(warned).toEqual(['slack_answer_late']);
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});
