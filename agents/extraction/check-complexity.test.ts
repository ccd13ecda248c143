import { describe, expect, it } from 'vitest';
import { cpuMs } from '../../testing/cpu-ms.ts';
import { knowledgeFiles } from '../../testing/seed.ts';
import { checkComplexity } from './check-complexity.ts';
import { extract } from './extract.ts';

const read = (text: string, name: string) =>
  extract({ bytes: Buffer.from(text), name, contentType: '', charset: null });
const tooComplex = { code: 'unreadable_file', params: { reason: 'too_complex' } };

describe('checkComplexity()', () => {
  it.each([
    ['quotes', `${'>'.repeat(100_000)} x`],
    ['lists', `${'- '.repeat(50_000)}x`],
    ['numbered lists', `${'1. '.repeat(50_000)}x`],
    ['quotes and lists in turn', `${'> - '.repeat(50_000)}x`],
    ['footnotes', `${'[^a]: '.repeat(50_000)}x`],
    ['lists below lists', Array.from({ length: 600 }, (_, n) => `${' '.repeat(2 * n)}- a`).join('\n')],
    ['a hundred lists a line', `${'- '.repeat(100)}x\n`.repeat(3000)],
    ['brackets', '['.repeat(100_000)],
    ['links', '[a]('.repeat(50_000)],
    ['pictures', '![a]('.repeat(50_000)],
    ['emphasis', '*a_'.repeat(50_000)],
    ['emphasis in emphasis', `${'**a '.repeat(50_000)}${'b** '.repeat(50_000)}`],
    ['lines struck out', '~a\n'.repeat(50_000)],
    ['many paragraphs of emphasis', `${'*a_'.repeat(500)}\n\n`.repeat(400)],
    ['code spans', Array.from({ length: 1500 }, (_, n) => `${'`'.repeat(n)} `).join('')],
    ['comments', 'x <!--'.repeat(50_000)],
  ])('refuses a document of %s at once', async (_what, markdown) => {
    const refused = () => expect(read(markdown, 'a.md')).rejects.toMatchObject(tooComplex);
    expect(await cpuMs(refused)).toBeLessThan(5000);
  });

  it('refuses what is longer than any text of the accepted length', () => {
    expect(() => checkComplexity('[](a) '.repeat(400_000))).toThrow(
      expect.objectContaining({ code: 'too_large' }),
    );
  });

  it.each([
    ['the seeded guidelines in a row', () => knowledgeFiles.map(({ text }) => text).join('\n')],
    ['a list of 500 links', () => '- [Guia](https://x.test) **novo**\n'.repeat(500)],
    ['a table of 1,000 rows', () => `| a | b |\n|---|---|\n${'| *um* | `dois` |\n'.repeat(1000)}`],
    ['a thread of mails, ten deep', () => `${'>'.repeat(10)} De acordo.\n`.repeat(2000)],
    ['code of 1,000 lines', () => `\`\`\`\n${'            "medida": [1, 2],\n'.repeat(1000)}\`\`\``],
    ['lines that are drawn', () => `${'- '.repeat(150)}\n\n${'* '.repeat(150)}\n\n${'_ '.repeat(150)}\n`],
    ['a long plain text', () => 'palavra '.repeat(49_000)],
  ])('lets %s through', (_what, markdown) => {
    expect(() => checkComplexity(markdown())).not.toThrow();
  });
});

describe('extract() of a page made to be slow', () => {
  it.each([
    ['elements in one another', `<html><body>${'<div>'.repeat(5000)}x`],
    ['elements in one another, without a body', `${'<div>'.repeat(5000)}x`],
    ['tags', '<p>x'.repeat(100_000)],
    ['elements', '<p>x</p>'.repeat(31_000)],
  ])('refuses too many %s', async (_what, html) => {
    const refused = () => expect(read(html, 'a.html')).rejects.toMatchObject(tooComplex);
    expect(await cpuMs(refused)).toBeLessThan(15_000);
  });

  it.each([
    ['<title>Prazos</title><p>Dez dias.</p><p>Doze dias.</p>', 'Prazos'],
    ['<!doctype html><head><title>Prazos</title></head><p>Dez dias.</p><p>Doze dias.</p>', 'Prazos'],
    ['<p>Dez dias.<p>Doze dias.', null],
    ['<html><p>Dez dias.</p><p>Doze dias.</p></html>', null],
  ])('reads %s, which has no body, as browsers do', async (html, title) => {
    expect(await read(html, 'a.html')).toMatchObject({ title, text: 'Dez dias.\n\nDoze dias.' });
  });
});
