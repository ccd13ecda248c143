import { expect, it } from 'vitest';
import { plainText } from './plain-text.ts';
import type { Json, Message } from './types.ts';

const names = {
  botId: 'U9',
  users: [{ id: 'U1', name: 'lucia', real_name: 'Lúcia Ferraz', role: 'approver', tz: 'UTC' }],
  channels: [{ id: 'C1', name: 'sales', is_private: false, members: [] }],
};
const said = (text: string, blocks?: Json[]): string =>
  plainText({ ts: '1.0', user: 'U1', text, blocks } satisfies Message, names);

it('says a message in one line: names for ids, emoji, no marks', () => {
  expect(said('*oi* <@U1>,\nveja <#C1|old> e <https://x.example|a nota> :tada: &lt;b&gt;')).toBe(
    'oi @Lúcia Ferraz, veja #sales e a nota 🎉 <b>',
  );
  expect(said('snake_case_name e 2*3*4')).toBe('snake_case_name e 2*3*4');
});

it('reads blocks in their order and leaves out the labels of buttons', () => {
  const text = (words: string) => ({ type: 'mrkdwn', text: words });
  const blocks = [
    { type: 'header', text: text('Draft') },
    { type: 'section', text: text('*Post*'), fields: [text('a'), text('b')] },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'rich' }] }],
    },
    { type: 'actions', elements: [{ type: 'button', text: text('Approve') }] },
  ];
  expect(said('fallback', blocks)).toBe('Draft Post a b rich');
});
