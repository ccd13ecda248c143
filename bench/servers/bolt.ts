// The rival: Bolt as its documentation shows it. It acknowledges and stores nothing.
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';

const receiver = new HTTPReceiver({ signingSecret: process.argv[2] ?? '', logLevel: LogLevel.ERROR });
const app = new App({
  receiver,
  deferInitialization: true,
  logLevel: LogLevel.ERROR,
  authorize: async () => ({ botToken: 'xoxb', botId: 'B1', botUserId: 'U1', teamId: 'T0GREENLIGHT' }),
});
app.command('/carousel', async ({ ack }) => {
  await ack({ response_type: 'ephemeral', text: 'on it' });
});
app.action(/./, async ({ ack }) => {
  await ack();
});
await app.init();
const server = await app.start({ port: 0, host: '127.0.0.1' });
process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
