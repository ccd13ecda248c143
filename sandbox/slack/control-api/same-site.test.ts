import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

let workspace: TestWorkspace;
beforeAll(async () => {
  workspace = await startTestWorkspace();
});
afterAll(() => workspace.stop());

/** fetch() does not let a test set Host, nor a path that is none. */
async function raw(path: string, headers: Record<string, string>): Promise<string> {
  const socket = connect(Number(new URL(workspace.origin).port), '127.0.0.1');
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}connection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return answer.split('\r\n')[0] ?? '';
}
const state = '/sandbox/api/state';

test("the sandbox's own page and tools without a page are served", async () => {
  const host = new URL(workspace.origin).host;
  expect(await raw(state, { host })).toContain('200');
  expect(await raw(state, { host, origin: workspace.origin })).toContain('200');
  expect(await raw(state, { host: 'localhost:3000', origin: 'http://localhost:3000' })).toContain('200');
  expect(await raw(state, { host: '[::1]:3000' })).toContain('200');
});

test('another site may not act, neither by its own origin nor by a name that points here', async () => {
  const host = new URL(workspace.origin).host;
  expect(await raw(state, { host, origin: 'https://evil.example' })).toContain('403');
  expect(await raw(state, { host, origin: 'null' })).toContain('403');
  expect(await raw(state, { host: 'evil.example', origin: 'http://evil.example' })).toContain('403');
});

test.each(['/api/auth.test', '/files/private/F1/a.pdf', '/files/login'])('nor at %s', async (path) => {
  const host = new URL(workspace.origin).host;
  expect(await raw(path, { host, origin: 'https://evil.example' })).toContain('403');
  expect(await raw(path, { host: 'evil.example' })).toContain('403');
  expect(await raw(path, { host })).not.toContain('403');
});

test('a request whose target is no path does not bring the server down', async () => {
  for (const target of ['//', 'http://[', '*', '/%'])
    expect(await raw(target, { host: '127.0.0.1' })).toContain('404');
  expect(await raw(state, { host: '127.0.0.1' })).toContain('200');
});
