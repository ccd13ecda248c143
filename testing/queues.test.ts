import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (pattern: string) =>
  globSync(pattern)
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

/** Queues that a function of `due.sql` tells of. */
function told(schema: string, name: string): string[] {
  const sql = read(`supabase/schemas/${schema}/due.sql`);
  const body = sql.slice(sql.indexOf(`create function ${schema}.${name}()`)).split('$$')[1] ?? '';
  return [...body.matchAll(/'(\w+)', \(/g)].map(([, queue]) => String(queue));
}

/** Queues whose loops the code names. */
const named = (pattern: string, queue: RegExp) =>
  [...new Set([...read(pattern).matchAll(queue)].map(([, name]) => String(name)))].sort();

// A loop is called for what is told of its queue alone: under another name it would claim nothing, for good.
it('each queue that the bot looks after is one of which the database tells, and none is told of that has no loop', () => {
  const queues = ['content', 'outreach'].flatMap((schema) =>
    told(schema, 'bot_due').map((queue) => `${schema}.${queue}`),
  );
  expect(queues).toHaveLength(9);
  expect(named('bot/**/*.ts', /'((?:content|outreach)\.\w+)'/g)).toEqual(queues.sort());
});

it('so is each queue of a runner', () => {
  const queues = told('content', 'agent_due').sort();
  expect(queues).toEqual(['jobs', 'leases', 'lessons']);
  expect(named('agents/**/*.ts', /\bqueue: '(\w+)'/g)).toEqual(queues);
});
