import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordApp } from '../../testing/slack/record-app.ts';
import { webClientAt, webClientOf } from '../../testing/slack/web-client.ts';
import { startTestWorkspace } from '../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let folder: string;
let child: ChildProcess | undefined;
let gone: Promise<unknown> = Promise.resolve();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slack-kill-'));
});
afterEach(async () => {
  await kill();
  await rm(folder, { recursive: true, force: true });
});

/** The stand-in in its own process, so that it can be killed. */
async function startChild(fileDelayMs = 20): Promise<{ origin: string; botToken: string }> {
  const module = new URL('../../testing/workspace.ts', import.meta.url).href;
  const code = `
    const { startTestWorkspace } = await import(${JSON.stringify(module)});
    const w = await startTestWorkspace({
      dataFolder: ${JSON.stringify(folder)},
      timing: { fileDelayMs: ${fileDelayMs}, eventRetryMs: [3_600_000] },
    });
    console.log(JSON.stringify({ origin: w.origin, botToken: w.slack.botToken }));`;
  const spawned = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = spawned;
  gone = once(spawned, 'exit');
  const [line] = (await once(spawned.stdout, 'data')) as [Buffer];
  return JSON.parse(line.toString());
}
async function kill(): Promise<void> {
  child?.kill('SIGKILL');
  await gone;
}

test('all that was acknowledged before a kill -9 is there afterwards, and ts goes on rising', async () => {
  const running = await startChild();
  const client = webClientAt(running.origin, running.botToken);
  const acknowledged: string[] = [];
  await Promise.allSettled(
    Array.from({ length: 200 }, async (_, i) => {
      const { ts } = await client.chat.postMessage({ channel: HERE, text: `post ${i}` });
      acknowledged.push(String(ts));
      if (acknowledged.length === 50) child?.kill('SIGKILL');
    }),
  );
  await kill();

  const workspace = await startTestWorkspace({ dataFolder: folder });
  const stamps = (await workspace.messages(HERE)).map((m) => m.ts);
  expect(acknowledged.length).toBeGreaterThanOrEqual(50);
  expect(acknowledged.filter((ts) => !stamps.includes(ts))).toEqual([]);
  // The token is the same, so an app that kept it goes on.
  expect(workspace.slack.botToken).toBe(running.botToken);
  const { ts } = await webClientOf(workspace).chat.postMessage({ channel: HERE, text: 'after' });
  expect(stamps.every((earlier) => earlier < String(ts))).toBe(true);
  await workspace.stop();
});

test('open modals, ephemeral messages, clicks on old cards and response urls survive', async () => {
  const first = await startTestWorkspace({ dataFolder: folder });
  const app = recordApp(first.slack.signingSecret);
  first.setApp(app.handler);
  const plain = (text: string) => ({ type: 'plain_text' as const, text });
  const button = { type: 'button' as const, action_id: 'approve', text: plain('Approve'), value: 'v1' };
  const client = webClientOf(first);
  const card = await client.chat.postMessage({
    channel: HERE,
    text: 'card',
    blocks: [{ type: 'actions', elements: [button] }],
  });
  await first.command('U0MARINA', HERE, '/carousel');
  const { trigger_id, response_url } = app.of('command').at(-1)?.payload ?? {};
  const view = { type: 'modal', title: plain('Brief'), blocks: [{ type: 'divider' }] } as const;
  const opened = await client.views.open({ trigger_id: String(trigger_id), view: view as never });
  await client.chat.postEphemeral({ channel: HERE, user: 'U0MARINA', text: 'only you' });
  await first.idle();
  await first.stop();

  const second = await startTestWorkspace({ dataFolder: folder });
  const again = recordApp(second.slack.signingSecret);
  second.setApp(again.handler);
  expect((await second.views('U0MARINA')).modals.map((v) => v.id)).toEqual([opened.view?.id]);
  const seen = await second.messages(HERE, { userId: 'U0MARINA' });
  expect(seen.at(-1)).toMatchObject({ text: 'only you', ephemeral: true });
  expect((await second.click('U0LUCIA', HERE, String(card.ts), 'approve')).status).toBe(200);
  const path = new URL(String(response_url)).pathname;
  const answer = await fetch(`${second.origin}${path}`, { method: 'POST', body: '{"text":"late"}' });
  expect(answer.status).toBe(200);
  await second.stop();
});

test('a file that was being processed at a kill -9 is still shared, once', async () => {
  const running = await startChild(300);
  await webClientAt(running.origin, running.botToken).filesUploadV2({
    channel_id: HERE,
    initial_comment: 'pages',
    file: Buffer.from('png'),
    filename: 'slide.png',
  });
  await kill();
  for (let start = 0; start < 2; start++) {
    const workspace = await startTestWorkspace({ dataFolder: folder });
    workspace.setApp((_req, res) => {
      res.end();
      return true;
    });
    await workspace.idle();
    const shared = (await workspace.messages(HERE)).filter((m) => m.text === 'pages');
    expect(shared).toHaveLength(1);
    const [file] = shared[0]?.files ?? [];
    expect(await (await fetch(`${workspace.origin}${file?.url}`)).text()).toBe('png');
    await workspace.stop();
  }
});

test('an event that the app had not taken at a kill -9 comes again as a retry', async () => {
  const running = await startChild();
  const posted = await fetch(`${running.origin}/sandbox/api/message`, {
    method: 'POST',
    body: JSON.stringify({ user_id: 'U0MARINA', channel_id: HERE, text: 'do not lose me' }),
  });
  const { ts } = (await posted.json()) as { ts: string };
  await kill();
  const workspace = await startTestWorkspace({ dataFolder: folder });
  const app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
  await workspace.idle();
  expect(app.events('message').filter((e) => e.ts === ts)).toHaveLength(1);
  await workspace.stop();
});

test('ts rises even when the clock of the machine went back over a restart', async () => {
  const post = async (now: number): Promise<string> => {
    const workspace = await startTestWorkspace({ dataFolder: folder, now: () => now });
    const { ts } = await webClientOf(workspace).chat.postMessage({ channel: HERE, text: 'x' });
    await workspace.stop();
    return String(ts);
  };
  const before = await post(Date.UTC(2026, 10, 22));
  const after = await post(Date.UTC(2026, 10, 21));
  expect(after > before).toBe(true);
});

test('a restart loses neither reactions, statuses, people and channels from elsewhere, nor notes to colleagues', async () => {
  const first = await startTestWorkspace({ dataFolder: folder });
  first.setApp((_req, res) => Boolean(res.end()));
  const place = { channel_id: HERE };
  await first.call('POST', 'enterprise', { enterprise: { id: 'E0ALBA', name: 'Alba Group' } });
  await first.call('POST', 'person', {
    ...{ user_id: 'U0ERIK', name: 'erik', team_id: 'T0AGENCY', is_stranger: true },
  });
  await first.call('POST', 'channel', { ...place, name: 'comms', shared_with: ['T0AGENCY'] });
  const ts = await first.say('U0MARINA', HERE, 'kept');
  await first.call('POST', 'reaction', { user_id: 'U0PEDRO', ...place, ts, name: 'eyes' });
  const direct = await first.call('POST', 'direct', { user_id: 'U0MARINA', with_user_id: 'U0LUCIA' });
  await first.say('U0MARINA', String(direct.channel_id), 'only for you');
  await webClientOf(first).assistant.threads.setStatus({ ...place, thread_ts: ts, status: 'is writing…' });
  const seenIn = async (workspace: typeof first) => {
    const { users, channels, statuses } = await workspace.call('GET', 'state?user_id=U0LUCIA');
    return {
      ...{ users, channels, statuses },
      messages: await workspace.messages(HERE),
      direct: await workspace.messages(String(direct.channel_id), { userId: 'U0LUCIA' }),
      found: (await workspace.call('GET', 'search?user_id=U0LUCIA&query=only')).matches,
      enterprise: (await webClientOf(workspace).auth.test()).enterprise_id,
    };
  };
  const before = await seenIn(first);
  expect(before).toMatchObject({ enterprise: 'E0ALBA', statuses: { length: 1 }, found: { length: 1 } });
  await first.stop();
  const second = await startTestWorkspace({ dataFolder: folder });
  expect(await seenIn(second)).toEqual(before);
  await second.stop();
});
