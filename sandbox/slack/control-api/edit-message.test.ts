import { afterAll, expect, test } from 'vitest';
import { recordApp } from '../../../testing/slack/record-app.ts';
import { webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, waitFor } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
const ME = 'U0MARINA';
const workspace = await startTestWorkspace();
const app = recordApp(workspace.slack.signingSecret);
workspace.setApp(app.handler);
afterAll(() => workspace.stop());

const edit = (ts: string, text: string, user_id = ME) =>
  workspace.call('POST', 'message/edit', { user_id, channel_id: HERE, ts, text });
const remove = (ts: string, user_id = ME) =>
  workspace.call('POST', 'message/delete', { user_id, channel_id: HERE, ts });
const hidden = (subtype: string, ts: string) =>
  waitFor(
    () =>
      app
        .events('message')
        .find(
          (e) =>
            e.subtype === subtype && ((e.message as { ts?: string } | undefined)?.ts ?? e.deleted_ts) === ts,
        ),
    `${subtype} of ${ts}`,
  );

test('an edit arrives as message_changed with the text of before and who edited', async () => {
  const root = await workspace.say(ME, HERE, 'a brief');
  const ts = await workspace.say(ME, HERE, 'shorter, @lucia', root);
  expect(await edit(ts, 'shorter <b>, @thomas')).toMatchObject({ http_status: 200, ts });
  expect(await hidden('message_changed', ts)).toEqual({
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel: HERE,
    channel_type: 'channel',
    ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
    event_ts: expect.stringMatching(/^\d{10}\.\d{6}$/),
    message: expect.objectContaining({
      ts,
      user: ME,
      thread_ts: root,
      text: 'shorter &lt;b&gt;, <@U0THOMAS>',
      edited: { user: ME, ts: expect.stringMatching(/^\d{10}\.000000$/) },
    }),
    previous_message: expect.objectContaining({ ts, text: 'shorter, <@U0LUCIA>' }),
  });
  const shown = await workspace.messages(HERE, { threadTs: root });
  expect(shown.map((m) => m.text)).toEqual(['a brief', 'shorter &lt;b&gt;, <@U0THOMAS>']);
});

test('a deletion arrives as message_deleted with what was deleted', async () => {
  const root = await workspace.say(ME, HERE, 'another brief');
  const ts = await workspace.say(ME, HERE, 'never mind', root);
  await remove(ts);
  expect(await hidden('message_deleted', ts)).toMatchObject({
    hidden: true,
    channel: HERE,
    deleted_ts: ts,
    previous_message: { ts, user: ME, text: 'never mind', thread_ts: root },
  });
  expect((await workspace.messages(HERE, { threadTs: root })).map((m) => m.ts)).toEqual([root]);
});

test('a deleted parent stays as a tombstone, which arrives as a change', async () => {
  const root = await workspace.say(ME, HERE, 'parent');
  await workspace.say('U0LUCIA', HERE, 'reply', root);
  await remove(root);
  expect(await hidden('message_changed', root)).toMatchObject({
    message: { subtype: 'tombstone', reply_count: 1, ts: root },
    previous_message: { text: 'parent' },
  });
  expect(app.events('message').some((e) => e.deleted_ts === root)).toBe(false);
});

test('the same text again is no edit', async () => {
  const ts = await workspace.say(ME, HERE, 'as it was');
  expect(await edit(ts, 'as it was')).toMatchObject({ http_status: 200 });
  await workspace.idle();
  const changes = app.events('message').filter((e) => e.subtype === 'message_changed');
  expect(changes.some((e) => (e.message as { ts: string }).ts === ts)).toBe(false);
});

test("the app's own edit arrives as well, with its bot_id", async () => {
  const client = webClientOf(workspace);
  const ts = String((await client.chat.postMessage({ channel: HERE, text: 'working' })).ts);
  await client.chat.update({ channel: HERE, ts, text: 'done' });
  expect(await hidden('message_changed', ts)).toMatchObject({
    message: { bot_id: 'B0GREENLIGHT', app_id: 'A0GREENLIGHT', edited: { user: 'U0GREENLIGHT' } },
  });
});

test('an admin may delete what another person wrote', async () => {
  const ts = await workspace.say(ME, HERE, 'out of place');
  expect(await remove(ts, 'U0RENATA')).toMatchObject({ http_status: 200 });
  expect((await workspace.messages(HERE)).some((m) => m.ts === ts)).toBe(false);
});

test.each([
  ['another person edits', 403, 'cant_update_message', (ts: string) => edit(ts, 'mine now', 'U0PEDRO')],
  ['another person deletes', 403, 'cant_delete_message', (ts: string) => remove(ts, 'U0PEDRO')],
  ['an admin edits', 403, 'cant_update_message', (ts: string) => edit(ts, 'mine now', 'U0RENATA')],
  ['nothing is left', 400, 'Cannot empty a message: delete it instead', (ts: string) => edit(ts, ' ')],
  ['there is no such message', 404, 'message_not_found', () => edit('1000000000.000001', 'x')],
])('refused when %s', async (_what, http_status, error, act) => {
  const ts = await workspace.say(ME, HERE, 'as it was');
  expect(await act(ts)).toMatchObject({ http_status, error });
  expect((await workspace.messages(HERE)).find((m) => m.ts === ts)?.text).toBe('as it was');
});

test('a message that only one person sees, and a deleted one, cannot be edited', async () => {
  const client = webClientOf(workspace);
  const seen = await client.chat.postEphemeral({ channel: HERE, user: ME, text: 'psst' });
  expect(await edit(String(seen.message_ts), 'x')).toMatchObject({ error: 'message_not_found' });
  const ts = await workspace.say(ME, HERE, 'gone');
  await remove(ts);
  expect(await edit(ts, 'x')).toMatchObject({ error: 'message_not_found' });
});
