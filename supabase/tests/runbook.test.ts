import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';

const database = useDatabase();
const page = readFileSync('docs/operations.md', 'utf8');
const blocks = [...page.matchAll(/^```sql\n([\s\S]*?)^```/gm)].map(([, sql = '']) => sql);
/** In a sentence, or behind `--command=`. */
const inline = [...page.matchAll(/[`']((?:select|show) [^`']+(?:'[^`']*'[^`']*)?)[`']/g)].map(
  ([, sql = '']) => sql,
);

it.each(blocks)('docs/operations.md: its query reads, and changes nothing: %s', async (sql) => {
  const { query } = database.owner;
  await expect(query(`begin read only; ${sql}; rollback`)).resolves.toBeDefined();
});

it('docs/operations.md: what it tells people to ask the database in passing is accepted', async () => {
  expect(inline).toEqual(
    [
      "select * from content.budget_stops where status = 'raised'",
      'select version()',
      'show default_transaction_read_only',
      'select platform.note_backup()',
      'select platform.mark_restored()',
    ].toSorted((a, b) => page.indexOf(a) - page.indexOf(b)),
  );
  for (const sql of inline) await expect(database.owner.query(sql), sql).resolves.toBeDefined();
});
