// `npm ci && npm test` in this folder: the migrations through the official Supabase CLI, on Postgres 15 and 17, from
// nothing. Ends with 1 when the CLI and our own migrator do not come to the same database and the same history.
// And the search with vectors, on a Postgres that has pgvector.
import type { Check } from './check.ts';
import { checkMigrations } from './check-migrations.ts';
import { checkVectors } from './check-vectors.ts';
import { debian15, embedded17 } from './servers.ts';

let failed = false;
for (const start of [debian15, embedded17]) {
  const server = await start();
  if (!server) {
    console.log('left out: Postgres 15 (apt-get install postgresql-15)');
    continue;
  }
  try {
    await report(server.name, checkMigrations(server));
  } finally {
    await server.stop();
  }
}
await report('pgvector (PGlite)', checkVectors());
process.exit(failed ? 1 : 0);

async function report(name: string, checks: AsyncGenerator<Check>): Promise<void> {
  console.log(name);
  for await (const { what, fault, note } of checks) {
    failed ||= fault !== undefined;
    console.log(`  ${fault === undefined ? 'ok  ' : 'FAIL'} ${what}${note ? `: ${note}` : ''}`);
    if (fault) console.log(fault.replace(/^/gm, '         '));
  }
}
