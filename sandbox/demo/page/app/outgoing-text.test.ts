import { describe, expect, it } from 'vitest';
import { completingAt, readOutgoing, typedTextOf } from './outgoing-text.ts';

describe('readOutgoing()', () => {
  it('splits a command from its text, line breaks kept', () => {
    expect(readOutgoing('/carousel  5 erros\nsegunda linha ')).toEqual({
      kind: 'command',
      command: '/carousel',
      text: '5 erros\nsegunda linha',
    });
    expect(readOutgoing('/carousel')).toEqual({ kind: 'command', command: '/carousel', text: '' });
  });

  it('sends everything else as it was typed: the sandbox escapes', () => {
    expect(readOutgoing('a & b <c> @lucia')).toEqual({ kind: 'message', text: 'a & b <c> @lucia' });
    expect(readOutgoing('/etc/hosts is a path')).toMatchObject({ kind: 'message' });
    expect(readOutgoing('/ alone')).toMatchObject({ kind: 'message' });
  });
});

describe('completingAt()', () => {
  it('completes a command only at the start of the line', () => {
    expect(completingAt('/car', 4)).toEqual({ kind: 'command', query: 'car', start: 0 });
    expect(completingAt('see /car', 8)).toBeNull();
    expect(completingAt('/carousel x', 11)).toBeNull();
  });

  it('completes a person wherever a word starts with @', () => {
    expect(completingAt('hi @lu there', 6)).toEqual({ kind: 'person', query: 'lu', start: 3 });
    expect(completingAt('mail me@x', 9)).toBeNull();
  });
});

describe('typedTextOf()', () => {
  it('gives back what was typed: names, channels, links and signs', () => {
    const stored =
      '&lt;b&gt; &amp; <@U0LUCIA> <#C0SALES|sales> <!here> <https://example.com/a?b=1> <https://x.example|x> <@U9>';
    expect(typedTextOf(stored, [{ id: 'U0LUCIA', name: 'lucia' }])).toBe(
      '<b> & @lucia #sales @here https://example.com/a?b=1 [x](https://x.example) <@U9>',
    );
  });
});
