-- One row for each change of state, in the transaction of the change, never rewritten. Ids, hashes and numbers only:
-- no names, no texts, so that erasing a person leaves it whole. Replaying it gives the state.
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
  data jsonb not null default '{}'
);
alter table outreach.audit enable row level security;
create index audit_of_a_subject on outreach.audit (subject_kind, subject_id, id);

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

create function outreach.note(p_team_id text, p_code text, p_kind text, p_id text, p_from text, p_to text, p_data jsonb default '{}') returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into outreach.audit (at, team_id, actor, code, subject_kind, subject_id, from_state, to_state, data)
  values (outreach.moment(), p_team_id, outreach.actor(), p_code, p_kind, p_id, p_from, p_to, p_data)
$$;
