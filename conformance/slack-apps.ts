import { createSlackAdapter } from '@chat-adapter/slack';
import { createMemoryState } from '@chat-adapter/state-memory';
import { Actions, Button, Card, CardText, Chat } from 'chat';
import { SlackApp } from 'slack-edge';

/** An app of another library, as a server of the web platform; it answers Slack's requests at one address. */
export interface ForeignApp {
  name: string;
  handle(request: Request): Promise<Response>;
}
interface Installed {
  /** Of the stand-in, without a trailing slash. */
  origin: string;
  botToken: string;
  signingSecret: string;
}

/**
 * Both do the same: `/carousel <words>` posts the words with a button, a mention is answered in its thread, and a press on the
 * button leads to a reply below the message; an external select `where` offers what is typed.
 */
export const foreignApps = [slackEdgeApp, chatSdkApp];

function slackEdgeApp({ origin, botToken, signingSecret }: Installed): ForeignApp {
  // The library has Slack's address in its code: here that is the stand-in's.
  const fetchSlack = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const here = (address: string) => address.replace('https://slack.com', origin);
    return input instanceof Request
      ? fetchSlack(new Request(here(input.url), input), init)
      : fetchSlack(here(String(input)), init);
  };
  const app = new SlackApp({
    env: { SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken, SLACK_LOGGING_LEVEL: 'ERROR' },
  });
  app.command(
    '/carousel',
    async () => 'On it.',
    async ({ context, payload }) => {
      const blocks = [
        { type: 'section', text: { type: 'mrkdwn', text: payload.text } },
        {
          type: 'actions',
          elements: [
            { type: 'button', action_id: 'go', value: 'v1', text: { type: 'plain_text', text: 'Go' } },
          ],
        },
      ];
      await context.client.chat.postMessage({ channel: payload.channel_id, text: payload.text, blocks });
    },
  );
  app.event('app_mention', async ({ context, payload }) => {
    await context.client.chat.postMessage({
      ...{ channel: payload.channel, thread_ts: payload.thread_ts ?? payload.ts, text: 'Heard you.' },
    });
  });
  app.action(
    'go',
    async () => {},
    async ({ context, payload }) => {
      await context.client.chat.postMessage({
        ...{
          channel: payload.channel.id,
          thread_ts: payload.message.ts,
          text: `Pressed ${payload.actions[0].value}.`,
        },
      });
    },
  );
  app.options('where', async ({ payload }) => ({
    options: [{ text: { type: 'plain_text', text: `In ${payload.value}` }, value: payload.value }],
  }));
  return { name: 'slack-edge', handle: (request) => app.run(request, { waitUntil() {} }) };
}

function chatSdkApp({ origin, botToken, signingSecret }: Installed): ForeignApp {
  const bot = new Chat({
    userName: 'greenlight',
    adapters: { slack: createSlackAdapter({ botToken, signingSecret, apiUrl: `${origin}/api/` }) },
    state: createMemoryState(),
    logger: 'silent',
  });
  bot.onSlashCommand('/carousel', async (event) => {
    const go = Button({ id: 'go', label: 'Go', value: 'v1' });
    await event.channel.post(Card({ children: [CardText(event.text), Actions([go])] }));
  });
  bot.onNewMention(async (thread) => {
    await thread.post('Heard you.');
  });
  bot.onOptionsLoad('where', async ({ query }) => [{ label: `In ${query}`, value: query }]);
  bot.onAction('go', async (event) => {
    await event.thread?.post(`Pressed ${event.value}.`);
  });
  return {
    name: 'Chat SDK',
    handle: (request) => bot.webhooks.slack(request, { waitUntil: () => {} }),
  };
}
