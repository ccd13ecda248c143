import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordApp } from '../../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace, waitFor } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let client: ReturnType<typeof webClientOf>;
let app: ReturnType<typeof recordApp>;
beforeAll(async () => {
  workspace = await startTestWorkspace({ subscribedEvents: ['file_shared', 'message'] });
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
  client = webClientOf(workspace);
});
afterAll(() => workspace.stop());

/** Uploads raw bytes and answers with the file's id, not completed. */
async function upload(name: string, bytes: Buffer, by = client): Promise<string> {
  const { upload_url, file_id } = await by.files.getUploadURLExternal({
    filename: name,
    length: bytes.length,
  });
  const answer = await fetch(String(upload_url), { method: 'POST', body: new Uint8Array(bytes) });
  expect(answer.status).toBe(200);
  return String(file_id);
}
const complete = (ids: string[], extra: Record<string, unknown> = {}, by = client) =>
  by.apiCall('files.completeUploadExternal', { files: ids.map((id) => ({ id, title: id })), ...extra });
const showImage = (id: string, by = client) =>
  by.chat.postMessage({
    channel: HERE,
    text: 'card',
    blocks: [{ type: 'image', slack_file: { id }, alt_text: 'a slide' }],
  });

test('files.uploadV2 shares several files in one message of a thread, byte for byte', async () => {
  const parent = String((await client.chat.postMessage({ channel: HERE, text: 'parent' })).ts);
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]);
  await client.filesUploadV2({
    channel_id: HERE,
    thread_ts: parent,
    initial_comment: 'two files',
    file_uploads: [
      { file: png, filename: 'slide 1.png', alt_text: 'first slide' },
      { file: Buffer.from('%PDF-1.7'), filename: 'final.pdf' },
    ],
  });
  await workspace.idle();
  const [, reply] = await workspace.messages(HERE, { threadTs: parent });
  expect(reply).toMatchObject({ text: 'two files', user: 'U0GREENLIGHT' });
  expect(reply?.files).toMatchObject([
    { name: 'slide 1.png', mimetype: 'image/png', size: 6, alt_text: 'first slide' },
    { name: 'final.pdf', mimetype: 'application/pdf' },
  ]);
  const shown = await fetch(`${workspace.origin}${reply?.files[0]?.url}`);
  expect(shown.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
});

test('a shared file tells its message ts only in files.info, once it is processed', async () => {
  const id = await upload('late.png', Buffer.from('png'));
  const answer = (await complete([id], { channel_id: HERE })) as { files?: Record<string, unknown>[] };
  expect(answer.files?.[0]).toMatchObject({ id, mimetype: '', shares: {} });
  const ts = await waitFor(async () => {
    const { file } = await client.files.info({ file: id });
    return file?.shares?.public?.[HERE]?.[0]?.ts;
  });
  expect((await workspace.messages(HERE)).find((m) => m.ts === ts)?.files[0]?.id).toBe(id);
  await workspace.idle();
  expect(app.events('file_shared')).toContainEqual(
    expect.objectContaining({ file_id: id, channel_id: HERE }),
  );
  expect(app.events('message')).toContainEqual(expect.objectContaining({ ts, subtype: 'file_share' }));
});

test('an image block may show a picture that is processed, no other file and none that is unknown', async () => {
  const id = await upload('slide.png', Buffer.from('png'));
  const pdf = await upload('doc.pdf', Buffer.from('%PDF'));
  await complete([id, pdf]);
  await workspace.idle();
  expect((await showImage(id)).ok).toBe(true);
  expect(await refusalOf(showImage(pdf))).toBe('invalid_blocks');
  expect(await refusalOf(showImage('F0UNKNOWN'))).toBe('invalid_blocks');
});

test('an image block is refused while its file is processed', async () => {
  const slow = await startTestWorkspace({ timing: { fileDelayMs: 3_600_000 } });
  const by = webClientOf(slow);
  const id = await upload('slide.png', Buffer.from('png'), by);
  await complete([id], { channel_id: HERE }, by);
  expect(await refusalOf(showImage(id, by))).toBe('invalid_blocks');
  expect((await by.files.info({ file: id })).file).toMatchObject({ mimetype: '', shares: {} });
  await slow.stop();
});

test('completing without a channel posts nothing', async () => {
  const before = (await workspace.messages('C0GENERAL')).length;
  await complete([await upload('private.png', Buffer.from('png'))]);
  await workspace.idle();
  expect(await workspace.messages('C0GENERAL')).toHaveLength(before);
});

test('completing is refused for a channel without the bot, twice, or before the bytes came', async () => {
  const id = await upload('x.png', Buffer.from('png'));
  expect(await refusalOf(complete([id], { channel_id: 'C0RANDOM' }))).toBe('not_in_channel');
  expect(await refusalOf(complete([id], { channel_id: 'C0DIRETORIA' }))).toBe('channel_not_found');
  await complete([id]);
  expect(await refusalOf(complete([id]))).toBe('file_not_found');
  const { file_id } = await client.files.getUploadURLExternal({ filename: 'y.png', length: 3 });
  expect(await refusalOf(complete([String(file_id)]))).toBe('file_not_found');
});

test('the private address of a file needs the token', async () => {
  const id = await upload('secret.png', Buffer.from('png'));
  await complete([id]);
  await workspace.idle();
  const url = String((await client.files.info({ file: id })).file?.url_private);
  // As Slack does: the way leads to a page for signing in, with status 200.
  const stranger = await fetch(url, { headers: { authorization: 'Bearer xoxb-other' } });
  expect(stranger.status).toBe(200);
  expect(stranger.headers.get('content-type')).toContain('text/html');
  expect(await stranger.text()).toContain('Sign in');
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(302);
  const headers = { authorization: `Bearer ${workspace.slack.botToken}` };
  expect(await (await fetch(url, { headers })).text()).toBe('png');
});

test('an uploaded page of HTML is handed out as a download', async () => {
  const posted = await workspace.call('POST', 'message', {
    user_id: 'U0MARINA',
    channel_id: HERE,
    files: [{ name: 'page.html', mimetype: 'text/html', base64: Buffer.from('<script>').toString('base64') }],
  });
  const file = (await workspace.messages(HERE)).find((m) => m.ts === posted.ts)?.files[0];
  const answer = await fetch(`${workspace.origin}${file?.url}`);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
});

test('files.info tells nothing of a file in a channel that the app is not in', async () => {
  const posted = await workspace.call('POST', 'message', {
    user_id: 'U0MARINA',
    channel_id: 'C0RANDOM',
    files: [{ name: 'plans.txt', base64: Buffer.from('secret').toString('base64') }],
  });
  const file = (await workspace.messages('C0RANDOM')).find((m) => m.ts === posted.ts)?.files[0];
  expect(await refusalOf(client.files.info({ file: String(file?.id) }))).toBe('file_not_found');
});

test('files.delete takes the bytes of its own file away, leaves a tombstone in its message, and no one else’s', async () => {
  const id = await upload('wrong.png', Buffer.from('png'));
  await complete([id], { channel_id: HERE, initial_comment: 'one file' });
  await workspace.idle();
  const { url } = (await workspace.messages(HERE)).find((m) => m.files[0]?.id === id)?.files[0] ?? {
    url: '',
  };
  await client.files.delete({ file: id });
  expect((await fetch(`${workspace.origin}${url}`)).status).toBe(404);
  const { messages } = await client.conversations.history({ channel: HERE });
  expect(messages?.find(({ text }) => text === 'one file')?.files).toEqual([{ id, mode: 'tombstone' }]);
  for (const again of [client.files.info({ file: id }), client.files.delete({ file: id })])
    expect(await refusalOf(again)).toBe('file_deleted');
  const posted = await workspace.call('POST', 'message', {
    user_id: 'U0MARINA',
    channel_id: HERE,
    files: [{ name: 'hers.txt', base64: Buffer.from('hers').toString('base64') }],
  });
  const hers = (await workspace.messages(HERE)).find((m) => m.ts === posted.ts)?.files[0];
  expect(await refusalOf(client.files.delete({ file: String(hers?.id) }))).toBe('cant_delete_file');
});

test.each([
  ['page.html', 'application/octet-stream', 'attachment'],
  ['logo.svg', 'application/octet-stream', 'attachment'],
  ['slide.png', 'image/png', 'inline'],
  ['final.pdf', 'application/pdf', 'inline'],
])('%s is served as %s, %s, and as nothing that a browser guesses', async (name, type, disposition) => {
  const base64 = Buffer.from('<script>alert(1)</script>').toString('base64');
  await workspace.call('POST', 'message', {
    user_id: 'U0MARINA',
    channel_id: HERE,
    files: [{ name, base64 }],
  });
  const { url } = (await workspace.messages(HERE)).at(-1)?.files[0] ?? { url: '' };
  const { headers } = await fetch(`${workspace.origin}${url}`);
  expect(headers.get('content-type')).toBe(type);
  expect(headers.get('content-disposition')).toMatch(new RegExp(`^${disposition};`));
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
