import { expect, test } from 'vitest';
import { asSent } from './as-sent.ts';

test('asSent() takes out what a reader would not see, and signs of Markdown', () => {
  expect(asSent('**Ol\u00adá** Ana,\r\ntudo\u200b bem? ')).toBe('Olá Ana,\ntudo bem?');
});
