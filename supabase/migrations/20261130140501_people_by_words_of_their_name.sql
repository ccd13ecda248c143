-- "Ana" is no Juliana.

-- People of the team by an address, an id or the beginning of a word of the name; one person once.
create or replace function outreach.leads_named(p_team_id text, p_said text) returns text[]
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_identity text := outreach.identity_of(outreach.canonical_profile(p_said));
begin
  if v_identity is not null then
    return array(
      select coalesce(l.same_as, l.id) from outreach.lead_identities i join outreach.leads l on l.id = i.lead_id
      where i.team_id = p_team_id and i.kind = split_part(v_identity, ':', 1) and i.value = substr(v_identity, strpos(v_identity, ':') + 1));
  end if;
  return array(
    select l.id from outreach.leads l
    where l.team_id = p_team_id and l.same_as is null
      and (l.id = p_said or char_length(p_said) >= 2 and strpos(' ' || lower(extensions.unaccent(l.name)), ' ' || lower(extensions.unaccent(p_said))) > 0)
    order by l.id = p_said desc, l.name, l.id limit 11);
end $$;