import { afterAll, beforeAll, expect, test } from 'vitest';
import { webClientOf } from '../../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let now = Date.UTC(2026, 10, 20, 15);
beforeAll(async () => {
  workspace = await startTestWorkspace({ now: () => now });
  workspace.setApp((_req, res) => {
    res.end();
    return true;
  });
  await workspace.say('U0MARINA', HERE, 'Coleções & titânio: brief for @lucia');
  now = Date.UTC(2026, 10, 21, 1, 30);
  const parent = await workspace.say('U0PEDRO', HERE, 'Second brief https://example.com');
  await workspace.say('U0LUCIA', HERE, 'a reply to the brief', parent);
  await workspace.call('POST', 'reaction', {
    user_id: 'U0LUCIA',
    channel_id: HERE,
    ts: parent,
    name: 'eyes',
  });
  now = Date.UTC(2026, 10, 22, 15);
  await workspace.say('U0RENATA', 'C0DIRETORIA', 'a secret brief');
  await webClientOf(workspace).chat.postMessage({
    channel: HERE,
    text: 'fallback',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Carousel *ready* for review' } }],
  });
});
afterAll(() => workspace.stop());

async function search(query: string, user_id = 'U0MARINA'): Promise<string[]> {
  const answer = await workspace.call('GET', `search?${new URLSearchParams({ user_id, query })}`);
  return (answer.matches as { text: string }[]).map(({ text }) => text);
}

test.each([
  ['colecoes', ['Coleções & titânio: brief for <@U0LUCIA>']],
  ['& titânio', ['Coleções & titânio: brief for <@U0LUCIA>']],
  ['"brief for @lucia"', ['Coleções & titânio: brief for <@U0LUCIA>']],
  ['carousel ready', ['fallback']],
  ['rief', []],
  [
    'brief',
    [
      'a reply to the brief',
      'Second brief <https://example.com>',
      'Coleções & titânio: brief for <@U0LUCIA>',
    ],
  ],
  ['brief -second -reply', ['Coleções & titânio: brief for <@U0LUCIA>']],
  ['brief from:@pedro', ['Second brief <https://example.com>']],
  ['from:me', ['Coleções & titânio: brief for <@U0LUCIA>']],
  ['has:link', ['Second brief <https://example.com>']],
  ['has::eyes:', ['Second brief <https://example.com>']],
  ['is:thread', ['a reply to the brief']],
  ['brief in:#sales', []],
  ['brief in:marketing from:lucia', ['a reply to the brief']],
  // 01:30 of the 21st in UTC is the evening of the 20th in São Paulo.
  ['second on:2026-11-20', ['Second brief <https://example.com>']],
  ['second after:2026-11-20', []],
  ['before:2026-11-20', []],
])('%s', async (query, found) => {
  expect(
    (await search(query))
      .map((text) => text.replaceAll('&amp;', '&'))
      .filter((t) => !t.includes('has joined')),
  ).toEqual(found);
});

test('finds only what the person may read', async () => {
  expect(await search('secret')).toEqual([]);
  expect(await search('secret', 'U0LUCIA')).toEqual(['a secret brief']);
  // A guest does not look into public channels.
  await workspace.say('U0MARINA', 'C0SALES', 'a price list');
  expect(await search('price', 'U0PEDRO')).toEqual(['a price list']);
  expect(await search('price', 'U0GUEST')).toEqual([]);
});

test('pages, and says how many there are', async () => {
  const ask = (offset: number) =>
    workspace.call('GET', `search?user_id=U0MARINA&query=brief&limit=2&offset=${offset}`);
  expect(await ask(0)).toMatchObject({ total: 3, matches: { length: 2 } });
  expect(await ask(2)).toMatchObject({ total: 3, matches: [{ user: 'U0MARINA', channel_id: HERE }] });
});

test('threads of a person: begun, answered or named in, with the newest replies', async () => {
  const threads = async (user: string) =>
    (await workspace.call('GET', `threads?user_id=${user}`)) as unknown as {
      total: number;
      threads: { parent: { text: string }; latest_replies: { text: string }[] }[];
    };
  expect((await threads('U0THOMAS')).total).toBe(0);
  for (const user of ['U0PEDRO', 'U0LUCIA'])
    expect((await threads(user)).threads).toMatchObject([
      { parent: { text: 'Second brief <https://example.com>' }, latest_replies: [{ user: 'U0LUCIA' }] },
    ]);
  const other = await workspace.say('U0MARINA', HERE, 'one more');
  await workspace.say('U0PEDRO', HERE, 'what does @thomas say?', other);
  expect((await threads('U0THOMAS')).threads.map(({ parent }) => parent.text)).toEqual(['one more']);
  expect((await threads('U0PEDRO')).threads.map(({ parent }) => parent.text)).toEqual([
    'one more',
    'Second brief <https://example.com>',
  ]);
});
