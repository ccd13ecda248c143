-- User groups of Slack, as far as a rule names one: who is in them, and when that was read.
create table platform.user_groups (
  team_id text not null references platform.teams,
  group_id text not null,
  handle text not null,
  name text not null,
  -- User ids. Of these only people of the team count, who are noted before the group is kept.
  members text[] not null default '{}',
  is_disabled boolean not null default false,
  read_at timestamptz not null default platform.now(),
  primary key (team_id, group_id)
);
alter table platform.user_groups enable row level security;

-- Keeps what Slack says of a group now. Empty answer.
create function platform.put_user_group(p_group jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform platform.hold_rules(p_group ->> 'team_id');
  insert into platform.user_groups as g (team_id, group_id, handle, name, members, is_disabled)
  values (p_group ->> 'team_id', p_group ->> 'group_id', left(p_group ->> 'handle', 100), left(p_group ->> 'name', 200),
          array(select distinct m from jsonb_array_elements_text(p_group -> 'members') m order by m),
          coalesce((p_group ->> 'is_disabled')::boolean, false))
  on conflict (team_id, group_id) do update
    set handle = excluded.handle, name = excluded.name, members = excluded.members, is_disabled = excluded.is_disabled,
        read_at = excluded.read_at;
end $$;

create function platform.user_group_view(p_group platform.user_groups) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('group_id', (p_group).group_id, 'handle', (p_group).handle, 'name', (p_group).name,
    'members', to_jsonb((p_group).members), 'is_disabled', (p_group).is_disabled, 'read_at', (p_group).read_at)
$$;

-- The groups that were read, by handle: a change of one that is not among them needs no reading.
create function platform.list_user_groups(p_team_id text) returns jsonb
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(platform.user_group_view(g) order by g.handle, g.group_id), '[]'::jsonb)
  from platform.user_groups g where g.team_id = p_team_id
$$;

grant execute on function platform.put_user_group, platform.list_user_groups to greenlight_bot;
