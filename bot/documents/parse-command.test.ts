import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KnowledgeCommand, parseCommand } from './parse-command.ts';

describe('parseCommand()', () => {
  it.each<[string, KnowledgeCommand]>([
    ['', { kind: 'help' }],
    ['  help ', { kind: 'help' }],
    ['ajuda', { kind: 'help' }],
    ['add', { kind: 'add_form' }],
    ['ADICIONAR', { kind: 'add_form' }],
    ['add https://example.com/a', { kind: 'add_pages', addresses: ['https://example.com/a'], title: null }],
    [
      'add <https://example.com/a|example.com/a>',
      { kind: 'add_pages', addresses: ['https://example.com/a'], title: null },
    ],
    [
      'add https://example.com/a?x=1&amp;y=2 ISO em uma página',
      { kind: 'add_pages', addresses: ['https://example.com/a?x=1&y=2'], title: 'ISO em uma página' },
    ],
    [
      'add https://a.com/1 www.b.com/2',
      { kind: 'add_pages', addresses: ['https://a.com/1', 'www.b.com/2'], title: null },
    ],
    ['add example.com/iso', { kind: 'add_pages', addresses: ['example.com/iso'], title: null }],
    // A scheme that is not accepted is still meant as an address, and refused as one.
    ['add file:///etc/passwd', { kind: 'add_pages', addresses: ['file:///etc/passwd'], title: null }],
    ['add relatorio.pdf', { kind: 'add_file_name', word: 'relatorio.pdf' }],
    [
      'add Nosso prazo é de 6 semanas, veja https://a.com',
      { kind: 'add_text', text: 'Nosso prazo é de 6 semanas, veja https://a.com' },
    ],
    [
      'add https://a.com/1 https://a.com/2 dizem o mesmo',
      { kind: 'add_text', text: 'https://a.com/1 https://a.com/2 dizem o mesmo' },
    ],
    ['list', { kind: 'list', matching: null }],
    ['listar titânio', { kind: 'list', matching: 'titânio' }],
    ['search passivação de titânio', { kind: 'search', words: 'passivação de titânio' }],
    ['buscar passivação', { kind: 'search', words: 'passivação' }],
    ['search', { kind: 'incomplete', of: 'search' }],
    ['remover', { kind: 'incomplete', of: 'remove' }],
    ['remove 3', { kind: 'remove', words: '3' }],
    ['regras', { kind: 'rules', history: false }],
    ['rules histórico', { kind: 'rules', history: true }],
    ['marca', { kind: 'brand', history: false }],
    ['brand history', { kind: 'brand', history: true }],
    ['serach titanium', { kind: 'unknown', word: 'serach', meant: 'search', said: 'serach titanium' }],
    ['ISO 13485', { kind: 'unknown', word: 'ISO', meant: null, said: 'ISO 13485' }],
    ['constructor', { kind: 'unknown', word: 'constructor', meant: null, said: 'constructor' }],
  ])('reads "%s"', (text, expected) => {
    expect(parseCommand(text)).toEqual(expected);
  });

  it('keeps line breaks of a text, and what was typed to look like a mention', () => {
    expect(parseCommand('add Primeira linha do texto\n\nsegunda &lt;!channel&gt;')).toEqual({
      kind: 'add_text',
      text: 'Primeira linha do texto\n\nsegunda <!channel>',
    });
  });

  it('reads anything without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const read = parseCommand(`add ${text}`);
        expect(read.kind).toMatch(/^add_/);
        parseCommand(text);
      }),
    );
  });
});
