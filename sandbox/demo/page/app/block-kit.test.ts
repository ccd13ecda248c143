import { describe, expect, it } from 'vitest';
import { pictureOf, readOptions, textOf } from './block-kit.ts';

const plain = (text: string) => ({ type: 'plain_text', text });

describe('pictureOf()', () => {
  it.each([
    [{ slack_file: { id: 'F1' } }, '/sandbox/api/files/F1'],
    [{ slack_file: { id: 'a/../b' } }, '/sandbox/api/files/a%2F..%2Fb'],
    [{ slack_file: { url: 'https://files.example/x.png' } }, 'https://files.example/x.png'],
    [{ image_url: 'https://x.example/y.png' }, 'https://x.example/y.png'],
    [{}, ''],
  ])('of %j is %s', (image, url) => {
    expect(pictureOf(image)).toBe(url);
  });
});

describe('readOptions()', () => {
  it('reads options, and those of groups after them', () => {
    const group = { label: plain('More'), options: [{ text: plain('Two'), value: '2' }] };
    const element = { options: [{ text: plain('One'), value: '1' }], option_groups: [group] };
    expect(readOptions(element).map((o) => `${o.value} ${o.label}`)).toEqual(['1 One', '2 Two']);
  });
});

describe('textOf()', () => {
  it('decodes what Slack escapes, and shows emoji', () => {
    expect(textOf(plain('A &amp; B :tada:'))).toBe('A & B 🎉');
    expect(textOf(undefined)).toBe('');
  });
});
