import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Reply, recordApp } from '../../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace } from '../../../testing/workspace.ts';

const ME = 'U0MARINA';
const workspace = await startTestWorkspace({ timing: { ackMs: 1000 } });
const client = webClientOf(workspace);
let reply: Reply = {};
const app = recordApp(workspace.slack.signingSecret, () => reply);
workspace.setApp(app.handler);
beforeEach(() => {
  reply = {};
});
afterAll(() => workspace.stop());

const plain = (text: string) => ({ type: 'plain_text', text });
const base64 = (text: string) => Buffer.from(text).toString('base64');

async function openForm(element: object = {}): Promise<string> {
  await workspace.command(ME, 'C0MARKETING', '/carousel');
  const view = {
    type: 'modal',
    title: plain('Add a document'),
    submit: plain('Add'),
    blocks: [
      {
        type: 'input',
        block_id: 'file',
        optional: true,
        label: plain('File'),
        element: {
          type: 'file_input',
          action_id: 'chosen',
          filetypes: ['pdf', 'md'],
          max_files: 1,
          ...element,
        },
      },
    ],
  };
  const trigger_id = String(app.of('command').at(-1)?.payload.trigger_id);
  const answer = await client.views.open({ trigger_id, view: view as never });
  return String(answer.view?.id);
}
const upload = (files: object[], user_id = ME) => workspace.call('POST', 'upload', { user_id, files });
const submitted = () =>
  app
    .of('interaction')
    .filter((r) => r.payload.type === 'view_submission')
    .map((r) => (r.payload.view as { state: { values: unknown } }).state.values)
    .at(-1) as { file: { chosen: { type: string; files: Record<string, unknown>[] } } };

test('a file chosen in a form arrives as a whole file object, and the bot can read it by its private address', async () => {
  const view = await openForm();
  const files = [{ name: 'norma.md', base64: base64('# Título') }];
  expect(await workspace.submit(ME, view, { file: { chosen: { files } } })).toMatchObject({ status: 200 });
  const [file] = submitted().file.chosen.files;
  expect(submitted().file.chosen).toEqual({
    type: 'file_input',
    files: [
      expect.objectContaining({
        id: expect.stringMatching(/^F/),
        name: 'norma.md',
        mimetype: 'text/plain',
        filetype: 'markdown',
        mode: 'snippet',
        size: 9,
        user: ME,
        created: expect.any(Number),
        url_private: expect.stringContaining('/files/private/F'),
        url_private_download: expect.stringContaining('download'),
      }),
    ],
  });
  const { file: info } = await client.files.info({ file: String(file?.id) });
  expect(info).toMatchObject({ id: file?.id, size: 9, user: ME });
  const headers = { authorization: `Bearer ${workspace.slack.botToken}` };
  const bytes = await fetch(String(info?.url_private_download), { headers });
  expect(bytes.headers.get('content-disposition')).toContain('attachment');
  expect(await bytes.text()).toBe('# Título');
});

test('a file may be uploaded first and be named by its id; the app sees it only with the form', async () => {
  const view = await openForm();
  const { files } = await upload([{ name: 'a.pdf', base64: base64('%PDF-1.7') }]);
  const [{ id }] = files as [{ id: string }];
  expect(await refusalOf(client.files.info({ file: id }))).toBe('file_not_found');
  await workspace.submit(ME, view, { file: { chosen: [{ id }] } });
  expect(submitted().file.chosen.files).toMatchObject([{ id, mimetype: 'application/pdf' }]);
  expect((await client.files.info({ file: id })).file?.name).toBe('a.pdf');
});

test('a file keeps its place in the form when the app answers with errors', async () => {
  const view = await openForm();
  reply = { body: { response_action: 'errors', errors: { file: 'Too large' } } };
  await workspace.submit(ME, view, { file: { chosen: { files: [{ name: 'a.md', base64: '' }] } } });
  const [first] = submitted().file.chosen.files;
  reply = {};
  await workspace.submit(ME, view);
  expect(submitted().file.chosen.files).toMatchObject([{ id: first?.id }]);
});

test('a form without a file has an empty list', async () => {
  await workspace.submit(ME, await openForm());
  expect(submitted().file.chosen).toEqual({ type: 'file_input', files: [] });
});

test('a file of 500 MB can be stated without its bytes', async () => {
  const files = [{ name: 'huge.pdf', base64: '', size: 500 * 1024 ** 2 }];
  await workspace.submit(ME, await openForm(), { file: { chosen: { files } } });
  expect(submitted().file.chosen.files).toMatchObject([{ size: 524_288_000 }]);
});

test.each([
  [
    'another kind of file',
    [{ name: 'a.exe', base64: '' }],
    '"a.exe" cannot be uploaded here; accepted: pdf, md.',
  ],
  [
    'more files than asked for',
    [
      { name: 'a.md', base64: '' },
      { name: 'b.md', base64: '' },
    ],
    'Please upload at most 1 file.',
  ],
])("what Slack's client stops never reaches the app: %s", async (_what, files, error) => {
  const before = app.of('interaction').length;
  const answer = await workspace.submit(ME, await openForm(), { file: { chosen: { files } } });
  expect(answer).toMatchObject({ status: 400, response: { errors: { file: error } } });
  expect(app.of('interaction')).toHaveLength(before);
});

test('a required file that is missing never reaches the app', async () => {
  const view = await openForm();
  const { modals } = await workspace.views(ME);
  const [block] = (modals[0]?.blocks ?? []) as Record<string, unknown>[];
  await client.views.update({
    view_id: view,
    view: {
      type: 'modal',
      title: plain('Again'),
      submit: plain('Add'),
      blocks: [{ ...block, optional: false }],
    },
  } as never);
  expect(await workspace.submit(ME, view)).toMatchObject({
    status: 400,
    response: { errors: { file: /.+/ } },
  });
});

test("another person's file, an unknown one and one above 10 MB are refused", async () => {
  const { files } = await upload([{ name: 'b.md', base64: '' }], 'U0LUCIA');
  const [{ id }] = files as [{ id: string }];
  const view = await openForm();
  expect(await workspace.submit(ME, view, { file: { chosen: [id] } })).toMatchObject({
    error: 'file_not_found',
  });
  expect(await workspace.submit(ME, view, { file: { chosen: ['F0'] } })).toMatchObject({
    http_status: 404,
  });
  const large = Buffer.alloc(10 * 1024 ** 2 + 1).toString('base64');
  expect(await upload([{ name: 'c.md', base64: large }])).toMatchObject({
    http_status: 413,
    error: 'Cannot upload "c.md": the sandbox takes at most 10 MB a file',
  });
});

test.each([
  [{ max_files: 11 }, 'must be between 1 and 10'],
  [{ max_files: 0 }, 'must be between 1 and 10'],
  [{ filetypes: [] }, 'must provide at least 1 item'],
])('a form that Slack would refuse: %j', async (element, fault) => {
  const opening = openForm(element);
  await expect(opening).rejects.toMatchObject({
    data: { error: 'invalid_arguments', errors: [expect.stringContaining(fault)] },
  });
});
