import { expect, test } from 'vitest';
import { readable, withoutUnseen } from '../../platform/unseen-characters.ts';
import { plainLine } from './plain-line.ts';

const unseen =
  '\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180f\u200b\u200e\u200f\u202a\u202e\u2060\u2061\u206f\u3164\ufe00\ufe0e\ufeff\uffa0\ufff9\ufffb\u{e0000}\u{e0fff}';

test.each([...unseen].map((c) => [c.codePointAt(0)?.toString(16), c]))('U+%s goes everywhere', (_, char) => {
  for (const clean of [withoutUnseen, readable, plainLine]) expect(clean(`gar${char}ante`)).toBe('garante');
});

test('readable() leaves emoji whole, withoutUnseen() leaves nothing unseen', () => {
  expect(readable('👩\u200d🔬 ❤\ufe0f 👩🏽\u200d🔬 a\u200db\ufe0f')).toBe(
    '👩\u200d🔬 ❤\ufe0f 👩🏽\u200d🔬 ab',
  );
  expect(withoutUnseen('👩\u200d🔬 ❤\ufe0f')).toBe('👩🔬 ❤');
});
