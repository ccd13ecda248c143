import type { Client } from 'pg';
import { ExpectedError } from '../../platform/errors.ts';
import { migrate } from '../../platform/migrations.ts';
import type { Step } from '../step.ts';

const instead =
  'give setup a new Supabase project; neither "supabase db push" nor "migration repair" mends this one';

/** Applies the migrations that the project lacks. */
export const applyMigrations: Step = {
  name: 'Migrations',
  async run({ owner }) {
    await refuseOtherDatabases(owner);
    const applied = await migrate(owner, { instead, foreignMigrations: 'welcome' });
    if (applied.length === 0) return { state: 'already', note: 'all are applied' };
    // The API learns of new functions when it is told.
    await owner.query(`notify pgrst, 'reload schema'`);
    return { state: 'done', note: `${applied.length} applied now` };
  },
};

async function refuseOtherDatabases(owner: Client): Promise<void> {
  const { rows } = await owner.query(`select from pg_catalog.pg_roles where rolname = 'authenticator'`);
  if (rows.length > 0) return;
  throw new ExpectedError(
    'not_supabase',
    'Cannot migrate: this database has no role "authenticator", so it is not one of Supabase',
    {
      hint: 'Check the connection string: database "postgres" of the project.',
    },
  );
}
