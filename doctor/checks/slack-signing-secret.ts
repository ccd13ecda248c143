import { createHmac } from 'node:crypto';
import { systemRandom } from '../../platform/clock.ts';
import { whyNoAnswer } from '../../setup/call-rpc.ts';
import { questions } from '../../setup/questions.ts';
import { type Check, fail, has, ok, warn } from '../check.ts';

const DEADLINE_MS = 10_000;

/**
 * The running bot takes requests signed with this secret. What Slack signs with is seen only by Slack: its own check
 * is the green "Verified" beside the request URL.
 */
export const slackSigningSecret: Check = {
  name: 'signing secret',
  applies: (subject) => has(subject, 'SLACK_SIGNING_SECRET') && !has(subject, 'SLACK_APP_TOKEN'),
  async run({ subject, now, publicUrl }) {
    const secret = subject.env.SLACK_SIGNING_SECRET ?? '';
    const problem = questions.slackSigningSecret.fault(secret);
    if (publicUrl === null) {
      return problem === null
        ? warn('has the right form, not tried', 'Start the bot and pass --url=https://its.public.address')
        : fail(problem, `Copy it again: ${questions.slackSigningSecret.where}.`);
    }
    const url = new URL('/slack/events', publicUrl).href;
    const challenge = systemRandom.id();
    const body = JSON.stringify({ type: 'url_verification', challenge });
    const timestamp = String(Math.floor(now() / 1000));
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
        },
        body,
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      const answer = await response.text();
      if (response.ok && answer.includes(challenge)) return ok(`${url} takes requests signed with it`);
      if (response.status === 401) {
        return fail(
          `${url} refuses requests signed with it`,
          'The running bot has another secret, or its clock is minutes off: give it these settings and restart it.',
        );
      }
      return fail(
        `${url} answers ${response.status} and is not this bot`,
        'Check --url and the proxy in front of the bot.',
      );
    } catch (error) {
      return fail(`${url} does not answer: ${whyNoAnswer(error)}`, 'Start the bot, or check --url.');
    }
  },
};
