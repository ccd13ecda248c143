import type { Pool, PoolClient } from 'pg';
import { DatabaseError } from 'pg';
import { Refusal, refusalOf } from './errors.ts';
import type { FunctionCatalog, SqlFunction } from './function-catalog.ts';
import type { Caller } from './verify-caller.ts';

/** One call of a function by a caller, with the arguments as the JSON text that came. */
interface FunctionCall {
  schema: string;
  name: string;
  caller: Caller;
  /** Passed on as it came: numbers beyond 2^53 stay exact. */
  body: string;
  /** Names of its top-level keys. */
  given: string[];
}

/**
 * Runs one function in one transaction as the caller's role, in one round trip: the three statements are sent together, and what
 * follows a refused one is refused as well.
 *
 * The role and the claims are set for the transaction only, on a connection that no other call uses meanwhile: two
 * calls in flight cannot see each other's role.
 *
 * @param pool Of connections that pipeline.
 * @returns The answer's JSON text; undefined for `void`.
 * @throws {Refusal}
 */
export async function callFunction(
  pool: Pool,
  catalog: FunctionCatalog,
  call: FunctionCall,
): Promise<string | undefined> {
  const fn = await catalog.find(call.schema, call.name, call.given);
  const settings = await catalog.roleSettings(call.caller.role);
  const client = await connect(pool);
  const text = callSql(fn, call.given);
  const [begun, answered, committed] = await Promise.allSettled([
    client.query(beginSql(client, call, fn, settings)),
    client.query<{ answer: string | null }>({
      name: statementName(`${call.caller.role} ${text}`),
      text,
      values: call.given.length > 0 ? [call.body] : [],
    }),
    // Of a transaction that failed it is a rollback.
    client.query('commit'),
  ]);
  const failed = [begun, answered, committed].find((end) => end.status === 'rejected');
  client.release(failed !== undefined && !isOfStatement(failed.reason));
  if (answered.status === 'fulfilled' && !failed) {
    return fn.returns === 'void' ? undefined : (answered.value.rows[0]?.answer ?? 'null');
  }
  const error: unknown = failed?.reason;
  if (!(error instanceof DatabaseError) || !error.code) {
    throw new Refusal(503, 'PGRST001', 'Database client error. Retrying the connection.', {
      details: error instanceof Error ? error.message : null,
    });
  }
  // The function may have been dropped or changed since the catalog was read.
  if (error.code === '42883') catalog.forget();
  throw refusalOf({ ...error, code: error.code, message: error.message }, call.caller.authenticated);
}

/** Anything worse ends the connection, or leaves it in a state that is not known. */
function isOfStatement(error: unknown): boolean {
  return error instanceof DatabaseError && error.severity === 'ERROR';
}

/** Postgres parses and plans a statement of a name once a connection; one for each role. */
const names = new Map<string, string>();
function statementName(key: string): string {
  const name = names.get(key) ?? `call_${names.size}`;
  names.set(key, name);
  return name;
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    if (error instanceof DatabaseError || !(error instanceof Error) || !/timeout/.test(error.message)) {
      throw new Refusal(503, 'PGRST000', 'Database connection error. Retrying the connection.', {
        details: error instanceof Error ? error.message : null,
      });
    }
    throw new Refusal(504, 'PGRST003', 'Timed out acquiring connection from connection pool.');
  }
}

/** Begins the transaction and takes the role. */
function beginSql(
  client: PoolClient,
  { schema, caller }: FunctionCall,
  { statementTimeout }: SqlFunction,
  roleSettings: [string, string][],
): string {
  const settings: [string, string][] = [
    ['search_path', [schema, 'public', 'extensions'].map(quoteName).join(', ')],
    ...roleSettings,
    ['request.jwt.claims', JSON.stringify(caller.claims)],
    ...(statementTimeout ? [['statement_timeout', statementTimeout] satisfies [string, string]] : []),
    // Last, as the role may not be allowed to set the others.
    ['role', caller.role],
  ];
  const calls = settings.map(
    ([name, value]) => `set_config(${client.escapeLiteral(name)}, ${client.escapeLiteral(value)}, true)`,
  );
  return `begin; select ${calls.join(', ')}`;
}

/** The arguments are taken apart by Postgres itself, by the types that the function declares. */
export function callSql({ schema, name, parameters, returns }: SqlFunction, given: string[]): string {
  const columns = given.map((key) => `${quoteName(key)} ${parameters.find((p) => p.name === key)?.type}`);
  const body =
    given.length > 0
      ? `with body as (select * from json_to_record($1::json) as _(${columns.join(', ')})) `
      : '';
  const passed = given.map((key) => `${quoteName(key)} := (select ${quoteName(key)} from body)`);
  const call = `${quoteName(schema)}.${quoteName(name)}(${passed.join(', ')})`;
  const answer = {
    void: 'null',
    value: 'to_json(t)',
    row: 'row_to_json(t)',
    set: `coalesce(json_agg(t), '[]')`,
  };
  return `${body}select (${answer[returns]})::text as answer from ${call} t`;
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
