// `npm ci && npm test` in this folder, `npm test -- slack` for one part: the migrations through the official Supabase CLI, on
// Postgres 15 and 17, from nothing, which ends with 1 when the CLI and our own migrator do not come to the same database and
// the same history; the search with vectors, on a Postgres that has pgvector; apps of other libraries on the Slack stand-in.
import type { Check } from './check.ts';
import { checkMigrations } from './check-migrations.ts';
import { checkSlack } from './check-slack.ts';
import { checkVectors } from './check-vectors.ts';
import { debian15, embedded17 } from './servers.ts';

let failed = false;
const parts: Record<string, () => Promise<void>> = {
  slack: () => report('Slack', checkSlack()),
  migrations: async () => {
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
  },
  vectors: () => report('pgvector (PGlite)', checkVectors()),
};
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(parts, name));
if (unknown !== undefined) {
  console.error(`Cannot try "${unknown}": accepted are ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
for (const [name, run] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) await run();
process.exit(failed ? 1 : 0);

async function report(name: string, checks: AsyncGenerator<Check>): Promise<void> {
  console.log(name);
  for await (const { what, fault, note } of checks) {
    failed ||= fault !== undefined;
    console.log(`  ${fault === undefined ? 'ok  ' : 'FAIL'} ${what}${note ? `: ${note}` : ''}`);
    if (fault) console.log(fault.replace(/^/gm, '         '));
  }
}
