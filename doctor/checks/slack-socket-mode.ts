import { callSlack } from '../../setup/call-slack.ts';
import { defaultSlackApi, slackAway } from '../../setup/check-slack.ts';
import { type Check, fail, has, ok } from '../check.ts';

/** Slack would open a connection. It is not taken up: Slack would send it a share of the real events. */
export const slackSocketMode: Check = {
  name: 'Socket Mode',
  applies: (subject) => has(subject, 'SLACK_APP_TOKEN'),
  async run({ subject }) {
    const { SLACK_API_URL: api = defaultSlackApi, SLACK_APP_TOKEN: token = '' } = subject.env;
    const { ok: accepted, answered, error, body } = await callSlack(api, token, 'apps.connections.open');
    if (!answered) return fail(`Slack does not answer: ${error}`, slackAway(error).hint);
    if (!accepted) {
      return fail(
        `Slack says ${error}`,
        'Basic Information > App-Level Tokens: make one with connections:write; Settings > Socket Mode: switch it on.',
      );
    }
    return typeof body.url === 'string' && /^wss?:/.test(body.url)
      ? ok('Slack gives an address to connect to')
      : fail('Slack gave no address to connect to', 'Settings > Socket Mode: switch it on.');
  },
};
