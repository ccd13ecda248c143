import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { draftHash, jsonbText } from './draft-hash.ts';

const db = useDatabase();
// What JSON over HTTP can carry into jsonb: no NUL, no half surrogate pairs.
const text = fc.string({ unit: 'binary' }).map((s) => s.replaceAll('\0', '').toWellFormed());
const leaf = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 5 }),
  ),
}));

describe('jsonbText()', () => {
  it('writes any value as Postgres writes it', async () => {
    const samples = fc.sample(value, { numRuns: 300, seed: 20261122 });
    const { rows } = await db.owner.query(
      'select array_agg(v::text order by n) as texts from jsonb_array_elements($1::jsonb) with ordinality as t(v, n)',
      [JSON.stringify(samples)],
    );
    expect(samples.map(jsonbText)).toEqual(rows[0]?.texts);
  });
});

describe('draftHash()', () => {
  it('is what SQL makes of content and files, in any order', async () => {
    const content = { título: 'ação', n: [0.1, 1e-7, 1e21], b: { z: 1, aa: null } };
    const files = ['overview.png', 'slide-01.png', 'a-v1-draft.pdf'].map((name, at) => ({
      key: `job/v1/${name}`,
      sha256: String(at).repeat(64),
    }));
    const { rows } = await db.owner.query('select content.draft_hash($1, $2) as hash', [
      JSON.stringify(content),
      JSON.stringify(files.toReversed()),
    ]);
    expect(draftHash(content, files)).toBe(rows[0]?.hash);
  });

  it('covers the final files, and tells them from files to review', async () => {
    const content = { título: 'ação' };
    const [a, b] = ['a', 'b'].map((name) => ({ key: `job/v1/${name}`, sha256: name.repeat(64) }));
    if (!a || !b) throw new Error('two files');
    const { rows } = await db.owner.query('select content.draft_hash($1, $2, $3) as hash', [
      JSON.stringify(content),
      JSON.stringify([a]),
      JSON.stringify([b]),
    ]);
    expect(draftHash(content, [a], [b])).toBe(rows[0]?.hash);
    const others = [draftHash(content, [a, b]), draftHash(content, [b], [a]), draftHash(content, [a])];
    expect(others).not.toContain(rows[0]?.hash);
  });
});
