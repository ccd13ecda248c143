export type Catalog = Record<string, string[]>;

interface Db {
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
}

const ours = `('platform', 'content', 'outreach', 'readers')`;

/** Each query gives lines of text that name an object and say all that matters of it. */
const parts: Record<string, string> = {
  schemas: `select format('%s %s', nspname, ${acl('n', 'nspacl', 'nspowner')}) from pg_namespace n where nspname in ${ours}`,
  tables: `select format('%s %s rls %s forced %s with %s %s', c.oid::regclass, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.reloptions,
      ${acl("(case c.relkind when 'S' then 's' else 'r' end)::\"char\"", 'c.relacl', 'c.relowner')})
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'S', 'c')`,
  views: `select format('%s %s', c.oid::regclass, pg_get_viewdef(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ${ours} and c.relkind in ('v', 'm')`,
  columns: `select format('%s.%s %s not null %s default %s identity %s generated %s storage %s %s', c.oid::regclass, a.attname,
      format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, a.attstorage, a.attacl)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where n.nspname in ${ours} and c.relkind in ('r', 'p', 'v', 'm', 'c') and a.attnum > 0 and not a.attisdropped`,
  types: `select format('%s %s %s %s', t.oid::regtype, t.typtype, format_type(t.typbasetype, t.typtypmod),
      (select string_agg(e.enumlabel, ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid))
    from pg_type t join pg_namespace n on n.oid = t.typnamespace where n.nspname in ${ours}`,
  constraints: `select format('%s %s %s', coalesce(k.conrelid::regclass::text, k.contypid::regtype::text), k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace where n.nspname in ${ours}`,
  indexes: `select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ${ours}`,
  functions: `select format('%s%s', pg_get_functiondef(p.oid), ${acl("'f'", 'p.proacl', 'p.proowner')})
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${ours} and p.prokind in ('f', 'p')`,
  triggers: `select format('%s %s', pg_get_triggerdef(t.oid), t.tgenabled) from pg_trigger t join pg_class c on c.oid = t.tgrelid
    join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${ours} and not t.tgisinternal`,
  policies: `select format('%s.%s %s %s %s %s %s %s', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check)
    from pg_policies where schemaname in ${ours}`,
  'text search': `select format('%s.%s', n.nspname, c.cfgname) from pg_ts_config c join pg_namespace n on n.oid = c.cfgnamespace where n.nspname in ${ours}`,
  extensions: `select format('%s %s', x.extname, n.nspname) from pg_extension x join pg_namespace n on n.oid = x.extnamespace`,
  roles: `select format('%s %s', r.rolname, (select array_agg(m.rolname order by m.rolname) from pg_auth_members x join pg_roles m on m.oid = x.member
      where x.roleid = r.oid and m.rolname = 'authenticator')) from pg_roles r where r.rolname like 'greenlight\\_%'`,
  database: `select format('anon makes temporary tables: %s', has_database_privilege('anon', current_database(), 'temporary'))`,
};

/** Who was granted what, in one order; an absent list is written out as what it stands for. */
function acl(kind: string, column: string, owner: string): string {
  const type = kind === 'n' ? "'n'" : kind;
  return `(select string_agg(format('%s:%s', x.grantee::regrole, x.privilege_type), ' ' order by x.grantee::regrole::text, x.privilege_type)
    from aclexplode(coalesce(${column}, acldefault(${type}, ${owner}))) x)`;
}

/** Everything of our schemas that the system catalogs hold, as sorted lines of text by kind. */
export async function readCatalog(db: Db): Promise<Catalog> {
  const catalog: Catalog = {};
  for (const [kind, sql] of Object.entries(parts)) {
    const { rows } = await db.query(`select line from (${sql}) x (line)`);
    catalog[kind] = rows.map(({ line }) => String(line)).sort();
  }
  return catalog;
}
