import { expect, test } from 'vitest';
import { lintBlocks } from './lint-blocks.ts';
import { lintView } from './lint-view.ts';

const lint = (...blocks: unknown[]) => lintBlocks(blocks, 50, '/blocks', () => true);
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const plain = (text: string) => ({ type: 'plain_text', text });
const button = (extra: object = {}) => ({ type: 'button', action_id: 'a', text: plain('Go'), ...extra });
const x = (length: number) => 'x'.repeat(length);

test('lintBlocks() accepts each limit and counts an emoji as one character', () => {
  expect(
    lint(
      { type: 'header', text: plain('🦷'.repeat(150)) },
      { type: 'section', text: mrkdwn(x(3000)), fields: Array.from({ length: 10 }, () => mrkdwn(x(2000))) },
      {
        type: 'actions',
        elements: [button({ text: plain(x(75)), value: x(2000), url: `https://${x(2900)}` })],
      },
      { type: 'context', elements: Array.from({ length: 10 }, () => mrkdwn('note')) },
      { type: 'image', slack_file: { id: 'F1' }, alt_text: x(2000) },
      { type: 'markdown', text: x(12_000) },
      { type: 'divider' },
    ),
  ).toEqual([]);
});

test('lintBlocks() counts what the cells of a data table hold together', () => {
  const cell = (length: number) => ({ type: 'raw_text', text: x(length) });
  const table = (last: number) => ({
    type: 'data_table',
    caption: 'a',
    rows: [[cell(10_000)], [cell(last)]],
  });
  expect(lint(table(10_000))).toEqual([]);
  expect(lint(table(10_001))).toEqual(['must be less than 20001 characters [json-pointer:/blocks/0/rows]']);
});

test.each([
  [{ type: 'section', text: mrkdwn(x(3001)) }, 'must be less than 3001 characters', '/blocks/0/text/text'],
  [{ type: 'section', text: mrkdwn('') }, 'must be more than 0 characters', '/blocks/0/text/text'],
  [{ type: 'section' }, 'missing required field: text', '/blocks/0'],
  [{ type: 'header', text: mrkdwn('a') }, 'must be one of: plain_text', '/blocks/0/text/type'],
  [{ type: 'header', text: plain(x(151)) }, 'must be less than 151 characters', '/blocks/0/text/text'],
  [{ type: 'image', image_url: 'https://a' }, 'missing required field: alt_text', '/blocks/0'],
  [{ type: 'image', alt_text: 'a' }, 'missing required field: image_url', '/blocks/0'],
  [{ type: 'actions', elements: [] }, 'must provide at least 1 item', '/blocks/0/elements'],
  [
    { type: 'actions', elements: Array.from({ length: 26 }, (_, i) => button({ action_id: `${i}` })) },
    'no more than 25 items allowed',
    '/blocks/0/elements',
  ],
  [
    { type: 'actions', elements: [button({ text: plain(x(76)) })] },
    'must be less than 76 characters',
    '/blocks/0/elements/0/text/text',
  ],
  [
    { type: 'actions', elements: [button({ value: x(2001) })] },
    'must be less than 2001 characters',
    '/blocks/0/elements/0/value',
  ],
  [
    { type: 'actions', elements: [button(), button()] },
    '`action_id` "a" already exists for another interactive element in this message',
    '/blocks/0/elements/1/action_id',
  ],
  [
    { type: 'actions', elements: [{ type: 'overflow', action_id: 'o', options: [] }] },
    'must provide at least 1 item',
    '/blocks/0/elements/0/options',
  ],
  [{ type: 'hologram' }, 'unsupported type: hologram', '/blocks/0/type'],
  ['text', 'must be an object', '/blocks/0'],
])('lintBlocks() refuses %j', (block, message, pointer) => {
  expect(lint(block)).toContain(`${message} [json-pointer:${pointer}]`);
});

test('lintBlocks() refuses more than 50 blocks in a message', () => {
  const blocks = Array.from({ length: 51 }, () => ({ type: 'divider' }));
  expect(lint(...blocks)).toEqual(['no more than 50 items allowed [json-pointer:/blocks]']);
});

test('lintBlocks() refuses two blocks with one block_id', () => {
  expect(lint({ type: 'divider', block_id: 'b' }, { type: 'divider', block_id: 'b' })).toEqual([
    '`block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
  ]);
});

test('lintBlocks() names the place of a file that may not be shown, also inside an accessory', () => {
  const accessory = { type: 'image', slack_file: { id: 'F1' }, alt_text: 'a' };
  const faults = lintBlocks([{ type: 'section', text: mrkdwn('a'), accessory }], 50, '/blocks', () => false);
  expect(faults).toEqual(['invalid slack file [json-pointer:/blocks/0/accessory/slack_file]']);
});

test('lintView() wants a submit button for inputs, and bounds the title and the metadata', () => {
  const input = {
    type: 'input',
    label: plain('L'),
    element: { type: 'plain_text_input', action_id: 'a', max_length: 3001 },
  };
  const view = { type: 'modal', title: plain(x(25)), private_metadata: x(3001), blocks: [input] };
  expect(lintView(view, () => true)).toEqual([
    'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    'must be less than 25 characters [json-pointer:/view/title/text]',
    'missing required field: submit (a view with an input block needs it) [json-pointer:/view]',
    'must be between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]',
  ]);
});

const option = (value: string, text = value) => ({ value, text: plain(text) });
const inForm = (element: object) => ({
  type: 'input',
  label: plain('L'),
  element: { action_id: 'a', ...element },
});
const select = (extra: object) => inForm({ type: 'static_select', ...extra });

test.each([
  [
    'options beside groups',
    select({ options: [option('1')], option_groups: [{ label: plain('G'), options: [option('1')] }] }),
  ],
  ['no options', select({})],
  ['no groups', select({ option_groups: [] })],
  [
    'a group label that is too long',
    select({ option_groups: [{ label: plain(x(76)), options: [option('1')] }] }),
  ],
  ['a group without options', select({ option_groups: [{ label: plain('G'), options: [] }] })],
  ['an option without a value', select({ options: [{ text: plain('a') }] })],
  ['mrkdwn in a menu', select({ options: [{ value: '1', text: mrkdwn('a') }] })],
  ['a start value that is no option', select({ options: [option('1')], initial_option: option('2') })],
  ['a start value with another text', select({ options: [option('1')], initial_option: option('1', 'one') })],
  [
    'an empty list of start values',
    inForm({ type: 'checkboxes', options: [option('1')], initial_options: [] }),
  ],
  [
    'nothing to choose',
    inForm({ type: 'multi_static_select', options: [option('1')], max_selected_items: 0 }),
  ],
  [
    'an inverted range of numbers',
    inForm({ type: 'number_input', is_decimal_allowed: false, min_value: '5', max_value: '1' }),
  ],
  ['a number that is none', inForm({ type: 'number_input', is_decimal_allowed: false, min_value: 5 })],
  [
    'a start number outside its range',
    inForm({ type: 'number_input', is_decimal_allowed: true, max_value: '1', initial_value: '2' }),
  ],
  ['an inverted range of lengths', inForm({ type: 'plain_text_input', min_length: 9, max_length: 3 })],
  ['a length that is no number', inForm({ type: 'plain_text_input', max_length: '9' })],
  ['a day of another format', inForm({ type: 'datepicker', initial_date: '29/11/2026' })],
  ['an hour that is none', inForm({ type: 'timepicker', initial_time: '24:00' })],
  ['a label that is too long', { ...inForm({ type: 'plain_text_input' }), label: plain(x(2001)) }],
  ['a property of another kind', { type: 'section', text: mrkdwn('a'), elements: [] }],
  ['an invented property', { type: 'actions', elements: [button({ colour: 'red' })] }],
  ['a text with a property of another kind', { type: 'section', text: { ...mrkdwn('a'), emoji: true } }],
  ['a flag that is a text', { ...inForm({ type: 'plain_text_input' }), optional: 'true' }],
  ['an accessory that is a list', { type: 'section', text: mrkdwn('a'), accessory: [] }],
  ['an empty list of fields', { type: 'section', text: mrkdwn('a'), fields: [] }],
  ['a value that is a number', { type: 'actions', elements: [button({ value: 7 })] }],
  ['an address without a scheme', { type: 'actions', elements: [button({ url: 'example.com' })] }],
  ['a ragged table', { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }], []] }],
  [
    'a table with unequal rows',
    {
      type: 'table',
      rows: [
        [{ type: 'raw_text', text: 'a' }],
        [
          { type: 'raw_text', text: 'a' },
          { type: 'raw_text', text: 'b' },
        ],
      ],
    },
  ],
  [
    'an empty rich text',
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '' }] }] },
  ],
  [
    'a list of no style',
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_list', elements: [{ type: 'rich_text_section', elements: [] }] }],
    },
  ],
  [
    'six feedback buttons',
    {
      type: 'context_actions',
      elements: Array.from({ length: 6 }, (_, i) => ({ type: 'icon_button', action_id: `${i}` })),
    },
  ],
])('lintBlocks() refuses %s', (_, block) => {
  expect(lint(block)).not.toEqual([]);
});

test.each([
  [
    'groups',
    select({ option_groups: [{ label: plain('G'), options: [option('1')] }], initial_option: option('1') }),
  ],
  [
    'a range of one number',
    inForm({
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: '1',
      max_value: '1',
      initial_value: '1',
    }),
  ],
  [
    'mrkdwn beside a checkbox',
    inForm({ type: 'checkboxes', options: [{ value: '1', text: mrkdwn('*a*') }] }),
  ],
  [
    'an even table',
    { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }], [{ type: 'raw_text', text: 'b' }]] },
  ],
  [
    'a chart',
    {
      type: 'data_visualization',
      title: 'Drafts a week',
      chart: { type: 'pie', segments: [{ label: 'a', value: 1 }] },
    },
  ],
])('lintBlocks() takes %s', (_, block) => {
  expect(lint(block)).toEqual([]);
});

test('lintBlocks() wants one focus and one table at most', () => {
  const focus = inForm({ type: 'plain_text_input', focus_on_load: true });
  const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
  expect(lint(focus, focus)).toEqual(['only one element may have focus_on_load [json-pointer:/blocks]']);
  expect(lint(table, table)).toEqual(['only one table block is allowed [json-pointer:/blocks]']);
});

test.each([
  ['an empty view', { type: 'modal', title: plain('T'), blocks: [] }],
  ['an empty Home tab', { type: 'home', blocks: [] }],
  ['a Home tab with a title', { type: 'home', title: plain('T'), blocks: [{ type: 'divider' }] }],
  [
    'an invented property',
    { type: 'modal', title: plain('T'), blocks: [{ type: 'divider' }], colour: 'red' },
  ],
  [
    'metadata that is no text',
    { type: 'modal', title: plain('T'), blocks: [{ type: 'divider' }], private_metadata: {} },
  ],
  [
    'a flag that is a text',
    { type: 'modal', title: plain('T'), blocks: [{ type: 'divider' }], notify_on_close: 'yes' },
  ],
])('lintView() refuses %s', (_, view) => {
  expect(lintView(view, () => true)).not.toEqual([]);
});
