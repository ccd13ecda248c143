import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Understanding } from '../../ports/model-tasks.ts';
import { someTitles } from '../../testing/blog/article.ts';
import { planRevision } from './plan-revision.ts';

const article = {
  ...someTitles(),
  parts: ['introduction', 's1', 's2', 's3', 'conclusion'].map((id) => ({
    id,
    heading: id,
    markdown: `text of ${id}`,
    evidence: [],
  })),
};
type Change = Understanding['changes'][number];
const plan = (...changes: Partial<Change>[]) =>
  planRevision(
    article,
    changes.map((c) => ({ action: 'change', part: 's1', after: null, instruction: 'x', ...c })),
  );
const order = (revision: ReturnType<typeof plan>) => revision.parts.map((p) => p.id).join(' ');

describe('planRevision()', () => {
  it.each([
    ['to the end', [{ action: 'move', part: 's1', after: 's3' }], 'introduction s2 s3 s1 conclusion'],
    [
      'to the start',
      [{ action: 'move', part: 's3', after: 'introduction' }],
      'introduction s3 s1 s2 conclusion',
    ],
    [
      'behind the conclusion, which stays last',
      [{ action: 'move', part: 's1', after: 'conclusion' }],
      'introduction s2 s3 s1 conclusion',
    ],
    [
      'not the introduction',
      [{ action: 'move', part: 'introduction', after: 's1' }],
      'introduction s1 s2 s3 conclusion',
    ],
  ] as const)('moves %s', (_name, changes, expected) => {
    expect(order(plan(...changes))).toBe(expected);
  });

  it('adds behind the part that is named, or at the end, under ids that were never used', () => {
    const added = plan({ action: 'add', part: 's1' }, { action: 'add', part: 'all' });
    expect(order(added)).toBe('introduction s1 s4 s2 s3 s5 conclusion');
    expect([...added.rewrite]).toEqual([
      ['s4', 'x'],
      ['s5', 'x'],
    ]);
    expect(order(plan({ action: 'remove', part: 's3' }, { action: 'add', part: 's2' }))).toBe(
      'introduction s1 s2 s4 conclusion',
    );
  });

  it('removes sections, but not the last one, and does not write what it removed', () => {
    const removed = plan(
      { part: 's1' },
      ...['s1', 's2', 's3'].map((part) => ({ action: 'remove' as const, part })),
    );
    expect(order(removed)).toBe('introduction s3 conclusion');
    expect(removed.rewrite.size).toBe(0);
  });

  it('puts a new section in the place of all others, and moves one behind a section that goes', () => {
    const removeAll = ['s1', 's2', 's3'].map((part) => ({ action: 'remove' as const, part }));
    expect(order(plan(...removeAll, { action: 'add', part: 's2' }))).toBe('introduction s4 conclusion');
    const behind = plan({ action: 'remove', part: 's2' }, { action: 'move', part: 's1', after: 's2' });
    expect(order(behind)).toBe('introduction s1 s3 conclusion');
  });

  it('joins what is wanted of one part', () => {
    const wish = plan({ part: 's1', instruction: 'shorter' }, { part: 's1', instruction: 'with ISO 13485' });
    expect([...wish.rewrite]).toEqual([['s1', 'shorter\nwith ISO 13485']]);
  });

  it('takes a wish for all to every part and field, once', () => {
    const all = plan({ part: 'all', instruction: 'formal' });
    expect([...all.rewrite.keys()]).toEqual(['introduction', 's1', 's2', 's3', 'conclusion']);
    expect([...all.fields.keys()]).toEqual(['title', 'meta_description', 'keywords']);
  });

  it('keeps all that no change names, as the very same objects, with the frame in its place', () => {
    const id = fc.constantFrom('all', 'title', 'introduction', 's1', 's2', 's3', 'conclusion', 's9');
    const changes = fc.array(
      fc.record({
        action: fc.constantFrom('change', 'add', 'remove', 'move'),
        part: id,
        after: fc.option(id),
        instruction: fc.string({ minLength: 1 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(changes, (given) => {
        const { parts, rewrite } = planRevision(article, given as Change[]);
        expect(parts.at(0)?.id).toBe('introduction');
        expect(parts.at(-1)?.id).toBe('conclusion');
        expect(new Set(parts.map((p) => p.id)).size).toBe(parts.length);
        expect(parts.length).toBeGreaterThanOrEqual(3);
        for (const part of parts) {
          const isNew = part.markdown === '';
          const isOld = article.parts.some((old) => old === part);
          expect(isNew ? rewrite.has(part.id) : isOld).toBe(true);
        }
      }),
    );
  });
});
