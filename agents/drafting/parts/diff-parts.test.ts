import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileParts } from '../../../testing/blog/hostile.ts';
import { testArticle } from '../../../testing/blog/published-article.ts';
import { someRuns } from '../../../testing/some-of.ts';
import { diffParts } from './diff-parts.ts';

const before = testArticle();
const [introduction, s1, s2, conclusion] = before.parts as [
  (typeof before.parts)[0],
  (typeof before.parts)[0],
  (typeof before.parts)[0],
  (typeof before.parts)[0],
];
const kinds = (parts: typeof before.parts, old = before.parts) =>
  diffParts({ ...before, parts: old }, { ...before, parts }).map(({ part, kind }) => `${part} ${kind}`);

describe('diffParts()', () => {
  it('names nothing when nothing changed', () => {
    expect(diffParts(before, testArticle())).toEqual([]);
  });

  it('shows the words of one changed part, and no other part', () => {
    const markdown = introduction.markdown.replace('precisa saber', 'deve saber');
    const [change, ...others] = diffParts(before, {
      ...before,
      parts: [{ ...introduction, markdown }, s1, s2, conclusion],
    });
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      part: 'introduction',
      label: 'Introdução',
      kind: 'changed',
      words_before: 21,
      words_after: 21,
    });
    expect(change?.hunks.filter((hunk) => hunk.op !== 'same')).toEqual([
      { op: 'removed', text: 'precisa ' },
      { op: 'added', text: 'deve ' },
    ]);
  });

  it('names parts in the order of the newer version, what was removed last', () => {
    const added = { id: 's9', heading: 'Nova', markdown: 'Texto.', evidence: [] };
    expect(kinds([introduction, added, s2, conclusion])).toEqual(['s9 added', 's1 removed']);
  });

  it('names the one that moved, not those that it passed', () => {
    expect(kinds([introduction, s2, s1, conclusion])).toHaveLength(1);
    const many = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ ...s1, id }));
    const [a, ...rest] = many as [typeof s1, ...(typeof s1)[]];
    expect(kinds([...rest, a], many)).toEqual(['a moved']);
  });

  it('names a part that was moved and changed twice', () => {
    const many = ['a', 'b', 'c', 'd'].map((id) => ({ ...s1, id }));
    const [a, ...rest] = many as [typeof s1, ...(typeof s1)[]];
    expect(kinds([...rest, { ...a, heading: 'Outro' }], many)).toEqual(['a changed', 'a moved']);
  });

  it('counts another quote as a change: footnotes print it', () => {
    const [quote] = introduction.evidence;
    const evidence = [{ passage_id: 'p1', quote: `${quote?.quote} estável` }];
    const [change] = diffParts(before, {
      ...before,
      parts: [{ ...introduction, evidence }, s1, s2, conclusion],
    });
    expect(change?.hunks.find((hunk) => hunk.op === 'added')?.text).toContain('estável');
  });

  it('shows text as people read it, and of the quotes only those that came or went', () => {
    const [kept] = s1.evidence;
    const markdown = '**Um** item:\n\n- lote[^1]\n- banho[^2]';
    const old = { ...s1, markdown, evidence: s1.evidence.slice(0, 2) };
    const now = {
      ...s1,
      markdown: markdown.replace('lote', 'registro'),
      evidence: [kept, { passage_id: 'p3', quote: 'outra citação' }] as typeof s1.evidence,
    };
    const [change] = diffParts({ ...before, parts: [old] }, { ...before, parts: [now] });
    const text = change?.hunks.map((hunk) => `${hunk.op}:${hunk.text}`).join('|') ?? '';
    expect(text).toContain('Um item:\n\n• |removed:lote\n|added:registro\n');
    expect(text).toContain(
      '|same:• banho\n\n|removed:“banho de ácido nítrico a 20 %” |added:“outra citação”',
    );
    expect(text).not.toContain(kept?.quote);
  });

  it('shows the marks where only they differ, and nothing where only blanks do', () => {
    const marked = {
      ...introduction,
      markdown: introduction.markdown.replace('fornecedor', '**fornecedor**'),
    };
    const [change] = diffParts({ ...before, parts: [introduction] }, { ...before, parts: [marked] });
    expect(change?.hunks.find((hunk) => hunk.op === 'added')?.text).toBe('**fornecedor**.');
    const spaced = { ...introduction, markdown: `${introduction.markdown}\n\n` };
    expect(diffParts({ ...before, parts: [introduction] }, { ...before, parts: [spaced] })).toEqual([]);
  });

  it('names a part whose paragraphs were joined, though each word is the same', () => {
    const [one, two] = ['Um. Dois.', 'Um.\n\nDois.'].map((markdown) => [{ ...s1, markdown, evidence: [] }]);
    expect(kinds(one ?? [], two)).toEqual(['s1 changed']);
  });

  it('has title, description and keywords as parts, labelled in the language of the draft', () => {
    const after = { ...before, title: 'Outro', meta_description: 'Outra', keywords: ['titânio'] };
    expect(diffParts(before, after, 'en').map(({ part, label }) => [part, label])).toEqual([
      ['title', 'Title'],
      ['meta_description', 'Meta description'],
      ['keywords', 'Keywords'],
    ]);
  });

  it('stays small, however long and different the texts are', () => {
    const text = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word}${i % 89}`).join(' ');
    const [change] = diffParts(
      { ...before, parts: [{ ...introduction, markdown: text('a') }] },
      { ...before, parts: [{ ...introduction, markdown: text('b') }] },
    );
    expect(change?.hunks.map((hunk) => hunk.op)).toEqual(['removed', 'added']);
    expect(change?.hunks.reduce((sum, hunk) => sum + hunk.text.length, 0)).toBeLessThan(2_100);
  });

  it('finds a difference exactly where the text differs, for any text', () => {
    fc.assert(
      fc.property(hostileParts, hostileParts, (one, other) => {
        const changes = diffParts({ ...before, parts: one }, { ...before, parts: other });
        const ids = new Set([...one, ...other].map((part) => part.id));
        for (const change of changes) {
          expect(ids).toContain(change.part);
          expect(change.hunks.reduce((sum, hunk) => sum + hunk.text.length, 0)).toBeLessThan(2_600);
        }
        expect(diffParts({ ...before, parts: one }, { ...before, parts: structuredClone(one) })).toEqual([]);
      }),
      { numRuns: someRuns(150, 50) },
    );
  });
});
