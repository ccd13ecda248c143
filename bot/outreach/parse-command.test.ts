import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand } from './parse-command.ts';

const URL = 'https://www.linkedin.com/in/helena';

describe('parseCommand()', () => {
  it.each([
    ['', { kind: 'help' }],
    ['  help ', { kind: 'help' }],
    ['ajuda', { kind: 'help' }],
    ['STATUS', { kind: 'status', words: '' }],
    ['status Renata Prado', { kind: 'status', words: 'Renata Prado' }],
    ['fila', { kind: 'queue' }],
    ['pause', { kind: 'pause', words: '' }],
    ['stop all too many replies', { kind: 'pause', words: 'all too many replies' }],
    ['retomar tudo', { kind: 'resume', words: 'tudo' }],
    ['config "Alba Implantes"', { kind: 'config', words: '"Alba Implantes"' }],
    ['add', { kind: 'add_form' }],
    [`add visit ${URL}`, { kind: 'add', type: 'view_profile', profile: URL, text: null }],
    [
      `add invite ${URL} "Olá, Helena!"`,
      { kind: 'add', type: 'send_invite', profile: URL, text: 'Olá, Helena!' },
    ],
    [`add invite <${URL}> “Olá”`, { kind: 'add', type: 'send_invite', profile: URL, text: 'Olá' }],
    [
      `add message ${URL} two\nlines`,
      { kind: 'add', type: 'send_message', profile: URL, text: 'two\nlines' },
    ],
    ['add invite', { kind: 'add', type: 'send_invite', profile: '', text: null }],
    ['add telegram x', { kind: 'incomplete', of: 'add' }],
    ['suppress company Acme & Sons', { kind: 'suppress', what: 'company', value: 'Acme & Sons' }],
    ['suppress domínio example.com', { kind: 'suppress', what: 'domain', value: 'example.com' }],
    ['suppress', { kind: 'incomplete', of: 'suppress' }],
    ['suppress person', { kind: 'incomplete', of: 'suppress' }],
    ['forecast Renata 30', { kind: 'forecast', words: 'Renata 30' }],
    ['campaign', { kind: 'campaign_form' }],
    ['campanha nova', { kind: 'campaign_form' }],
    ['campaigns', { kind: 'campaign_list' }],
    ['campaign list', { kind: 'campaign_list' }],
    ['campanha pausar Feira de maio', { kind: 'campaign_steer', act: 'pause', words: 'Feira de maio' }],
    ['campaign end "Fair"', { kind: 'campaign_steer', act: 'end', words: '"Fair"' }],
    ['campaign pasue x', { kind: 'unknown', word: 'campaign pasue', meant: 'campaign pause' }],
    ['unsuppress Ana', { kind: 'unsuppress', words: 'Ana' }],
    ['why action-1', { kind: 'why', words: 'action-1' }],
    ['porque Ana Souza', { kind: 'why', words: 'Ana Souza' }],
    ['puase', { kind: 'unknown', word: 'puase', meant: 'pause' }],
    ['statsu', { kind: 'unknown', word: 'statsu', meant: 'status' }],
    ['pausr', { kind: 'unknown', word: 'pausr', meant: 'pause' }],
    ['dance', { kind: 'unknown', word: 'dance', meant: null }],
    ['constructor', { kind: 'unknown', word: 'constructor', meant: null }],
    ['add toString x', { kind: 'incomplete', of: 'add' }],
  ])('reads "%s"', (text, expected) => {
    expect(parseCommand(text.replaceAll('&', '&amp;'))).toEqual(expected);
  });

  it('keeps the words of a note letter by letter', () => {
    const typed = 'a &lt;!channel&gt; *b* &amp;amp; <@U1|ana>';
    expect(parseCommand(`add message ${URL} "${typed}"`)).toMatchObject({
      text: 'a <!channel> *b* &amp; @ana',
    });
  });

  it('answers every text without throwing, also 40,000 characters', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.constantFrom('config', 'add', 'suppress', 'help'),
          fc.string({ unit: 'grapheme' }),
        ),
        (text) => {
          expect(parseCommand(text)).toHaveProperty('kind');
          expect(parseCommand(`${text} ${text}`)).toHaveProperty('kind');
        },
      ),
    );
    expect(parseCommand('x'.repeat(40_000))).toMatchObject({ kind: 'unknown', meant: null });
    expect(parseCommand(`add message ${URL} ${'x'.repeat(40_000)}`)).toMatchObject({ kind: 'add' });
  });
});
