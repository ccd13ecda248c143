-- One row for each change of state and for each delay, in the transaction of the change, never rewritten. Ids, hashes and numbers
-- only: no names, no texts, so that erasing a person leaves it whole. Replaying it gives the state: `npm run verify:audit`.
create table outreach.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  team_id text not null,
  -- A person's id, or the part that acted by itself.
  actor text not null,
  code text not null,
  subject_kind text not null constraint subject_kind_is_known check (subject_kind in ('action', 'account', 'team', 'suppression', 'release', 'lead', 'lead_batch', 'campaign')),
  subject_id text not null,
  from_state text,
  to_state text,
  data jsonb not null default '{}',
  -- Its place among the rows of its subject, and the SHA-256 of what it says with the hash of the row before it.
  number integer not null,
  hash text not null
);
alter table outreach.audit enable row level security;
create unique index audit_of_a_subject on outreach.audit (subject_kind, subject_id, number);

-- Where each subject's chain ends: a row that is taken off its end is missed here. A chain a subject, so that writers wait for each
-- other only where they wait for the subject itself.
create table outreach.audit_heads (
  subject_kind text not null,
  subject_id text not null,
  number integer not null,
  hash text not null,
  primary key (subject_kind, subject_id)
) with (fillfactor = 80);
alter table outreach.audit_heads enable row level security;

create function outreach.refuse_rewriting() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
  raise sqlstate 'PT409' using message = format('Cannot %s rows of %s: they are only added', lower(tg_op), tg_table_name),
    detail = 'append_only';
end $$;
create trigger audit_is_only_added_to before update or delete on outreach.audit
  for each row execute function outreach.refuse_rewriting();
create trigger audit_is_never_emptied before truncate on outreach.audit
  for each statement execute function outreach.refuse_rewriting();

-- Who acts for the rest of this transaction.
create function outreach.act_as(p_actor text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select set_config('outreach.actor', coalesce(p_actor, 'unknown'), true)
$$;

create function outreach.actor() returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(nullif(current_setting('outreach.actor', true), ''), 'owner')
$$;

-- Times as seconds: the same in every time zone.
create function outreach.audit_hash(p_before text, p_row outreach.audit) returns text
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select encode(sha256(convert_to(jsonb_build_array(p_before, (p_row).number, (p_row).id, extract(epoch from (p_row).at), (p_row).team_id, (p_row).actor,
    (p_row).code, (p_row).subject_kind, (p_row).subject_id, (p_row).from_state, (p_row).to_state, (p_row).data)::text, 'UTF8')), 'hex')
$$;

create function outreach.note(p_team_id text, p_code text, p_kind text, p_id text, p_from text, p_to text, p_data jsonb default '{}') returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
  v_row outreach.audit;
  v_before text;
begin
  -- Held until the end of the transaction: the next row of this subject comes after this one.
  insert into outreach.audit_heads as h (subject_kind, subject_id, number, hash) values (p_kind, p_id, 1, '')
  on conflict (subject_kind, subject_id) do update set number = h.number + 1
  returning h.number, h.hash into v_row.number, v_before;
  v_row.id := nextval('outreach.audit_id_seq');
  v_row.at := outreach.moment();
  v_row.team_id := p_team_id;
  v_row.actor := outreach.actor();
  v_row.code := p_code;
  v_row.subject_kind := p_kind;
  v_row.subject_id := p_id;
  v_row.from_state := p_from;
  v_row.to_state := p_to;
  v_row.data := p_data;
  v_row.hash := outreach.audit_hash(v_before, v_row);
  insert into outreach.audit overriding system value select v_row.*;
  update outreach.audit_heads set hash = v_row.hash where subject_kind = p_kind and subject_id = p_id;
end $$;
