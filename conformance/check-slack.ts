import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type SeenMessage, startTestWorkspace, waitFor } from '../testing/workspace.ts';
import { type Check, check } from './check.ts';
import { type ForeignApp, foreignApps } from './slack-apps.ts';

const HERE = 'C0MARKETING';

/** Apps of other libraries on the Slack stand-in: what works in Slack works here. */
export async function* checkSlack(): AsyncGenerator<Check> {
  for (const make of foreignApps) {
    const workspace = await startTestWorkspace({ subscribedEvents: ['app_mention'] });
    try {
      const { botToken, signingSecret } = workspace.slack;
      const app = make({ origin: workspace.origin, botToken, signingSecret });
      workspace.setApp((req, res) => {
        if (req.method !== 'POST' || req.url !== '/slack/events') return false;
        void answer(app, workspace.origin, req, res);
        return true;
      });
      const seen = (ask: { threadTs?: string }, holds: (message: SeenMessage) => boolean) =>
        waitFor(
          async () => (await workspace.messages(HERE, ask)).find(holds),
          'a message of the app',
          10_000,
        );
      const ofApp = (words: string) => (m: SeenMessage) =>
        m.user === 'U0GREENLIGHT' && JSON.stringify([m.text, m.blocks]).includes(words);
      let posted: SeenMessage | undefined;
      yield await check(`${app.name}: a slash command leads to a post with a button`, async () => {
        const { status } = await workspace.command('U0MARINA', HERE, '/carousel', 'five mistakes');
        assert.equal(status, 200);
        posted = await seen({}, ofApp('five mistakes'));
        assert.match(JSON.stringify(posted.blocks), /"action_id":"go"/);
      });
      yield await check(`${app.name}: a mention is answered in its thread`, async () => {
        const ts = await workspace.say('U0PEDRO', HERE, '@greenlight hello');
        const reply = await seen({ threadTs: ts }, ofApp('Heard you.'));
        assert.equal(reply.thread_ts, ts);
      });
      yield await check(`${app.name}: a press on the button leads to a reply below it`, async () => {
        assert.ok(posted, 'there is no button');
        const { status } = await workspace.click('U0LUCIA', HERE, posted.ts, 'go');
        assert.equal(status, 200);
        await seen({ threadTs: posted.ts }, ofApp('Pressed v1.'));
      });
      yield await check(`${app.name}: an external select offers what the app finds`, async () => {
        const element = { type: 'external_select', action_id: 'where', min_query_length: 1 };
        const response = await fetch(`${workspace.apiUrl}chat.postMessage`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${botToken}` },
          body: JSON.stringify({
            channel: HERE,
            text: 'Where?',
            blocks: [{ type: 'actions', elements: [element] }],
          }),
        });
        const { ts } = (await response.json()) as { ts: string };
        const asked = {
          user_id: 'U0LUCIA',
          channel_id: HERE,
          message_ts: ts,
          action_id: 'where',
          value: 'Bern',
        };
        const { options } = await workspace.call('POST', 'suggest', asked);
        assert.deepEqual(options, [{ text: { type: 'plain_text', text: 'In Bern' }, value: 'Bern' }]);
      });
      await workspace.idle();
    } finally {
      await workspace.stop();
    }
  }
}

/** A request of Node for an app of the web platform. */
async function answer(
  app: ForeignApp,
  origin: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
  try {
    const headers = req.headers as Record<string, string>;
    const request = new Request(`${origin}${req.url}`, {
      method: 'POST',
      headers,
      body: Buffer.concat(chunks),
    });
    const response = await app.handle(request);
    res.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
  } catch (error) {
    res.writeHead(500).end(String(error));
  }
}
