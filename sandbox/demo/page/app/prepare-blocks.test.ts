import { describe, expect, it } from 'vitest';
import { prepareBlocks } from './prepare-blocks.ts';

const plainText = (text: string) => ({ type: 'plain_text', text });

describe('prepareBlocks()', () => {
  it('replaces each text by a slot, so that the renderer never parses what a person wrote', () => {
    const { blocks, slots } = prepareBlocks(
      [
        { type: 'section', text: { type: 'mrkdwn', text: '1. &lt;!channel&gt;' } },
        { type: 'header', text: plainText('A &amp; B :tada:') },
      ],
      'p',
    );
    expect(blocks).toEqual([
      { type: 'section', text: { type: 'mrkdwn', text: ':slot-0:' } },
      { type: 'header', text: { type: 'mrkdwn', text: ':slot-1:' } },
    ]);
    expect(slots).toEqual([
      { kind: 'mrkdwn', text: '1. &lt;!channel&gt;' },
      { kind: 'plain', text: 'A & B 🎉' },
    ]);
  });

  it('shows files of Slack from the sandbox, in blocks, accessories and cards', () => {
    const { blocks } = prepareBlocks(
      [
        { type: 'image', slack_file: { id: 'F1' }, alt_text: 'one', title: plainText('One') },
        { type: 'section', accessory: { type: 'image', slack_file: { id: 'F2' }, alt_text: 'two' } },
        { type: 'card', hero_image: { slack_file: { id: 'F3' }, alt_text: 'three' } },
      ],
      'p',
    );
    expect(JSON.stringify(blocks)).not.toContain('slack_file');
    expect(blocks[0]).toMatchObject({ image_url: '/sandbox/api/files/F1', title: { text: 'One' } });
    expect(blocks[1]).toMatchObject({ accessory: { image_url: '/sandbox/api/files/F2' } });
    expect(blocks[2]).toMatchObject({ hero_image: { image_url: '/sandbox/api/files/F3' } });
  });

  it('gives controls ids that are unique in the page and remembers what they do', () => {
    const button = { type: 'button', text: plainText('Go'), action_id: 'go', value: 'v1' };
    const message = [{ type: 'actions', block_id: 'b1', elements: [button, { ...button, value: 'v2' }] }];
    const first = prepareBlocks(message, 'm1');
    const second = prepareBlocks(message, 'm2');
    expect([...first.controls.keys(), ...second.controls.keys()]).toEqual(['m1~0', 'm1~1', 'm2~0', 'm2~1']);
    expect(first.controls.get('m1~1')).toMatchObject({ action_id: 'go', block_id: 'b1', value: 'v2' });
  });

  it('takes the question and the address out of a button, as the page asks and opens by itself', () => {
    const confirm = {
      title: plainText('Sure?'),
      text: plainText('Really'),
      confirm: plainText('Yes'),
      deny: plainText('No'),
    };
    const { blocks, controls } = prepareBlocks(
      [
        {
          type: 'section',
          block_id: 'b',
          accessory: {
            type: 'button',
            text: plainText('Go'),
            action_id: 'a',
            url: 'https://x.example',
            confirm,
          },
        },
      ],
      'p',
    );
    expect(JSON.stringify(blocks)).not.toMatch(/confirm|x\.example/);
    expect(controls.get('p~0')).toMatchObject({
      url: 'https://x.example',
      confirm: { title: 'Sure?', confirm: 'Yes', deny: 'No' },
    });
  });

  it('does not open an address that could run a script', () => {
    const button = { type: 'button', text: plainText('Go'), action_id: 'a', url: 'javascript:alert(1)' };
    const { controls } = prepareBlocks([{ type: 'actions', elements: [button] }], 'p');
    expect(controls.get('p~0')?.url).toBeUndefined();
  });

  it('draws an actions block with a select by itself', () => {
    const select = { type: 'static_select', action_id: 's', options: [] };
    const { blocks, slots } = prepareBlocks([{ type: 'actions', block_id: 'b', elements: [select] }], 'p');
    expect(blocks[0]).toMatchObject({ type: 'section' });
    expect(slots[0]).toMatchObject({ kind: 'controls', elements: [{ control: 'p~0' }] });
  });

  it('names the choice behind each entry of an overflow menu', () => {
    const overflow = {
      type: 'overflow',
      action_id: 'more',
      options: [{ text: plainText('Copy'), value: 'c' }],
    };
    const { slots } = prepareBlocks([{ type: 'actions', elements: [overflow] }], 'p');
    expect(slots).toEqual([{ kind: 'plain', text: 'Copy', option: { control: 'p~0', value: 'c' } }]);
  });
});
