-- Claims of a version with their quotes, a page at a time, for members of the team: those that need a look first, then in
-- reading order. `doubtful` leaves out the others. At most 20 at a time. `not_allowed`: a guest or a stranger.
create function content.read_evidence(p_team_id text, p_person_id text, p_page jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_outcome text;
begin
  select * into v_job from content.jobs where id = p_page ->> 'job_id' and team_id = p_team_id;
  select * into v_draft from content.drafts where job_id = v_job.id and version = (p_page ->> 'version')::integer;
  v_outcome := case
    when not content.may_read(p_team_id, p_person_id) then 'not_allowed'
    when v_draft.id is null then 'not_found'
    else 'read' end;
  if v_outcome <> 'read' then
    return jsonb_build_object('outcome', v_outcome);
  end if;
  return (
    with claims as (
      select c.claim, c.nth, coalesce(l.withdrawn, '[]'::jsonb) as withdrawn, l.retracted,
             c.claim ->> 'status' = 'unverified' or coalesce(c.claim ->> 'support' = 'not', false) or l.claim_id is not null as doubtful
      from jsonb_path_query(v_draft.content, 'lax $.claims[*]') with ordinality c (claim, nth)
      left join content.lost_evidence(v_draft) l on l.claim_id = c.claim ->> 'id'
    ),
    shown as (
      select * from claims where doubtful or not coalesce((p_page ->> 'doubtful')::boolean, false)
      order by doubtful desc, nth
      offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0) limit least(greatest(coalesce((p_page ->> 'limit')::integer, 5), 0), 20)
    )
    select jsonb_build_object(
      'outcome', v_outcome, 'kind', v_draft.content ->> 'kind', 'title', v_draft.content ->> 'title', 'version', v_draft.version,
      'hash', v_draft.hash, 'status', v_draft.status, 'current_version', v_job.versions,
      'parts', coalesce((
        select jsonb_agg(jsonb_build_object('id', p -> 'id', 'heading', coalesce(p ->> 'heading', '')))
        from jsonb_path_query(v_draft.content, 'lax $.*[*] ? (exists (@.id) && exists (@.markdown))') p), '[]'::jsonb),
      'may_retract', content.may_decide(v_job, p_person_id),
      'claims', coalesce((select jsonb_agg(s.claim || jsonb_build_object('withdrawn', s.withdrawn, 'retracted', s.retracted) order by s.doubtful desc, s.nth) from shown s), '[]'::jsonb),
      'total', (select count(*) from claims),
      'doubtful', (select count(*) from claims where doubtful)));
end $$;

grant execute on function content.read_evidence to greenlight_bot;
