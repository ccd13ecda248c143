-- What Slack must show of outreach: a card per action (a surface that is redrawn), a message per event of an account.
create table outreach.outbox (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('action', 'account')),
  action_id text unique references outreach.linkedin_automation on delete cascade,
  account_id text references outreach.accounts,
  event jsonb,
  channel_id text not null,
  wanted integer not null default 1,
  shown integer not null default 0,
  ts text,
  given_up boolean not null default false,
  fence bigint not null default 0,
  leased_until timestamptz,
  worker text,
  run_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  maybe_posted boolean not null default false,
  response_url text,
  last_error text,
  created_at timestamptz not null default platform.now(),
  constraint what_is_shown_has_a_ts check (shown = 0 or ts is not null),
  constraint it_shows_one_thing check ((kind = 'action') = (action_id is not null) and (kind = 'account') = (account_id is not null and event is not null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
alter table outreach.outbox enable row level security;
create index outbox_waiting on outreach.outbox (run_at, id) where wanted > shown and not given_up;

create function outreach.show_action() returns trigger
language plpgsql set search_path = ''
as $$
begin
  insert into outreach.outbox as o (kind, action_id, channel_id) values ('action', new.id, new.channel_id)
  on conflict (action_id) do update set wanted = o.wanted + 1, given_up = false, run_at = platform.now();
  return null;
end $$;
create trigger new_actions_are_shown after insert on outreach.linkedin_automation
  for each row execute function outreach.show_action();
-- A retry time that moves by a tick or two is not worth an edit.
create trigger changed_actions_are_shown after update on outreach.linkedin_automation
  for each row when (old.status is distinct from new.status or old.revision is distinct from new.revision
    or old.blocked_by is distinct from new.blocked_by or old.scheduled_for is distinct from new.scheduled_for
    or old.error is distinct from new.error or (old.retry_at is null) <> (new.retry_at is null)
    or abs(extract(epoch from new.retry_at - old.retry_at)) >= 300)
  execute function outreach.show_action();

-- Tells an account's channel what happened; an account without a channel has nobody to tell.
create function outreach.tell(p_account outreach.accounts, p_code text, p_params jsonb default '{}') returns void
language sql set search_path = ''
as $$
  insert into outreach.outbox (kind, account_id, event, channel_id)
  select 'account', (p_account).id, jsonb_build_object('code', p_code, 'params', p_params), (p_account).channel_id
  where (p_account).channel_id is not null
$$;

revoke all on all tables in schema outreach from public, anon, authenticated, service_role;
revoke execute on all functions in schema outreach from public, anon, authenticated, service_role;
