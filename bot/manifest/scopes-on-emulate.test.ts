import { WebClient } from '@slack/web-api';
import { createEmulator, type Emulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slackFailure } from '../slack/slack-failure.ts';
import { buildManifest } from './build-manifest.ts';
import { needsOfEvent, scopesOfMethod } from './scopes.ts';

const manifestScopes = buildManifest('http').oauth_config.scopes.bot;
// It knows neither user groups nor an app's status in a thread.
const methods = Object.keys(scopesOfMethod).filter((method) => !/^(usergroups|assistant)\./.test(method));
const perMethod = new Set(methods.flatMap((method) => scopesOfMethod[method] ?? []));

/** The scopes as an implementation that is not ours understands them, one token for each scope that is left out. */
describe('the scopes of the manifest on emulate', () => {
  let emulator: Emulator;
  let open = '';
  let secret = '';
  let marina = '';

  const client = (token: string) =>
    new WebClient(token, { slackApiUrl: `${emulator.url}/api/`, retryConfig: { retries: 0 } });
  const without = (scope: string) => client(`xoxb-without-${scope.replace(':', '-')}`);
  /** Every method of the table, with arguments that get as far as the scope. */
  const args = (method: string, channel: string): Record<string, unknown> => {
    const all: Record<string, Record<string, unknown>> = {
      'chat.delete': { channel, ts: '1.1' },
      'chat.postEphemeral': { channel, user: marina, text: 'x' },
      'chat.postMessage': { channel, text: 'x' },
      'chat.update': { channel, ts: '1.1', text: 'x' },
      'conversations.history': { channel },
      'conversations.open': { users: marina },
      'conversations.replies': { channel, ts: '1.1' },
      'files.completeUploadExternal': { files: [{ id: 'F1' }] },
      'files.delete': { file: 'F1' },
      'files.getUploadURLExternal': { filename: 'a.png', length: 1 },
      'files.info': { file: 'F1' },
      'users.info': { user: marina },
    };
    return all[method] ?? { channel };
  };
  const codeOf = (slack: WebClient, method: string, channel: string) =>
    slack.apiCall(method, args(method, channel)).then(
      () => 'ok',
      (error: unknown) => slackFailure(error).code,
    );

  beforeAll(async () => {
    const bot = {
      type: 'bot' as const,
      user_id: 'U0TESTBOT',
      app_id: 'A0TEST',
      bot_id: 'B0TEST',
      bot_user_id: 'U0TESTBOT',
    };
    emulator = await createEmulator({
      service: 'slack',
      port: 0,
      hostname: '127.0.0.1',
      seed: {
        slack: {
          team: { name: 'Alba Implantes', domain: 'alba' },
          signing_secret: 'secret',
          strict_scopes: true,
          users: [{ name: 'marina', real_name: 'Marina Souza' }],
          channels: [{ name: 'marketing' }, { name: 'board', is_private: true }],
          oauth_apps: [
            {
              client_id: '1.2',
              client_secret: 's',
              name: 'Greenlight',
              redirect_uris: [],
              app_id: bot.app_id,
              bot_id: bot.bot_id,
              bot_user_id: bot.bot_user_id,
              bot_name: 'greenlight',
              scopes: manifestScopes,
            },
          ],
          tokens: [
            { token: 'xoxb-all', ...bot, scopes: manifestScopes.join(',') },
            { token: 'xoxb-setup', ...bot, scopes: 'channels:join,groups:write,channels:read' },
            ...manifestScopes.map((scope) => ({
              token: `xoxb-without-${scope.replace(':', '-')}`,
              ...bot,
              scopes: manifestScopes.filter((s) => s !== scope).join(','),
            })),
            { token: 'xoxp-marina', type: 'user', user: 'marina', app_id: bot.app_id },
          ],
        },
      },
    });
    const human = client('xoxp-marina');
    marina = (await human.auth.test()).user_id ?? '';
    const made = await human.conversations.create({ name: 'private-board', is_private: true });
    secret = made.channel?.id ?? '';
    const list = await human.conversations.list({});
    open = list.channels?.find((c) => c.name === 'marketing')?.id ?? '';
    await human.conversations.invite({ channel: secret, users: 'U0TESTBOT' });
    await client('xoxb-setup').conversations.join({ channel: open });
  });
  afterAll(async () => {
    await emulator?.close();
  });

  it.each(methods)('suffice for %s, in public and private channels', async (method) => {
    for (const channel of [open, secret]) {
      const code = await codeOf(client('xoxb-all'), method, channel);
      expect(['missing_scope', 'no_answer', 'unexpected']).not.toContain(code);
    }
  });

  it.each(manifestScopes.filter((scope) => perMethod.has(scope)))('%s cannot be left out', async (scope) => {
    for (const method of methods.filter((name) => scopesOfMethod[name]?.includes(scope))) {
      const channel = scope.startsWith('groups:') ? secret : open;
      expect([method, await codeOf(without(scope), method, channel)]).toEqual([method, 'missing_scope']);
    }
  });

  it('the other scopes are for commands and events', () => {
    const forEvents = Object.values(needsOfEvent).flatMap((event) => event.scopes);
    const rest = manifestScopes.filter((scope) => !perMethod.has(scope) && !forEvents.includes(scope));
    expect(rest).toEqual(['commands']);
  });
});
