import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestWorkspace, type TestWorkspace } from '../../testing/workspace.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await startTestWorkspace();
  workspace.setApp((_req, res) => {
    res.end();
    return true;
  });
});
afterAll(() => workspace.stop());

/** Values that are near enough to good ones to get past the first check. */
const value = fc.oneof(
  fc.constantFrom('U0MARINA', 'U0GREENLIGHT', 'C0MARKETING', 'C0DIRETORIA', '/carousel', '1000000000.000001'),
  fc.constantFrom('__proto__', 'constructor', '\u0000', '\ud800', "'; drop table messages; --"),
  fc.jsonValue({ maxDepth: 2 }),
);
const fields = (names: string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });

const controls = ['command', 'click', 'submit', 'close', 'message', 'home', 'direct'];
const methods = [
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'conversations.history',
  'conversations.replies',
  'conversations.open',
  'files.getUploadURLExternal',
  'files.completeUploadExternal',
  'views.open',
  'views.publish',
  'users.info',
];

test('the control API answers all that it is sent with a good answer or a refusal that says why', async () => {
  const names = ['user_id', 'channel_id', 'command', 'text', 'message_ts', 'thread_ts', 'action_id'];
  const body = fields([...names, 'view_id', 'values', 'files', 'value', 'state', 'block_id']);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...controls), body, async (route, given) => {
      const answer = await workspace.call('POST', route, given);
      expect([200, 400, 403, 404]).toContain(answer.http_status);
      if (answer.http_status !== 200) expect(answer.error).toEqual(expect.any(String));
    }),
    { numRuns: 300 },
  );
});

test('the Web API answers all that it is sent with ok or an error code, never internal_error', async () => {
  const names = ['channel', 'text', 'blocks', 'metadata', 'thread_ts', 'ts', 'user', 'users', 'limit'];
  const body = fields([...names, 'cursor', 'filename', 'length', 'files', 'view', 'trigger_id', 'user_id']);
  const headers = {
    authorization: `Bearer ${workspace.slack.botToken}`,
    'content-type': 'application/json; charset=utf-8',
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...methods), body, async (method, given) => {
      const init = { method: 'POST', headers, body: JSON.stringify(given) };
      const response = await fetch(`${workspace.apiUrl}${method}`, init);
      const answer = (await response.json()) as { ok: boolean; error?: string };
      expect(response.status).toBe(200);
      expect(answer.error).not.toBe('internal_error');
      expect(answer.ok || /^[a-z_]+$/.test(answer.error ?? '')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('blocks and views of any shape are linted, not crashed on', async () => {
  const node = fc.object({
    key: fc.constantFrom('type', 'text', 'elements', 'element', 'options', 'accessory', 'slack_file', 'rows'),
    values: [
      fc.constantFrom('section', 'actions', 'input', 'image', 'button', 'plain_text', 'table', 'card'),
      fc.constant(null),
      fc.string({ maxLength: 5 }),
    ],
    maxDepth: 4,
  });
  const headers = {
    authorization: `Bearer ${workspace.slack.botToken}`,
    'content-type': 'application/json; charset=utf-8',
  };
  const call = async (method: string, body: unknown) =>
    (await (
      await fetch(`${workspace.apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(body) })
    ).json()) as { ok: boolean; error?: string };
  await fc.assert(
    fc.asyncProperty(fc.array(node, { maxLength: 4 }), async (blocks) => {
      const posted = await call('chat.postMessage', { channel: 'C0MARKETING', text: 'x', blocks });
      const shown = await call('views.publish', { user_id: 'U0MARINA', view: { type: 'home', blocks } });
      expect([posted.error, shown.error]).not.toContain('internal_error');
    }),
    { numRuns: 300 },
  );
});
