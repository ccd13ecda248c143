import { expect, it } from 'vitest';
import { emojiOf, withEmoji } from './emoji.ts';

it('withEmoji() knows the names of the library and those of Slack alone', () => {
  expect(withEmoji(':tada: :+1: :thumbsup: :large_green_circle: :robot_face:')).toBe('🎉 👍 👍 🟢 🤖');
  expect(withEmoji('às 10:30:45, :no_such_sign:, ::')).toBe('às 10:30:45, :no_such_sign:, ::');
});

it('emojiOf() asks for the coloured form of a sign that fonts also have as a letter', () => {
  expect(['gear', 'stopwatch', 'heavy_check_mark'].map(emojiOf)).toEqual(['⚙️', '⏱️', '✔️']);
  expect(emojiOf('rocket')).toBe('🚀');
});
