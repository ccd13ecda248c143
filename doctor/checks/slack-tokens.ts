import { callSlack, slackAway } from '../../setup/call-slack.ts';
import { questions } from '../../setup/questions.ts';
import { type Check, fail, has, ok } from '../check.ts';

export const slackToken: Check = {
  name: 'Slack token',
  applies: (subject) => has(subject, 'SLACK_BOT_TOKEN'),
  async run({ subject, probes }) {
    const { ok: accepted, answered, error, body } = await probes.slack();
    if (!answered) return fail(`Slack does not answer: ${error}`, slackAway(error).hint);
    if (!accepted) {
      return fail(`Slack says ${error}`, `Copy SLACK_BOT_TOKEN again: ${questions.slackBotToken.where}.`);
    }
    const { SLACK_TEAM_ID: expected } = subject.env;
    if (expected !== undefined && body.team_id !== expected) {
      return fail(
        `the token is of team ${body.team_id}, SLACK_TEAM_ID says ${expected}`,
        'Run "npm run setup" with the token of the right workspace.',
      );
    }
    return ok(`team "${body.team}" (${body.team_id}), as ${body.user}`);
  },
};

/** Slack would open a connection. It is not taken up: Slack would send it a share of the real events. */
export const slackSocketMode: Check = {
  name: 'Socket Mode',
  applies: (subject) => has(subject, 'SLACK_APP_TOKEN'),
  async run({ subject }) {
    const token = subject.env.SLACK_APP_TOKEN ?? '';
    const {
      ok: accepted,
      answered,
      error,
      body,
    } = await callSlack(subject.env, token, 'apps.connections.open');
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
