import { describe, expect, it } from 'vitest';
import { useBot } from '../../testing/bot/bot.ts';
import { FORM, JSON_TYPE, sign } from '../../testing/slack.ts';

describe('receive() in front of Bolt', () => {
  const on = useBot();
  let triggers = 0;
  const command = (fields: Record<string, string> = {}) => {
    triggers += 1;
    return new URLSearchParams({
      command: '/carousel',
      text: 'help',
      team_id: 'T0GREENLIGHT',
      channel_id: 'C0MARKETING',
      channel_name: 'marketing',
      user_id: 'U0MARINA',
      trigger_id: `trigger-${triggers}`,
      response_url: `${on.workspace.origin}/r/none`,
      api_app_id: 'A0GREENLIGHT',
      ...fields,
    }).toString();
  };
  const now = () => Math.floor(Date.now() / 1000);
  const post: typeof on.deliver = (body, options) => on.deliver(body, options);

  it('lets a signed request through', async () => {
    const answer = await post(command());
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('/carousel help');
  });

  it('lets a form with a charset through', async () => {
    expect((await post(command(), { type: `${FORM}; charset=utf-8` })).status).toBe(200);
  });

  it.each([
    ['forged', { secret: 'not-the-secret' }],
    ['301 s old', { at: -301 }],
    ['an hour from the future', { at: 3600 }],
  ])('refuses a request that is %s', async (_, { secret, at }: { secret?: string; at?: number }) => {
    const answer = await post(command(), { ...(secret ? { secret } : {}), at: now() + (at ?? 0) });
    expect(answer).toEqual({ status: 401, text: '' });
  });

  it('refuses a request without signature headers', async () => {
    const answer = await fetch(`${on.workspace.origin}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': FORM },
      body: command(),
    });
    expect(answer.status).toBe(401);
  });

  it('refuses a body that is not the one that was signed', async () => {
    const headers = sign(on.workspace.slack.signingSecret, command());
    const answer = await fetch(`${on.workspace.origin}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': FORM, ...headers },
      body: command({ text: 'something else' }),
    });
    expect(answer.status).toBe(401);
  });

  it('takes the same request once, also when both copies come at the same time', async () => {
    const body = command();
    const at = now();
    const answers = await Promise.all([post(body, { at }), post(body, { at }), post(body, { at })]);
    expect(answers.map((a) => a.status).sort()).toEqual([200, 401, 401]);
    expect((await post(body, { at })).status).toBe(401);
  });

  it('starts one job for a command that is delivered again under a new signature', async () => {
    const body = command({ text: 'um tema repetido' });
    const at = now();
    const answers = [await post(body, { at }), await post(body, { at: at - 1 })];
    expect(answers.map((a) => a.status)).toEqual([200, 200]);
    const jobs = await on.database.owner.query(
      "select count(*)::int as n from content.jobs where brief ->> 'topic' = 'um tema repetido'",
    );
    expect(jobs.rows).toEqual([{ n: 1 }]);
  });

  it('does nothing for another team, however well signed', async () => {
    const answer = await post(command({ team_id: 'T0OTHER', text: 'tema de outra equipe' }));
    expect(answer.text).toBe('');
    const jobs = await on.database.owner.query(
      "select count(*)::int as n from content.jobs where brief ->> 'topic' = 'tema de outra equipe'",
    );
    expect(jobs.rows).toEqual([{ n: 0 }]);
  });

  it('acknowledges app_rate_limited, which Bolt would leave open', async () => {
    const body = JSON.stringify({
      type: 'app_rate_limited',
      team_id: 'T0GREENLIGHT',
      minute_rate_limited: 1,
    });
    expect((await post(body, { type: JSON_TYPE })).status).toBe(200);
  });

  it('answers url_verification only when it is signed', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    expect((await post(body, { type: JSON_TYPE })).text).toContain('abc');
    expect((await post(body, { type: JSON_TYPE, secret: 'wrong' })).status).toBe(401);
  });

  it('refuses more than 1 MB and other methods', async () => {
    expect((await post('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await fetch(`${on.workspace.origin}/slack/events`)).status).toBe(405);
  });

  it('takes an event that Slack sends again, and keeps the message once', async () => {
    const threadTs = '1700000000.000001';
    await post(command({ text: 'um tema com conversa' }));
    await on.database.owner.query(
      "update content.jobs set thread_ts = $1 where brief ->> 'topic' = 'um tema com conversa'",
      [threadTs],
    );
    const event = (retry: number) =>
      JSON.stringify({
        type: 'event_callback',
        team_id: 'T0GREENLIGHT',
        api_app_id: 'A0GREENLIGHT',
        event_id: 'Ev1',
        event_time: 1,
        retry,
        event: {
          type: 'message',
          user: 'U0PEDRO',
          text: 'gostei do *tom*',
          ts: '1700000009.000001',
          thread_ts: threadTs,
          channel: 'C0MARKETING',
          channel_type: 'channel',
        },
      });
    expect((await post(event(0), { type: JSON_TYPE })).status).toBe(200);
    expect((await post(event(1), { type: JSON_TYPE })).status).toBe(200);
    await expect
      .poll(async () => {
        const kept = await on.database.owner.query(
          "select text from content.chat_history where kind = 'message' and slack_ts = '1700000009.000001'",
        );
        return kept.rows;
      })
      .toEqual([{ text: 'gostei do *tom*' }]);
  });
});
