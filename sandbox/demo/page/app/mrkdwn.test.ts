import { describe, expect, it } from 'vitest';
import { type Inline, isSafeUrl, parseMrkdwn } from './mrkdwn.ts';

const inline = (text: string): Inline[] => parseMrkdwn(text).flatMap((part) => part.elements as Inline[]);
const plain = (text: string) => ({ type: 'text', text });

describe('parseMrkdwn()', () => {
  it('reads bold, italic, strike and code, also inside each other', () => {
    expect(inline('*a _b_* ~c~ `d`')).toEqual([
      { type: 'text', text: 'a ', style: { bold: true } },
      { type: 'text', text: 'b', style: { bold: true, italic: true } },
      plain(' '),
      { type: 'text', text: 'c', style: { strike: true } },
      plain(' '),
      { type: 'text', text: 'd', style: { code: true } },
    ]);
  });

  it('keeps the style around mentions and dates', () => {
    expect(inline('*by <@U1> at <!date^60^{time}|x>*')).toEqual([
      { type: 'text', text: 'by ', style: { bold: true } },
      { type: 'user', user_id: 'U1', style: { bold: true } },
      { type: 'text', text: ' at ', style: { bold: true } },
      { type: 'date', timestamp: 60, format: '{time}', fallback: 'x', style: { bold: true } },
    ]);
  });

  it('leaves marks inside words and around spaces alone', () => {
    expect(inline('snake_case_name 2*3*4 * a *')).toEqual([plain('snake_case_name 2*3*4 * a *')]);
  });

  it('keeps what was escaped as text: no mention, no broadcast, no link', () => {
    const typed = '&lt;!channel&gt; &lt;@U1&gt; &lt;https://x.example|y&gt; &amp;lt;';
    const kinds = inline(typed).map((element) => element.type);
    expect(kinds).not.toContain('broadcast');
    expect(kinds).not.toContain('user');
    expect(inline('&lt;!channel&gt; &lt;@U1&gt; &amp;lt;')).toEqual([plain('<!channel> <@U1> &lt;')]);
  });

  it('reads mentions, channels, broadcasts, links and dates', () => {
    expect(
      inline(
        '<@U1><#C1|sales><!here><https://a.example/?b=1&amp;c=2|label><!date^60^{date}^https://d.example|f>',
      ),
    ).toEqual([
      { type: 'user', user_id: 'U1' },
      { type: 'channel', channel_id: 'C1' },
      { type: 'broadcast', range: 'here' },
      { type: 'link', url: 'https://a.example/?b=1&c=2', text: 'label' },
      { type: 'date', timestamp: 60, format: '{date}', fallback: 'f', url: 'https://d.example' },
    ]);
  });

  it('makes links of bare addresses, without the full stop that ends the sentence', () => {
    expect(inline('See https://a.example/x_y_z.')).toEqual([
      plain('See '),
      { type: 'link', url: 'https://a.example/x_y_z' },
      plain('.'),
    ]);
  });

  it('shows a link that could run a script as its text', () => {
    expect(inline('<javascript:alert(1)|press>')).toEqual([plain('press')]);
    expect(isSafeUrl('data:text/html,x')).toBe(false);
    expect(isSafeUrl('//elsewhere.example')).toBe(false);
  });

  it('keeps preformatted text as it is, marks and line breaks included', () => {
    expect(parseMrkdwn('a\n```*b*\n  1 &lt; 2```\nc')).toEqual([
      { type: 'rich_text_section', elements: [plain('a')] },
      { type: 'rich_text_preformatted', elements: [plain('*b*\n  1 < 2')] },
      { type: 'rich_text_section', elements: [plain('c')] },
    ]);
  });

  it('shows a fence that is never closed as text', () => {
    expect(inline('a ```b')).toEqual([plain('a ```b')]);
  });

  it('quotes lines that start with > and everything after >>>', () => {
    expect(parseMrkdwn('&gt; a\n&gt; b\nc').map((part) => part.type)).toEqual([
      'rich_text_quote',
      'rich_text_section',
    ]);
    expect(parseMrkdwn('>>> a\nb')).toEqual([{ type: 'rich_text_quote', elements: [plain('a\nb')] }]);
  });

  it('loses no line that looks like a Markdown list or heading', () => {
    expect(inline('1. one\n- two\n# three')).toEqual([plain('1. one\n- two\n# three')]);
  });

  it('shows known shortcodes as emoji and unknown ones, and times of day, as text', () => {
    expect(inline(':tada: :unknown_one: 14:07:22')).toEqual([plain('🎉 :unknown_one: 14:07:22')]);
  });

  it('ends on 40,000 characters of marks', () => {
    const text = '*_~`<'.repeat(8000);
    const shown = inline(text).map((element) => ('text' in element ? element.text : ''));
    expect(shown.join('').length).toBeGreaterThan(0);
  });
});
