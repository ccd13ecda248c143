-- What people do with the team's documents.

-- Newest first; the team's own that stand. `matching` looks for words anywhere in title, file name and address.
create function content.list_documents(p_team_id text, p_page jsonb) returns jsonb
language sql stable security definer set search_path = ''
as $$
  with standing as (
    select d.id, d.created_at from content.documents d
    where d.team_id = p_team_id and d.removed_at is null and d.job_id is null
      and (p_page ->> 'matching' is null or not exists (
        select from regexp_split_to_table(content.plain(left(p_page ->> 'matching', 300)), ' ') w
        where strpos(content.plain(concat_ws(' ', d.title, d.file_name, d.url)), w) = 0))
  ),
  shown as (
    select s.id, s.created_at from standing s order by s.created_at desc, s.id
    offset greatest(coalesce((p_page ->> 'offset')::integer, 0), 0) limit least(greatest(coalesce((p_page ->> 'limit')::integer, 20), 0), 100)
  )
  select jsonb_build_object(
    'documents', coalesce((select jsonb_agg(content.document_view(d) order by s.created_at desc, s.id)
                           from shown s join content.documents d on d.id = s.id), '[]'::jsonb),
    'total', (select count(*) from standing))
$$;

create function content.may_change(p_document content.documents, p_person_id text) returns boolean
language sql stable set search_path = ''
as $$
  select exists (select from platform.people p where p.team_id = (p_document).team_id and p.user_id = p_person_id and not p.is_guest
                   and (p.role = 'admin' or p.user_id = (p_document).added_by))
$$;

-- The team's document, with all of the team's locked; an empty answer for another team's and for a page of a single job.
create function content.hold_document(p_team_id text, p_document_id text) returns content.documents
language sql set search_path = ''
as $$
  select content.lock_documents(p_team_id);
  select d from content.documents d where d.id = p_document_id and d.team_id = p_team_id and d.job_id is null
$$;

-- Hides a document from searches; passages and text stay for the drafts that quote them.
create function content.remove_document(p_team_id text, p_document_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_document content.documents := content.hold_document(p_team_id, p_document_id);
  v_outcome text := case
    when v_document.id is null then 'not_found'
    when not content.may_change(v_document, p_person_id) then 'not_allowed'
    when v_document.removed_at is not null then 'already'
    else 'done'
  end;
begin
  if v_outcome = 'done' then
    update content.documents set removed_at = platform.now(), removed_by = p_person_id where id = p_document_id returning * into v_document;
    insert into content.document_log (document_id, team_id, person_id, action) values (p_document_id, p_team_id, p_person_id, 'removed');
  end if;
  return jsonb_build_object('outcome', v_outcome, 'document', case when v_document.id is not null then content.document_view(v_document) end);
end $$;

-- Undoes a removal, and a replacement: what stands in its place goes. `same_text_exists`: its text is there under
-- another document, which the answer names.
create function content.restore_document(p_team_id text, p_document_id text, p_person_id text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_document content.documents := content.hold_document(p_team_id, p_document_id);
  v_same content.documents;
  v_other content.documents;
  v_outcome text;
begin
  select * into v_same from content.documents
  where team_id = p_team_id and job_id is null and removed_at is null and sha256 = v_document.sha256 and id <> p_document_id;
  v_outcome := case
    when v_document.id is null then 'not_found'
    when not content.may_change(v_document, p_person_id) then 'not_allowed'
    when v_document.removed_at is null then 'already'
    when v_same.id is not null then 'same_text_exists'
    else 'done'
  end;
  if v_outcome = 'same_text_exists' then
    v_document := v_same;
  elsif v_outcome = 'done' then
    v_other := content.predecessor(p_team_id, v_document.added_by, v_document.kind, coalesce(v_document.url, v_document.file_name), p_document_id);
    if v_other.id is not null then
      perform content.replace_document(v_other, v_document, p_person_id);
    end if;
    update content.documents set removed_at = null, removed_by = null where id = p_document_id returning * into v_document;
    insert into content.document_log (document_id, team_id, person_id, action) values (p_document_id, p_team_id, p_person_id, 'restored');
  end if;
  return jsonb_build_object('outcome', v_outcome, 'document', case when v_document.id is not null then content.document_view(v_document) end);
end $$;

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.list_documents, content.remove_document, content.restore_document to greenlight_bot;
