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
