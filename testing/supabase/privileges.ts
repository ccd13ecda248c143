const roles = [
  'anon',
  'authenticated',
  'service_role',
  'authenticator',
  'greenlight_bot',
  'greenlight_agent',
  'greenlight_governor',
];

interface Owner {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/** Who may do what, as the catalog says it. */
export async function readPrivileges(owner: Owner) {
  const query = (sql: string, values: unknown[]) => owner.query(sql, values);
  const schemas = await query(
    `select n.nspname as name, r as role from pg_namespace n cross join unnest($1::text[]) with ordinality _(r, i)
     where n.nspname in ('platform', 'content', 'outreach', 'readers') and has_schema_privilege(r, n.oid, 'usage')
     order by n.nspname collate "C", i`,
    [roles],
  );
  const functions = await query(
    `select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
       coalesce(string_agg(r, ' ' order by i) filter (where has_function_privilege(r, p.oid, 'execute')), '') as roles
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace cross join unnest($1::text[]) with ordinality _(r, i)
     where n.nspname in ('platform', 'content', 'outreach', 'readers') group by 1 order by 1`,
    [roles],
  );
  const tables = await query(
    `select n.nspname || '.' || c.relname as name, c.relkind = 'v' or c.relrowsecurity as rls,
       coalesce(string_agg(distinct r || ' ' || privilege, ', ') filter (where has_table_privilege(r, c.oid, privilege)), '') as privileges
     from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest($1::text[]) r
     cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) privilege
     where n.nspname in ('platform', 'content', 'outreach', 'readers') and c.relkind in ('r', 'p', 'v', 'm', 'f') group by 1, 2 order by 1`,
    [roles],
  );
  const sequences = await query(
    `select n.nspname || '.' || c.relname as name,
       coalesce(string_agg(distinct r || ' ' || privilege, ', ') filter (where has_sequence_privilege(r, c.oid, privilege)), '') as privileges
     from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest($1::text[]) r
     cross join unnest(array['usage', 'select', 'update']) privilege
     where n.nspname in ('platform', 'content', 'outreach', 'readers') and c.relkind = 'S' group by 1 order by 1`,
    [roles],
  );
  const usage: Record<string, string> = {};
  for (const { name, role } of schemas.rows) {
    usage[String(name)] = [usage[String(name)], role].filter(Boolean).join(' ');
  }
  return {
    meaning:
      'Role x object, from the catalog. A role that is not named may not. No role may touch a table or a sequence: every read and write is a function.',
    roles: roles.join(' '),
    usage_of_schema: usage,
    execute_function: Object.fromEntries(
      functions.rows.map(({ name, roles: may }) => [String(name), String(may)]),
    ),
    table_privileges: Object.fromEntries(
      tables.rows.map(({ name, rls, privileges }) => [name, rls ? privileges : `WITHOUT RLS ${privileges}`]),
    ),
    sequence_privileges: Object.fromEntries(sequences.rows.map(({ name, privileges }) => [name, privileges])),
  };
}
