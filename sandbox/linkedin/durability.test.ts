import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACCOUNT, HOUR, leadsOf, MONDAY, startTestLinkedIn } from '../../testing/linkedin.ts';

let folder: string;
let child: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkedin-kill-'));
});
afterEach(async () => {
  await kill();
  await rm(folder, { recursive: true, force: true });
});

/** The simulator in its own process, so that it can be killed. */
async function startChild(): Promise<{ url: string; apiKey: string; webhookSecret: string }> {
  const module = new URL('../../testing/linkedin.ts', import.meta.url).href;
  const code = `
    const { startTestLinkedIn } = await import(${JSON.stringify(module)});
    const t = await startTestLinkedIn({ dataFolder: ${JSON.stringify(folder)}, webhookUrl: () => 'http://127.0.0.1:1/' });
    const { url, apiKey, webhookSecret } = t.linkedin;
    await t.control({ fault: { on: 'send_message', commit: true, delay_ms: 60000 } });
    console.log(JSON.stringify({ url, apiKey, webhookSecret }));`;
  const spawned = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child = spawned;
  const [line] = (await once(spawned.stdout, 'data')) as [Buffer];
  return JSON.parse(line.toString());
}
async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('what reached LinkedIn before a kill -9 stays known, to LinkedIn and to the judge', async () => {
  const planned = await startTestLinkedIn({ dataFolder: folder });
  const { strangers, connections } = await leadsOf(planned);
  await planned.stop();

  const running = await startChild();
  const post = (path: string, body: FormData | string) =>
    fetch(`${running.url}/api/v1/${path}`, {
      method: 'POST',
      headers: {
        'x-api-key': running.apiKey,
        ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}),
      },
      body,
    });
  const accepted: string[] = [];
  await Promise.allSettled(
    strangers.slice(0, 20).map(async ({ provider_id }) => {
      const answer = await post('users/invite', JSON.stringify({ account_id: ACCOUNT, provider_id }));
      if (answer.status === 201) accepted.push(provider_id);
    }),
  );
  // This one is killed between the deed and its answer.
  const form = new FormData();
  const friend = connections[0]?.provider_id ?? '';
  for (const [name, value] of Object.entries({ account_id: ACCOUNT, attendees_ids: friend, text: 'oi' }))
    form.append(name, value);
  const hanging = post('chats', form).catch((error: unknown) => error);
  await expect
    .poll(async () => {
      const read = await fetch(`${running.url}/api/v1/chats?account_id=${ACCOUNT}`, {
        headers: { 'x-api-key': running.apiKey },
      });
      return ((await read.json()) as { items: unknown[] }).items.length;
    })
    .toBe(1);
  await kill();
  expect(await hanging).toBeInstanceOf(Error);

  const t = await startTestLinkedIn({ dataFolder: folder, at: MONDAY + HOUR });
  expect(t.linkedin.apiKey).toBe(running.apiKey);
  expect(t.linkedin.webhookSecret).toBe(running.webhookSecret);
  expect(accepted).toHaveLength(20);
  const sent = (await t.call('GET', `users/invite/sent?account_id=${ACCOUNT}&limit=100`)).body.items;
  expect((sent as { invited_user_id: string }[]).map((i) => i.invited_user_id).toSorted()).toEqual(
    accepted.toSorted(),
  );
  // The echo that was not taken before comes now.
  await t.linkedin.idle();
  expect(t.hooks.map(({ body }) => body.message)).toEqual(['oi']);
  expect(t.breaches()).toEqual([]);
  await t.message(friend, 'oi');
  expect(t.breaches()).toEqual(['sent_twice']);
  await t.stop();
});

test('a restart changes nothing that happened: seed, rules and breaches stay', async () => {
  const first = await startTestLinkedIn({ dataFolder: folder });
  const { strangers } = await leadsOf(first);
  const lead = strangers[0]?.provider_id ?? '';
  await first.control({
    rules: { rules: { time_zone: 'Europe/Berlin', gap_min_minutes: 30 } },
    account_status: { status: 'checkpoint' },
  });
  await first.message(lead, 'oi');
  const before = await first.control();
  await first.stop();
  const second = await startTestLinkedIn({ dataFolder: folder });
  const after = await second.control();
  expect(after.accounts).toEqual(before.accounts);
  expect(after.leads).toEqual(before.leads);
  expect(after.calls).toEqual(before.calls);
  expect(after.breaches).toEqual(before.breaches);
  await second.stop();
});
