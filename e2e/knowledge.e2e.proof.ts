import { afterAll, expect, test } from 'vitest';
import { button, type Message, until } from '../testing/product/app.ts';
import { draftArticle, fileOf } from '../testing/product/article.ts';
import { docxOf, pdfOf } from '../testing/product/documents.ts';
import { fillForm } from '../testing/product/form.ts';
import { startHeldModel } from '../testing/product/held-model.ts';
import {
  LUCIA,
  MARINA,
  openThread,
  PEDRO,
  press,
  startJob,
  type Thread,
  textOf,
} from '../testing/product/thread.ts';
import { useApp } from '../testing/product/use-app.ts';

const RENATA = 'U0RENATA';
const model = await startHeldModel();
afterAll(() => model.stop());
const { slack } = useApp({ env: model.env });
const marketing = () => slack.channel('marketing');

/** Types `/knowledge …`; answers what only that person sees of it, as soon as it matches. */
async function knowledge(person: string, text: string, pattern: RegExp): Promise<Message> {
  const channel = await marketing();
  const before = new Set((await slack.messages(person, channel)).map((m) => m.ts));
  const { status } = await slack.command(person, channel, '/knowledge', text);
  expect(status).toBe(200);
  return until(`${pattern} for "/knowledge ${text}"`, async () =>
    (await slack.messages(person, channel)).find(
      (m) => m.ephemeral && !before.has(m.ts) && pattern.test(textOf(m)),
    ),
  );
}

/** Presses a button of a private answer; answers what it then says there or anew. */
async function pressed(person: string, message: Message, label: RegExp, pattern: RegExp): Promise<Message> {
  const channel = await marketing();
  await press(slack, openThread(slack, channel, message.ts), message, person, label);
  return until(`${pattern} after ${label}`, async () =>
    (await slack.messages(person, channel)).find(
      (m) => m.ephemeral && m.ts >= message.ts && pattern.test(textOf(m)),
    ),
  );
}

/** How the job of a thread ended, as its requester is told. */
const outcomeOf = (thread: Thread, pattern: RegExp) =>
  until(`${pattern} in the thread`, async () =>
    (await thread.messages()).find((m) => m.ts !== thread.root && pattern.test(textOf(m))),
  );
const stored = (thread: Thread) => outcomeOf(thread, /document is in the knowledge base/);

/** How many documents the list counts. */
async function documents(): Promise<number> {
  const { text } = await knowledge(LUCIA, 'list', /Knowledge base: \d+ documents/);
  return Number(/\d+/.exec(text)?.[0]);
}

/** Opens the form, fills it in and waits for the thread. */
async function addByForm(fields: [RegExp, unknown][]): Promise<Thread> {
  const channel = await marketing();
  const before = new Set((await slack.messages(MARINA, channel)).map((m) => m.ts));
  await slack.command(MARINA, channel, '/knowledge', 'add');
  expect(await fillForm(slack, MARINA, fields)).toEqual({});
  const root = await until('the thread of the document', async () =>
    (await slack.messages(MARINA, channel)).find((m) => !m.ephemeral && !before.has(m.ts)),
  );
  return openThread(slack, channel, root.ts);
}
const file = (name: string, bytes: Buffer) => ({ files: [{ name, base64: bytes.toString('base64') }] });
const about = (subject: string) => [
  `How ${subject} is handled on the shop floor`,
  `Our own procedure for ${subject} was written by the workshop in March and is revised once a year. Every operator is trained on it before working alone, and the training is recorded.`,
  `When ${subject} leaves its limits, the batch stops and the quality department decides what happens to the parts that were made since the last good reading.`,
];

test('pages, files and text are stored, found, listed, removed and brought back', async () => {
  const before = await documents();
  const added = [
    await startJob(slack, '/knowledge', 'add http://shopfloor.sandbox.test/bar-stock'),
    await startJob(slack, '/knowledge', `add ${about('vibratory deburring').join('\n\n')}`),
    await addByForm([[/^File/, file('coolant.pdf', await pdfOf(about('coolant concentration')))]]),
    await addByForm([[/^File/, file('gauges.docx', docxOf(about('thread gauge calibration')))]]),
    await addByForm([
      [/^File/, file('lasers.md', Buffer.from(`# Marking\n\n${about('laser marking').join('\n\n')}`))],
    ]),
    await addByForm([
      [/^File/, file('swarf.txt', Buffer.from(about('swarf recycling').join('\n\n')))],
      [/^Title/, 'Swarf, from the machine to the recycler'],
    ]),
  ];
  for (const thread of added) expect(textOf(await stored(thread))).toMatch(/\d passages?, English/);

  for (const [words, title] of [
    ['bar stock incoming inspection', 'bar stock'],
    ['vibratory deburring procedure', 'vibratory deburring'],
    ['coolant concentration limits', 'coolant'],
    ['thread gauge calibration', 'thread gauge'],
    ['laser marking training', 'laser'],
    ['swarf recycling', 'Swarf, from the machine'],
  ] as const)
    expect(textOf(await knowledge(LUCIA, `search ${words}`, /says about/))).toMatch(new RegExp(title, 'i'));

  const list = await knowledge(
    PEDRO,
    'list',
    new RegExp(`Knowledge base: ${before + added.length} documents`),
  );
  expect(textOf(list)).toContain('Swarf, from the machine to the recycler');
  // Pedro added none of them.
  expect(button(list, /^remove$/i)).toBeUndefined();
  await knowledge(PEDRO, 'remove swarf', new RegExp(`Only <@${MARINA}>`));

  const removed = await knowledge(MARINA, 'remove swarf', /Removed: /);
  await knowledge(LUCIA, 'search swarf recycling', /says nothing about|In none of these: .*swarf/i);
  await pressed(MARINA, removed, /^undo$/i, /Restored/);
  expect(textOf(await knowledge(LUCIA, 'search swarf recycling', /says about/))).toContain('Swarf, from');
});

test('what cannot be read is refused with the reason, and nothing is stored', async () => {
  const before = await documents();
  const refusals: [string, RegExp][] = [
    ['http://169.254.169.254/latest/meta-data/', /private network/],
    ['http://hostile.sandbox.test/inside', /private network/],
    ['http://[::ffff:127.0.0.1]/', /private network/],
    ['http://hostile.sandbox.test/loop', /forwards from one address to the next/],
    ['http://hostile.sandbox.test/big', /too large/],
    ['http://hostile.sandbox.test/picture', /this is a picture/],
    ['http://closed.sandbox.test/notes', /robots\.txt/],
    ['http://oficina.sandbox.test/validacion', /Spanish/],
  ];
  const threads: { thread: Thread; reason: RegExp }[] = [];
  for (const [address, reason] of refusals)
    threads.push({ thread: await startJob(slack, '/knowledge', `add ${address}`), reason });
  for (const { thread, reason } of threads) await outcomeOf(thread, reason);

  const channel = await marketing();
  await slack.command(MARINA, channel, '/knowledge', 'add');
  const huge = { files: [{ name: 'huge.pdf', base64: '', size: 500 * 1024 ** 2 }] };
  const told = await fillForm(slack, MARINA, [[/^File/, huge]]);
  expect(Object.values(told).join()).toMatch(/500 MB; up to 10 MB are accepted/);
  expect(
    (await slack.command('U0GUEST', channel, '/knowledge', 'add A long enough text of a guest.')).ack?.text,
  ).toMatch(/Guests cannot/);
  expect(await documents()).toBe(before);
});

test('a page that gives orders is stored as text and changes nothing', async () => {
  await stored(await startJob(slack, '/knowledge', 'add http://hostile.sandbox.test/approve'));
  const thread = await draftArticle(slack, 'Cleaning and packaging of implants');
  // The model did read the orders: they came with the passages.
  expect(model.calls.some((call) => /administrator mode/.test(JSON.stringify(call.asked.passages)))).toBe(
    true,
  );
  const markdown = await fileOf(slack, thread, 1, '.md');
  // Claims that the house rules ban stay out, wherever they come from.
  expect(markdown).not.toMatch(/FDA approved|100% safe/i);
  expect(button(await thread.card(1), /^approve$/i)).toBeDefined();
  expect(await thread.finals()).toEqual([]);
});

test('rules that an admin adds bind the next draft, and can be taken back', async () => {
  const shown = await knowledge(PEDRO, 'rules', /House rules, version \d/);
  expect(button(shown, /add a rule/i)).toBeUndefined();
  const mine = await knowledge(RENATA, 'rules', /House rules, version \d/);
  const sentence = 'Every patient is different: ask a surgeon.';
  const addRule = async (kind: string, words: string) => {
    await press(slack, openThread(slack, await marketing(), mine.ts), mine, RENATA, /add a rule/i);
    expect(
      await fillForm(slack, RENATA, [
        [/^What it does/, kind],
        [/^Words/, words],
        [/^Why/, 'for a test'],
      ]),
    ).toEqual({});
    return until(`the rule "${words}"`, async () =>
      (await slack.messages(RENATA, await marketing())).find(
        (m) => m.ephemeral && m.ts >= mine.ts && /is in force/.test(textOf(m)) && textOf(m).includes(words),
      ),
    );
  };
  await addRule('Demands a sentence', sentence);
  const banned = await addRule('Bans a word', 'endotoxin');
  const bound = await fileOf(slack, await draftArticle(slack), 1, '.md');
  expect(bound).toContain(sentence);
  expect(bound).not.toMatch(/endotoxin/i);
  await pressed(RENATA, banned, /^undo$/i, /is in force/);
  expect(textOf(await knowledge(RENATA, 'rules', /House rules, version \d/))).not.toContain('endotoxin');
});

test('a brand kit is drawn first and taken into use by an admin alone', async () => {
  const channel = await marketing();
  const kit = await knowledge(RENATA, 'brand', /Brand kit, version \d/);
  const before = new Set((await slack.messages(RENATA, channel)).map((m) => m.ts));
  await press(slack, openThread(slack, channel, kit.ts), kit, RENATA, /propose a change/i);
  expect(
    await fillForm(slack, RENATA, [
      [/^Name/, 'Alba Orthopaedics'],
      [/^Accent/, '#D9480F'],
    ]),
  ).toEqual({});
  const root = await until('the thread of the brand kit', async () =>
    (await slack.messages(RENATA, channel)).find((m) => !m.ephemeral && !before.has(m.ts)),
  );
  const thread = openThread(slack, channel, root.ts);
  const asked = await until('the question', async () =>
    (await thread.messages()).find((m) => button(m, /^use it$/i)),
  );
  expect(JSON.stringify(asked.blocks)).toContain('"image"');
  await press(slack, thread, asked, PEDRO, /^use it$/i);
  await thread.ephemeral(PEDRO, /Only admins/);
  await press(slack, thread, asked, RENATA, /^use it$/i);
  await outcomeOf(thread, /the brand kit is in use/);
  const now = textOf(await knowledge(PEDRO, 'brand', /Brand kit, version \d/));
  expect(now).toContain('Alba Orthopaedics');
  expect(now).toContain('#D9480F');
});
