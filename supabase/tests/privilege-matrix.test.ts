import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { readPrivileges } from '../../testing/supabase/privileges.ts';

const database = useDatabase();
const committed = join(import.meta.dirname, 'privilege-matrix.json');
test('the privileges in the catalog are those of privilege-matrix.json', async () => {
  await expect(
    `${JSON.stringify(await readPrivileges(database.owner), null, 2)}\n`,
    'Read the difference: is each right meant? Then write it with: node node_modules/vitest/vitest.mjs run supabase/tests/privilege-matrix -u',
  ).toMatchFileSnapshot(committed);
});

test('no role has a privilege on a table or a sequence, every table has row level security, and a schema is open to parts alone', async () => {
  const { table_privileges, sequence_privileges, usage_of_schema } = await readPrivileges(database.owner);
  expect(Object.values(usage_of_schema).join(' ')).toMatch(/^(greenlight_\w+ ?)+$/);
  expect(Object.keys(table_privileges).length).toBeGreaterThan(10);
  expect(Object.values({ ...table_privileges, ...sequence_privileges }).filter(Boolean)).toEqual([]);
});

test('a function reaches no role but the parts, and one that decides for a person the bot alone', async () => {
  const { execute_function } = await readPrivileges(database.owner);
  const granted = Object.entries(execute_function);
  const others = granted.filter(([, may]) =>
    may.split(' ').some((role) => role && !role.startsWith('greenlight_')),
  );
  expect(others).toEqual([]);
  const decisions = granted.filter(([name]) =>
    /\.(record_reviews?|retract_claim|answer_question|cancel_job|retry_job|enqueue_jobs?|remove_document|restore_document|change_house_rules|restore_setting|decide_action|edit_action|resolve_unknown|resume|save_config|give_role|set_team_locale|set_budget)\(/.test(
      name,
    ),
  );
  expect(decisions.map(([, may]) => may)).toEqual(decisions.map(() => 'greenlight_bot'));
  expect(decisions).toHaveLength(20);
});
