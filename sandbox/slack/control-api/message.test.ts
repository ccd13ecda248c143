import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Received, recordApp } from '../../../testing/slack/record-app.ts';
import { webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace, waitFor } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let app: ReturnType<typeof recordApp>;
beforeAll(async () => {
  workspace = await startTestWorkspace();
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
});
afterAll(() => workspace.stop());

const send = (body: Record<string, unknown>) =>
  workspace.call('POST', 'message', { user_id: 'U0MARINA', channel_id: HERE, ...body });
async function eventOf(ts: string, type = 'message'): Promise<Record<string, unknown>> {
  await workspace.idle();
  const event = app.events(type).find((e) => e.ts === ts && !e.hidden);
  if (!event) throw new Error(`No ${type} event for ${ts}`);
  return event;
}

test('the app gets the message in an envelope like Slack’s', async () => {
  const ts = await workspace.say('U0MARINA', HERE, 'slide 4: shorter');
  await workspace.idle();
  const envelope = app
    .of('event')
    .map((r) => r.payload)
    .find((p) => (p.event as { ts?: string }).ts === ts);
  expect(envelope).toMatchObject({
    type: 'event_callback',
    team_id: 'T0GREENLIGHT',
    context_team_id: 'T0GREENLIGHT',
    api_app_id: 'A0GREENLIGHT',
    event_id: expect.stringMatching(/^Ev/),
    event_time: expect.any(Number),
    is_ext_shared_channel: false,
    authorizations: [{ team_id: 'T0GREENLIGHT', user_id: 'U0GREENLIGHT', is_bot: true }],
    event: {
      type: 'message',
      user: 'U0MARINA',
      text: 'slide 4: shorter',
      ts,
      event_ts: ts,
      channel: HERE,
      channel_type: 'channel',
      client_msg_id: expect.any(String),
    },
  });
});

test('what a person types is escaped, and names, channels and links are marked', async () => {
  const ts = await workspace.say(
    'U0MARINA',
    HERE,
    '<!channel> a & b @lucia @stranger #sales @here https://example.com/a?b=1.',
  );
  expect((await eventOf(ts)).text).toBe(
    '&lt;!channel&gt; a &amp; b <@U0LUCIA> @stranger <#C0SALES|sales> <!here> <https://example.com/a?b=1>.',
  );
});

test('words that lead to an address may have brackets and bars in them', async () => {
  const ts = await workspace.say(
    'U0MARINA',
    HERE,
    'x[0] [norma [1] | ASTM](https://a.example/x?b=1&c=2) [y](z)',
  );
  expect((await eventOf(ts)).text).toBe('x[0] <https://a.example/x?b=1&amp;c=2|norma [1] | ASTM> [y](z)');
});

test('a reply carries its thread, also when it answers a reply', async () => {
  const parent = await workspace.say('U0LUCIA', HERE, 'parent');
  const reply = await workspace.say('U0MARINA', HERE, 'reply', parent);
  const nested = await workspace.say('U0MARINA', HERE, 'nested', reply);
  expect(await eventOf(nested)).toMatchObject({ thread_ts: parent, parent_user_id: 'U0LUCIA' });
});

test('a mention of the bot arrives as message and as app_mention', async () => {
  const ts = await workspace.say('U0MARINA', HERE, '@greenlight help');
  expect(await eventOf(ts)).toMatchObject({ text: '<@U0GREENLIGHT> help' });
  expect(await eventOf(ts, 'app_mention')).toMatchObject({ channel: HERE, user: 'U0MARINA' });
});

test('files come with the message as subtype file_share', async () => {
  const base64 = Buffer.from('a,b').toString('base64');
  const { ts } = await send({ text: 'see', files: [{ name: 'leads.csv', mimetype: 'text/csv', base64 }] });
  expect(await eventOf(String(ts))).toMatchObject({
    subtype: 'file_share',
    files: [{ name: 'leads.csv', mimetype: 'text/csv', size: 3 }],
  });
  const file = (await workspace.messages(HERE)).at(-1)?.files[0];
  expect(await (await fetch(`${workspace.origin}${file?.url}`)).text()).toBe('a,b');
});

test('the app hears nothing from a channel that it is not in', async () => {
  const ts = await workspace.say('U0MARINA', 'C0RANDOM', 'private thoughts');
  await workspace.idle();
  expect(app.events('message').some((e) => e.ts === ts)).toBe(false);
});

test('the app hears its own posts and edits too, marked as such', async () => {
  const client = webClientOf(workspace);
  const ts = String((await client.chat.postMessage({ channel: HERE, text: 'mine' })).ts);
  await client.chat.update({ channel: HERE, ts, text: 'edited' });
  expect(await eventOf(ts)).toMatchObject({ bot_id: 'B0GREENLIGHT', user: 'U0GREENLIGHT' });
  expect(app.events('message')).toContainEqual(
    expect.objectContaining({
      subtype: 'message_changed',
      hidden: true,
      message: expect.objectContaining({ ts, text: 'edited' }),
      previous_message: expect.objectContaining({ text: 'mine' }),
    }),
  );
});

test('direct messages with the app work as a channel of type im', async () => {
  const { channel_id } = await workspace.call('POST', 'direct', { user_id: 'U0PEDRO' });
  const ts = await workspace.say('U0PEDRO', String(channel_id), 'psst');
  expect(await eventOf(ts)).toMatchObject({ channel_type: 'im' });
  const peek = await workspace.call('GET', `messages?channel_id=${channel_id}&user_id=U0MARINA`);
  expect(peek).toMatchObject({ http_status: 403, error: 'not_in_channel' });
});

test.each([
  ['nothing', {}, 400, /give a text or a file/],
  ['41,000 characters', { text: 'x'.repeat(41_000) }, 400, /at most 40000/],
  ['a file that is not base64', { files: [{ name: 'a', base64: '%%' }] }, 400, /files/],
  ['a thread that does not exist', { text: 'x', thread_ts: '1000000000.000001' }, 404, /thread_not_found/],
  ['a ts that is none', { text: 'x', thread_ts: 'yesterday' }, 400, /thread_ts/],
  ['a guest elsewhere', { text: 'x', user_id: 'U0GUEST', channel_id: 'C0SALES' }, 403, /not_in_channel/],
])('refuses %s', async (_what, body, status, error) => {
  const answer = await send(body);
  expect(answer.http_status).toBe(status);
  expect(answer.error).toMatch(error);
});

test('a guest sees only the own channel', async () => {
  const answer = await workspace.call('GET', 'state?user_id=U0GUEST');
  expect((answer.channels as { name: string }[]).map((c) => c.name)).toEqual(['marketing']);
  const peek = await workspace.call('GET', 'messages?channel_id=C0GENERAL&user_id=U0GUEST');
  expect(peek.http_status).toBe(403);
});

test('the live stream tells each person what became visible to them', async () => {
  const abort = new AbortController();
  const stream = await fetch(`${workspace.origin}/sandbox/api/events?user_id=U0PEDRO`, {
    signal: abort.signal,
  });
  expect(stream.headers.get('content-type')).toBe('text/event-stream');
  let text = '';
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) text += Buffer.from(chunk).toString();
  })().catch(() => {});
  const client = webClientOf(workspace);
  await client.chat.postEphemeral({ channel: HERE, user: 'U0LUCIA', text: 'not for Pedro' });
  const ts = await workspace.say('U0MARINA', HERE, 'for all');
  await waitFor(() => text.includes(ts), 'the change');
  abort.abort();
  await reading;
  expect(text).toContain(JSON.stringify({ type: 'message', channel_id: HERE, thread_ts: null, ts }));
  expect(text).not.toContain('U0LUCIA');
});

describe('an event that the app does not take', () => {
  const attempts = async (
    answer: (n: number) => { status?: number; hang?: boolean; headers?: Record<string, string> },
  ) => {
    const other = await startTestWorkspace({ timing: { ackMs: 1000, eventRetryMs: [0, 5, 10] } });
    const seen: Received[] = [];
    const flaky = recordApp(other.slack.signingSecret, (received) => {
      seen.push(received);
      return answer(seen.length);
    });
    other.setApp(flaky.handler);
    await other.say('U0MARINA', HERE, 'please');
    await other.idle();
    const { pending_events } = await other.call('GET', 'state');
    await other.stop();
    expect(pending_events).toBe(0);
    return seen;
  };
  const retryHeaders = (seen: Received[]) =>
    seen.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);

  test('comes again under the same event_id until it is taken', async () => {
    const seen = await attempts((n) => ({ status: n < 3 ? 503 : 200 }));
    expect(retryHeaders(seen)).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_error'],
    ]);
    expect(new Set(seen.map((r) => r.payload.event_id)).size).toBe(1);
  });

  test('is given up after three retries', async () => {
    expect(await attempts(() => ({ status: 500 }))).toHaveLength(4);
  });

  test('counts as timed out when there is no answer in time', async () => {
    const seen = await attempts((n) => (n === 1 ? { hang: true } : {}));
    expect(retryHeaders(seen).at(-1)).toEqual(['1', 'http_timeout']);
  });

  test('is not sent again when the app says so', async () => {
    const seen = await attempts(() => ({ status: 500, headers: { 'x-slack-no-retry': '1' } }));
    expect(seen).toHaveLength(1);
  });
});

test('messages are read one by one by their ts, if they are still there', async () => {
  const kept = await workspace.say('U0MARINA', HERE, 'kept');
  const gone = await workspace.say('U0MARINA', HERE, 'gone');
  await workspace.say('U0MARINA', HERE, 'not asked for');
  await workspace.call('POST', 'message/delete', { user_id: 'U0MARINA', channel_id: HERE, ts: gone });
  const answer = await workspace.call('GET', `messages?channel_id=${HERE}&ts=${kept}&ts=${gone}`);
  expect(answer.messages).toMatchObject([{ ts: kept, text: 'kept' }]);
});
