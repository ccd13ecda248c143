-- A stretch of a document's stored text, for members of its team; offsets in characters, 0-based. `not_found`: it was
-- removed, is another team's or was read for one job alone.
create function content.read_document(p_team_id text, p_document_id text, p_person_id text, p_stretch jsonb) returns jsonb
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_start integer := greatest(coalesce((p_stretch ->> 'start')::integer, 0), 0);
  v_length integer := least(greatest(coalesce((p_stretch ->> 'length')::integer, 0), 0), 20000);
  v_document content.documents;
begin
  if not exists (select from platform.people p where p.team_id = p_team_id and p.user_id = p_person_id and not p.is_guest) then
    return jsonb_build_object('outcome', 'not_allowed', 'document', null, 'text', '');
  end if;
  select d.* into v_document from content.documents d
  where d.id = p_document_id and d.team_id = p_team_id and d.job_id is null and d.removed_at is null;
  if not found then
    return jsonb_build_object('outcome', 'not_found', 'document', null, 'text', '');
  end if;
  return jsonb_build_object('outcome', 'read', 'document', content.document_view(v_document),
    'text', substr(v_document.text, v_start + 1, v_length));
end $$;

revoke execute on function content.read_document from public, anon, authenticated, service_role;
grant execute on function content.read_document to greenlight_bot;
