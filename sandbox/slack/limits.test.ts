import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slackLimits } from '../../ports/slack-limits.ts';
import { recordApp } from '../../testing/slack/record-app.ts';
import { refusalOf, webClientOf } from '../../testing/slack/web-client.ts';
import { startTestWorkspace, type TestWorkspace } from '../../testing/workspace.ts';

const HERE = 'C0MARKETING';
let workspace: TestWorkspace;
let app: ReturnType<typeof recordApp>;
let client: ReturnType<typeof webClientOf>;
beforeAll(async () => {
  workspace = await startTestWorkspace();
  app = recordApp(workspace.slack.signingSecret);
  workspace.setApp(app.handler);
  client = webClientOf(workspace);
});
afterAll(() => workspace.stop());

type Limit = keyof typeof slackLimits;
type Build = (length: number) => object;

const x = (length: number) => 'x'.repeat(length);
const list = <T>(length: number, of: (i: number) => T): T[] => Array.from({ length }, (_, i) => of(i));
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const button = (extra: object = {}) => ({ type: 'button', text: plain('Go'), ...extra });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (i: number, extra: object = {}) => ({ text: plain(`${i}`), value: `${i}`, ...extra });
const select = (extra: object) => actions({ type: 'static_select', ...extra });
const image = (extra: object) => ({ type: 'image', image_url: 'https://a.example', alt_text: 'a', ...extra });
const confirm = (extra: object) =>
  actions(
    button({
      confirm: { title: plain('t'), text: plain('t'), confirm: plain('y'), deny: plain('n'), ...extra },
    }),
  );
const input = (element: object, extra: object = {}) => ({
  ...{ type: 'input', label: plain('L'), element, ...extra },
});
const cell = (text: string) => ({ type: 'raw_text', text });

const line = { type: 'rich_text_section', elements: [{ type: 'text', text: 'a' }] };
const task = (i: number) => ({ task_id: `${i}`, title: 'a', status: 'pending' });
const dataTable = (extra: object) => ({
  ...{ type: 'data_table', caption: 'c', rows: [[cell('a')], [cell('b')]], ...extra },
});
const chart = (extra: object, around: object = {}) => ({
  type: 'data_visualization',
  title: 't',
  chart: {
    type: 'bar',
    series: [{ name: 'a', data: [{ label: 'a', value: 1 }] }],
    axis_config: { categories: ['a'] },
    ...extra,
  },
  ...around,
});
const video = (extra: object) => ({
  type: 'video',
  title: plain('v'),
  video_url: 'https://a.example/v',
  thumbnail_url: 'https://a.example/t.png',
  alt_text: 'a',
  ...extra,
});

/** One block of a message that holds so much of what is bounded. */
const blocks: Partial<Record<Limit, Build>> = {
  id: (n) => ({ type: 'divider', block_id: x(n) }),
  text: (n) => ({ type: 'section', text: mrkdwn(x(n)) }),
  sectionFields: (n) => ({ type: 'section', fields: list(n, () => mrkdwn('a')) }),
  sectionField: (n) => ({ type: 'section', fields: [mrkdwn(x(n))] }),
  header: (n) => ({ type: 'header', text: plain(x(n)) }),
  buttonText: (n) => actions(button({ text: plain(x(n)) })),
  buttonValue: (n) => actions(button({ value: x(n) })),
  url: (n) => actions(button({ url: `https://${x(n - 8)}` })),
  accessibilityLabel: (n) => actions(button({ accessibility_label: x(n) })),
  actionsElements: (n) => actions(...list(n, () => button())),
  contextElements: (n) => ({ type: 'context', elements: list(n, () => mrkdwn('a')) }),
  contextActions: (n) => ({
    type: 'context_actions',
    elements: list(n, () => ({ type: 'icon_button', icon: 'trash', text: plain('a') })),
  }),
  altText: (n) => image({ alt_text: x(n) }),
  imageTitle: (n) => image({ title: plain(x(n)) }),
  options: (n) => select({ options: list(n, option) }),
  optionGroups: (n) =>
    select({ option_groups: list(n, (i) => ({ label: plain('g'), options: [option(i)] })) }),
  optionGroupLabel: (n) => select({ option_groups: [{ label: plain(x(n)), options: [option(1)] }] }),
  optionText: (n) => select({ options: [option(1, { text: plain(x(n)) })] }),
  optionValue: (n) => select({ options: [option(1, { value: x(n) })] }),
  overflowOptions: (n) => actions({ type: 'overflow', options: list(n, option) }),
  choices: (n) => actions({ type: 'checkboxes', options: list(n, option) }),
  confirmTitle: (n) => confirm({ title: plain(x(n)) }),
  confirmText: (n) => confirm({ text: mrkdwn(x(n)) }),
  confirmButton: (n) => confirm({ deny: plain(x(n)) }),
  placeholder: (n) => select({ options: [option(1)], placeholder: plain(x(n)) }),
  carouselCards: (n) => ({
    type: 'carousel',
    elements: list(n, () => ({ type: 'card', body: mrkdwn('a') })),
  }),
  cardTitle: (n) => ({ type: 'card', title: mrkdwn(x(n)) }),
  cardBody: (n) => ({ type: 'card', body: mrkdwn(x(n)) }),
  cardButtons: (n) => ({ type: 'card', body: mrkdwn('a'), actions: list(n, () => button()) }),
  cardSubtext: (n) => ({ type: 'card', body: mrkdwn('a'), subtext: mrkdwn(x(n)) }),
  containerBlocks: (n) => ({
    ...{ type: 'container', title: plain('t'), child_blocks: list(n, () => ({ type: 'divider' })) },
  }),
  containerTitle: (n) => ({ type: 'container', title: plain(x(n)), child_blocks: [{ type: 'divider' }] }),
  tableRows: (n) => ({ type: 'table', rows: list(n, () => [cell('a')]) }),
  tableColumns: (n) => ({ type: 'table', rows: [list(n, () => cell('a'))] }),
  tableCharacters: (n) => ({ type: 'table', rows: [[cell(x(n))]] }),
  dataTableRows: (n) => dataTable({ rows: list(n, () => [cell('a')]) }),
  dataTablePage: (n) => dataTable({ page_size: n }),
  chartTitle: (n) => chart({}, { title: x(n) }),
  chartSeries: (n) => chart({ type: 'pie', segments: list(n, () => ({ label: 'a', value: 1 })) }),
  chartPoints: (n) => chart({ series: [{ name: 'a', data: list(n, () => ({ label: 'a', value: 1 })) }] }),
  chartLabel: (n) => chart({ series: [{ name: x(n), data: [{ label: 'a', value: 1 }] }] }),
  chartAxis: (n) => chart({ axis_config: { categories: ['a'], x_label: x(n) } }),
  planTasks: (n) => ({ type: 'plan', title: 'p', tasks: list(n, (i) => task(i)) }),
  videoTitle: (n) => video({ title: plain(x(n)) }),
  videoDescription: (n) => video({ description: plain(x(n)) }),
  videoAuthor: (n) => video({ author_name: x(n) }),
  videoProvider: (n) => video({ provider_name: x(n) }),
  listIndent: (n) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_list', style: 'bullet', indent: n, elements: [line] }],
  }),
};

/** What a view is made of. */
const views: Partial<Record<Limit, Build>> = {
  viewBlocks: (n) => ({ blocks: list(n, () => ({ type: 'divider' })) }),
  viewTitle: (n) => ({ title: plain(x(n)) }),
  privateMetadata: (n) => ({ private_metadata: x(n) }),
  id: (n) => ({ callback_id: x(n) }),
  inputLabel: (n) => ({ blocks: [input({ type: 'plain_text_input' }, { label: plain(x(n)) })] }),
  inputLength: (n) => ({ blocks: [input({ type: 'plain_text_input', max_length: n })] }),
  files: (n) => ({ blocks: [input({ type: 'file_input', max_files: n })] }),
  alertText: (n) => ({ blocks: [{ type: 'alert', text: plain(x(n)) }] }),
};

const post = (given: object[], extra: object = {}) =>
  client.apiCall('chat.postMessage', { channel: HERE, text: 'fallback', blocks: given, ...extra });

async function open(extra: object) {
  await workspace.command('U0MARINA', HERE, '/carousel');
  const view = {
    type: 'modal',
    title: plain('T'),
    submit: plain('Go'),
    blocks: [{ type: 'divider' }],
    ...extra,
  };
  return client.apiCall('views.open', {
    view: JSON.stringify(view),
    trigger_id: app.of('command').at(-1)?.payload.trigger_id as string,
  });
}

/** The places that Slack names in its refusal. */
async function placesOf(call: Promise<unknown>, code: string): Promise<string[]> {
  const data = await call.then(
    () => ({ error: 'accepted', errors: [] }),
    (error: { data: { error: string; errors?: string[]; response_metadata: { messages: string[] } } }) =>
      error.data,
  );
  expect(data.error).toBe(code);
  return (data.errors ?? []).map((fault) => /\[json-pointer:(.*)\]/.exec(fault)?.[1] ?? '');
}

test.each(Object.entries(blocks))('a message: %s', async (limit, build) => {
  const most = slackLimits[limit as Limit];
  await post([build(most)]);
  const places = await placesOf(post([{ type: 'divider' }, build(most + 1)]), 'invalid_blocks');
  expect(places).toEqual([expect.stringMatching(/^\/blocks\/1/)]);
});

test.each(Object.entries(views))('a modal: %s', async (limit, build) => {
  const most = slackLimits[limit as Limit];
  await open(build(most));
  const places = await placesOf(open(build(most + 1)), 'invalid_arguments');
  expect(places).toEqual([expect.stringMatching(/^\/view\//)]);
});

describe('a message as a whole', () => {
  const section = (length: number) => ({ type: 'section', text: mrkdwn(x(length)) });

  test('messageBlocks, messageCharacters', async () => {
    const dividers = (n: number) => list(n, () => ({ type: 'divider' }));
    await post(dividers(slackLimits.messageBlocks));
    expect(await placesOf(post(dividers(slackLimits.messageBlocks + 1)), 'invalid_blocks')).toEqual([
      '/blocks',
    ]);
    const long = list(4, () => section(3000));
    await post([...long, section(slackLimits.messageCharacters - 12_000)]);
    const tooLong = post([...long, section(slackLimits.messageCharacters - 11_999)]);
    expect(await refusalOf(tooLong)).toBe('msg_blocks_too_long');
  });

  test('markdown, in one block, in several and as markdown_text', async () => {
    const markdown = (n: number) => ({ type: 'markdown', text: x(n) });
    await post([markdown(slackLimits.markdown)]);
    expect(await placesOf(post([markdown(slackLimits.markdown + 1)]), 'invalid_blocks')).toContain(
      '/blocks/0/text',
    );
    expect(await placesOf(post([markdown(6000), markdown(6001)]), 'invalid_blocks')).toEqual(['/blocks']);
    const said = (n: number) => client.chat.postMessage({ channel: HERE, markdown_text: x(n) });
    await said(slackLimits.markdown);
    expect(await refusalOf(said(slackLimits.markdown + 1))).toBe('msg_too_long');
  });

  test('messageText is cut with a warning, updatedText refused', async () => {
    const say = (n: number) => client.chat.postMessage({ channel: HERE, text: x(n) });
    const { ts, ...full } = await say(slackLimits.messageText);
    expect(full.response_metadata?.warnings ?? []).not.toContain('message_truncated');
    const cut = await say(slackLimits.messageText + 1);
    expect(cut.response_metadata?.warnings).toContain('message_truncated');
    const edit = (n: number) => client.chat.update({ channel: HERE, ts: String(ts), text: x(n) });
    await edit(slackLimits.updatedText);
    expect(await refusalOf(edit(slackLimits.updatedText + 1))).toBe('msg_too_long');
  });

  test('attachments, and the blocks in them', async () => {
    const withMany = (n: number) => post([], { attachments: list(n, () => ({ text: 'a' })) });
    await withMany(slackLimits.attachments);
    expect(await refusalOf(withMany(slackLimits.attachments + 1))).toBe('too_many_attachments');
    expect(await refusalOf(post([], { attachments: [{ blocks: [section(3001)] }] }))).toBe('invalid_blocks');
  });

  test('metadata', async () => {
    const metadata = (n: number) => {
      const empty = { event_type: 'e', event_payload: { a: '' } };
      return { ...empty, event_payload: { a: x(n - JSON.stringify(empty).length) } };
    };
    await post([], { metadata: metadata(slackLimits.metadata) });
    const tooLarge = post([], { metadata: metadata(slackLimits.metadata + 1) });
    expect(await refusalOf(tooLarge)).toBe('metadata_too_large');
  });

  test('fileName is cut', async () => {
    const { file_id, upload_url } = await client.files.getUploadURLExternal({
      filename: `${x(300)}.txt`,
      length: 1,
    });
    await fetch(String(upload_url), { method: 'POST', body: 'a' });
    const { files } = await client.files.completeUploadExternal({ files: [{ id: String(file_id) }] });
    expect(files?.[0]?.name).toHaveLength(slackLimits.fileName);
  });
});

const everywhere = {
  divider: { type: 'divider' },
  video: video({}),
  card: { type: 'card', body: mrkdwn('a') },
  input: input({ type: 'plain_text_input' }),
};
const task1 = { type: 'task_card', ...task(1) };
const messageOnly = {
  markdown: { type: 'markdown', text: '# a' },
  plan: { type: 'plan', title: 'a', tasks: [task(1)] },
  task_card: task1,
  context_actions: {
    type: 'context_actions',
    elements: [{ type: 'icon_button', icon: 'trash', text: plain('a') }],
  },
  container: { type: 'container', title: plain('a'), child_blocks: [{ type: 'divider' }] },
};
const notInModals = {
  carousel: { type: 'carousel', elements: [{ type: 'card', body: mrkdwn('a') }] },
  table: { type: 'table', rows: [[cell('a')]] },
  data_table: dataTable({}),
  data_visualization: chart({}),
};
const modalOnly = {
  alert: { type: 'alert', text: plain('a') },
  file_input: input({ type: 'file_input' }),
};
const nowhere = { file: { type: 'file', source: 'remote', external_id: 'a' } };
const where: [string, object, string[]][] = [
  ...Object.entries(everywhere).map(([name, block]) => [name, block, ['message', 'modal', 'home']] as const),
  ...Object.entries(messageOnly).map(([name, block]) => [name, block, ['message']] as const),
  ...Object.entries(notInModals).map(([name, block]) => [name, block, ['message', 'home']] as const),
  ...Object.entries(modalOnly).map(([name, block]) => [name, block, ['modal']] as const),
  ...Object.entries(nowhere).map(([name, block]) => [name, block, []] as const),
].map(([name, block, surfaces]) => [name, block, [...surfaces]]);

test.each(where)('%s stands only where Slack takes it', async (_name, block, surfaces) => {
  const publish = client.apiCall('views.publish', {
    user_id: 'U0MARINA',
    view: JSON.stringify({ type: 'home', blocks: [block] }),
  });
  const tries = { message: post([block]), modal: open({ blocks: [block] }), home: publish };
  const answers = await Promise.allSettled(Object.values(tries));
  const taken = Object.keys(tries).filter((_, i) => answers[i]?.status === 'fulfilled');
  expect(taken).toEqual(surfaces);
  for (const answer of answers)
    if (answer.status === 'rejected')
      expect(answer.reason.data.error).toMatch(/^invalid_(blocks|arguments)$/);
});

test.each([
  ['a video that is not asked for by https', video({ video_url: 'http://a.example/v' }), '/video_url'],
  ['a container without a title', { type: 'container', child_blocks: [{ type: 'divider' }] }, ''],
  [
    'a container in a container',
    { type: 'container', title: plain('a'), child_blocks: [{ type: 'container' }] },
    '/child_blocks/0/type',
  ],
  ['an empty card', { type: 'card', subtitle: mrkdwn('a') }, ''],
  [
    'a card with a menu',
    { type: 'card', actions: [{ type: 'overflow', options: [option(1)] }] },
    '/actions/0/type',
  ],
  ['a task in no state', { ...task1, status: 'maybe' }, '/status'],
  ['a table with a head alone', dataTable({ rows: [[cell('a')]] }), '/rows'],
  ['a chart of a kind that is not there', chart({ type: 'radar' }), '/chart/type'],
  [
    'a filter of nothing',
    actions({ type: 'conversations_select', filter: { include: [] } }),
    '/elements/0/filter/include',
  ],
])('%s is refused', async (_name, block, place) => {
  expect(await placesOf(post([block]), 'invalid_blocks')).toEqual([`/blocks/0${place}`]);
});

test('every limit of the table is tried', () => {
  const elsewhere: Limit[] = [
    // Above.
    ...(['messageBlocks', 'messageCharacters', 'markdown', 'messageText', 'updatedText'] as const),
    ...(['attachments', 'metadata', 'fileName'] as const),
    // Too much for a message anyway, `msg_blocks_too_long`: block-kit/lint-blocks.test.ts.
    'dataTableCharacters',
    // views.test.ts, response-url.test.ts, reaction.test.ts, assistant.test.ts
    ...(['modals', 'responseUrlUses', 'reactions', 'reactionsOfOne', 'loadingMessages'] as const),
  ];
  const tried = new Set<string>([...Object.keys(blocks), ...Object.keys(views), ...elsewhere]);
  expect(Object.keys(slackLimits).filter((limit) => !tried.has(limit))).toEqual([]);
});
