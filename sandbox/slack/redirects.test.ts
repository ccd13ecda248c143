import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestWorkspace, type TestWorkspace } from '../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
/** How often the app sends on before it answers. */
let redirects = 0;
let target = '';
const seen: { path: string; reason: string | undefined; body: string }[] = [];

beforeAll(async () => {
  workspace = await startTestWorkspace();
  workspace.setApp((req, res) => {
    if (!req.url?.startsWith('/slack/events')) return false;
    const hop = Number(new URL(req.url, workspace.origin).searchParams.get('hop') ?? 0);
    let body = '';
    req.on('data', (chunk) => {
      body += String(chunk);
    });
    req.on('end', () => {
      seen.push({
        path: String(req.url),
        reason: req.headers['x-slack-retry-reason'] as string | undefined,
        body,
      });
      if (hop < redirects) res.writeHead(302, { location: target || `/slack/events?hop=${hop + 1}` }).end();
      else res.writeHead(200).end();
    });
    return true;
  });
});
afterAll(() => workspace.stop());

test('two redirects of an event are followed, with its body', async () => {
  redirects = 2;
  await workspace.say('U0MARINA', HERE, 'sent on');
  await workspace.idle();
  expect(seen.map(({ path }) => path)).toEqual([
    '/slack/events',
    '/slack/events?hop=1',
    '/slack/events?hop=2',
  ]);
  expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
});

test('a third is a failure of its own name', async () => {
  redirects = 3;
  seen.length = 0;
  await workspace.say('U0MARINA', HERE, 'sent round');
  await workspace.idle();
  expect(seen.at(-1)?.reason).toBe('too_many_redirects');
});

test('none leads off this machine', async () => {
  redirects = 1;
  target = 'http://elsewhere.example/slack/events';
  seen.length = 0;
  await workspace.say('U0MARINA', HERE, 'sent away');
  await workspace.idle();
  expect(seen.at(-1)?.reason).toBe('connection_failed');
  target = '';
});

test('a command is not sent on: the person sees that it failed', async () => {
  redirects = 1;
  seen.length = 0;
  expect(await workspace.command('U0MARINA', HERE, '/carousel', 'a')).toMatchObject({
    error: 'dispatch_failed',
  });
  expect(seen).toHaveLength(1);
  const said = await workspace.messages(HERE, { userId: 'U0MARINA' });
  expect(said.at(-1)).toMatchObject({
    ephemeral: true,
    text: '/carousel failed with the error "dispatch_failed"',
  });
});
