-- Words that a person wrote in the thread, or in a note, and that stand in a version as they were written are text by that
-- person's hand: under four eyes its author does not approve it. Deleting a message redacts what came from that message.

-- [{"person_id", "text"}]: whose words stand in the version, in the form of `content.plain`.
alter table content.drafts add column authors jsonb not null default '[]';
-- Messages of the thread that led to this version: what `reason` quotes, joined by line ends.
alter table content.drafts add column reason_from bigint[] not null default '{}';
-- The words as a turn read them, when they were edited or deleted afterwards.
alter table content.chat_history add column as_read text;
-- What a turn read was marked in the transaction that recorded its version.
update content.drafts d set reason_from = coalesce((
  select array_agg(h.id order by h.id) from content.chat_history h
  where h.job_id = d.job_id and h.kind = 'message' and h.read_at = d.created_at), '{}');

create function content.author_ids(p_draft content.drafts) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(jsonb_agg(distinct a -> 'person_id'), '[]'::jsonb) from jsonb_array_elements((p_draft).authors) a
$$;

create or replace function content.draft_view(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_draft).id, 'job_id', (p_draft).job_id, 'version', (p_draft).version, 'hash', (p_draft).hash,
    'status', (p_draft).status, 'content', (p_draft).content, 'artifacts', (p_draft).artifacts, 'finals', (p_draft).finals,
    'authors', content.author_ids(p_draft), 'reason', (p_draft).reason, 'created_at', (p_draft).created_at)
$$;

-- The words of what people read in a version, one text a line, each between spaces; so that words are found as wholes
-- and never across two texts. Marks of footnotes stand between words that belong together.
create function content.plain_texts(p_content jsonb) returns text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select coalesce(string_agg(' ' || content.plain(regexp_replace(s #>> '{}', '\[\^[^\]]*\]', '', 'g')) || ' ', E'\n'), '')
  from jsonb_path_query(p_content - array['kind', 'language', 'sources', 'warnings', 'blocking', 'changes', 'disclaimers', 'proofs', 'model'],
                        'lax $.**') s
  where jsonb_typeof(s) = 'string'
$$;

-- What somebody gives word for word, in plain words: between quotation or code marks, quoted lines, what follows a colon
-- (two words and more), and what follows a word such as "por", "to" or "diga" up to the end of the clause (three and more).
create function content.given_words(p_text text) returns setof text
language sql immutable set search_path = pg_catalog, pg_temp
as $$
  with marks (pattern) as (values
    ('"([^"]+)"'), ('[“”„‟]([^“”„‟]+)[“”]'), ('«([^«»]+)»'), ('»([^«»]+)«'), ('‹([^‹›]+)›'),
    ('[‘‚‛]([^‘‚‛]+)[’‘]'), ('(?:^|[\s(:,])''([^\n]+?)''(?=$|[\s).,;:!?])'), ('`+([^`]+)`+'), ('(?n)^\s*(?:>|&gt;)+\s*(.+)$')
  ),
  lines as (select l from regexp_split_to_table(p_text, E'\n') l),
  spans (words, least_words) as (
    select content.plain(m[1]), 1 from marks cross join lateral regexp_matches(p_text, pattern, 'g') m
    union all
    select content.plain(array_to_string(p.parts[i:], ':')), 2
    from lines cross join lateral (select string_to_array(l, ':') as parts) p cross join lateral generate_series(2, least(cardinality(p.parts), 20)) i
    union all
    select array_to_string(c.w[i + 1:], ' '), 3
    from lines cross join lateral regexp_split_to_table(l, '[.;!?]+(?=\s|$)') clause
    cross join lateral (select string_to_array(content.plain(clause), ' ') as w) c
    cross join lateral generate_series(1, least(cardinality(c.w), 400)) i
    where c.w[i] in ('por', 'para', 'to', 'with', 'as', 'read', 'reads', 'say', 'says', 'saying', 'diga', 'dizer', 'dizendo', 'diz', 'escreva',
                     'escrever', 'chame', 'it', 'que', 'that', 'com', 'ser', 'be')
  )
  select distinct words from spans where words <> '' and cardinality(string_to_array(words, ' ')) >= least_words
$$;

-- Words of `p_text` that stand in `p_new` and not in `p_old` (both as `content.plain_texts`): given word for word, or four
-- and more in a row.
create function content.words_by_hand(p_text text, p_new text, p_old text) returns setof text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
  c_run constant integer := 4;
  v_words text[] := (string_to_array(content.plain(p_text), ' '))[1:4000];
  v_run text;
  v_longer text;
  v_at integer := 1;
  v_end integer;
begin
  return query select g from content.given_words(p_text) g
    where strpos(p_new, ' ' || g || ' ') > 0 and strpos(p_old, ' ' || g || ' ') = 0;
  while v_at + c_run - 1 <= coalesce(cardinality(v_words), 0) loop
    v_run := array_to_string(v_words[v_at:v_at + c_run - 1], ' ');
    if strpos(p_new, ' ' || v_run || ' ') = 0 or strpos(p_old, ' ' || v_run || ' ') > 0 then
      v_at := v_at + 1;
      continue;
    end if;
    v_end := v_at + c_run - 1;
    loop
      exit when v_end >= cardinality(v_words);
      v_longer := v_run || ' ' || v_words[v_end + 1];
      exit when strpos(p_new, ' ' || v_longer || ' ') = 0;
      v_run := v_longer;
      v_end := v_end + 1;
    end loop;
    return next v_run;
    v_at := v_end + 1;
  end loop;
end $$;

-- Whose words stand in a new version: those of the version before as long as they stand, and those that came with it. What
-- the brief says already is nobody's addition to the first version.
create function content.authors_of(p_job content.jobs, p_content jsonb, p_before content.drafts) returns jsonb
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
  v_new text := content.plain_texts(p_content);
  v_old text := case when (p_before).id is null then content.plain_texts((p_job).brief) else content.plain_texts((p_before).content) end;
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('person_id', e.person_id, 'text', e.words) order by e.person_id, e.words)
    from (
      select a ->> 'person_id' as person_id, a ->> 'text' as words
      from jsonb_array_elements(coalesce((p_before).authors, '[]'::jsonb)) a
      where strpos(v_new, ' ' || (a ->> 'text') || ' ') > 0
      union
      select h.author_id, w
      from content.chat_history h
      cross join lateral (values (h.text), (h.as_read)) t (said)
      cross join lateral content.words_by_hand(t.said, v_new, v_old) w
      where h.job_id = (p_job).id and h.author_kind = 'person' and h.kind in ('message', 'review', 'action') and t.said <> ''
      limit 500
    ) e), '[]'::jsonb);
end $$;

-- The messages that a turn has read, and its reason without the words that were deleted while it was made.
create function content.reason_of_turn(p_job_id text, p_read_upto bigint, p_reason text) returns table (ids bigint[], reason text)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select array_agg(t.id order by t.id) filter (where not t.gone),
    case when not bool_or(t.gone) then p_reason
         when p_reason = string_agg(t.said, E'\n' order by t.id) then string_agg(t.said, E'\n' order by t.id) filter (where not t.gone) end
  from (
    select h.id, trim(coalesce(h.as_read, h.text), E' \t\r\n') as said, h.deleted_at is not null as gone
    from content.chat_history h
    where h.job_id = p_job_id and h.kind = 'message' and h.id <= p_read_upto and (h.unread or h.deleted_at is not null and h.as_read is not null)
  ) t where t.said <> ''
$$;

-- Stores the next version, supersedes the one before and waits for people, without a worker. A repeat of the newest
-- version with the same text only waits again: after a crash, or when a reply changed nothing. A superseded version can
-- never go out: its final files are gone at once.
create or replace function content.record_draft(p_job_id text, p_fence bigint, p_draft jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs := content.hold_job(p_job_id, p_fence);
  v_version integer := content.number_of(p_draft, 'version');
  v_finals jsonb := coalesce(p_draft -> 'finals', '[]'::jsonb);
  v_hash text;
  v_draft content.drafts;
  v_before content.drafts;
  v_reason text := p_draft ->> 'reason';
  v_from bigint[];
begin
  if p_draft -> 'content' ->> 'kind' is distinct from v_job.type or jsonb_typeof(p_draft -> 'artifacts') is distinct from 'array'
    or jsonb_typeof(v_finals) <> 'array' or jsonb_typeof(coalesce(p_draft -> 'content' -> 'blocking', '[]'::jsonb)) <> 'array' then
    raise sqlstate 'PT400' using message = format('Cannot record a draft of kind "%s" for a %s: its own kind is accepted, with lists of files and of what blocks it',
      p_draft -> 'content' ->> 'kind', v_job.type), detail = 'bad_draft';
  end if;
  v_hash := content.draft_hash(p_draft -> 'content', p_draft -> 'artifacts', v_finals);
  perform content.require_stored(p_job_id, (p_draft -> 'artifacts') || v_finals, format('version %s', v_version));
  -- A version's final files live and end with it.
  if exists (select from jsonb_array_elements(v_finals) a where not starts_with(a ->> 'key', p_job_id || '/v' || v_version || '/')) then
    raise sqlstate 'PT400' using message = format('Cannot record version %s of job "%s": its final files lie below v%s/', v_version, p_job_id, v_version),
      detail = 'bad_key';
  end if;
  if v_version = v_job.versions then
    select * into v_draft from content.drafts where job_id = p_job_id and version = v_version;
  end if;
  if v_draft.id is not null then
    if v_draft.hash <> v_hash or v_draft.status <> 'proposed'
       or (v_job.resume ? 'decision' and (v_job.resume ->> 'version')::integer = v_version) then
      raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s" again: it is %s and its text is fixed', v_version, p_job_id, v_draft.status),
        detail = 'version_is_fixed';
    end if;
  elsif v_version <> v_job.versions + 1 then
    raise sqlstate 'PT409' using message = format('Cannot record version %s of job "%s": the next one is %s', v_version, p_job_id, v_job.versions + 1),
      detail = 'wrong_version';
  else
    delete from content.artifacts f using content.drafts d
    where d.job_id = p_job_id and d.status = 'proposed' and f.job_id = p_job_id
      and f.key in (select a ->> 'key' from jsonb_array_elements(d.finals) a);
    select * into v_before from content.drafts where job_id = p_job_id and version = v_version - 1;
    if v_job.resume ->> 'kind' = 'reply' then
      select s.ids, s.reason into v_from, v_reason from content.reason_of_turn(p_job_id, (p_draft ->> 'read_upto')::bigint, v_reason) s;
    end if;
    update content.drafts set status = 'superseded' where job_id = p_job_id and status = 'proposed';
    insert into content.drafts (job_id, version, hash, content, artifacts, finals, reason, reason_from, authors)
    values (p_job_id, v_version, v_hash, p_draft -> 'content', p_draft -> 'artifacts', v_finals, v_reason, coalesce(v_from, '{}'),
            content.authors_of(v_job, p_draft -> 'content', v_before))
    returning * into v_draft;
    -- Kept of deleted words only until it was clear whose words the version holds.
    update content.chat_history set as_read = null where job_id = p_job_id and deleted_at is not null;
    perform content.say(v_job, 'agent', p_draft -> 'content' ->> 'model', 'draft', p_draft -> 'content' ->> 'title');
  end if;
  update content.jobs
  set status = 'awaiting_review', versions = v_version, resume = null, error = null, attempts = 0, leased_until = null, worker = null
  where id = p_job_id returning * into v_job;
  perform content.show(p_job_id, 'pages', v_version);
  if v_version > 1 then
    perform content.show(p_job_id, 'card', v_version - 1);
  end if;
  perform content.show_job(v_job);
  perform content.take_up_replies(p_job_id, (p_draft ->> 'read_upto')::bigint);
  return content.draft_view(v_draft);
end $$;

-- Decides on exactly the version and hash that the button carried, under the job's lock. The deciding approval completes
-- the job with the final files of that draft. Every answer but `decided` (and `quorum_pending`, which keeps the
-- approval) changes nothing.
create or replace function content.record_review(p_click jsonb) returns jsonb
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_job content.jobs;
  v_draft content.drafts;
  v_person platform.people;
  v_rule platform.approver_rules;
  v_review content.reviews;
  v_standing content.reviews;
  v_decision text := p_click ->> 'decision';
  v_reviewer text := p_click ->> 'reviewer_id';
  v_note text := nullif(trim(p_click ->> 'note'), '');
  v_approvals integer;
  v_outcome text;
  v_reason text;
begin
  select * into v_job from content.jobs where id = p_click ->> 'job_id' for update;
  select * into v_draft from content.drafts where job_id = v_job.id and version = (p_click ->> 'version')::integer;
  if v_draft.id is null then
    raise sqlstate 'PT404' using message = format('Cannot review version %s of job "%s": there is none', p_click ->> 'version', p_click ->> 'job_id'),
      detail = 'unknown_draft';
  end if;
  if v_draft.hash is distinct from p_click ->> 'hash' then
    raise sqlstate 'PT409' using message = format('Cannot review version %s of job "%s": the button is for another text', v_draft.version, v_job.id),
      detail = 'hash_mismatch', hint = 'Use the buttons of the newest card.';
  end if;
  if v_decision is null or v_decision not in ('approve', 'request_changes', 'reject') then
    raise sqlstate 'PT400' using message = format('Cannot decide "%s": accepted are approve, request_changes, reject', v_decision), detail = 'bad_decision';
  end if;
  if v_decision = 'request_changes' and v_note is null then
    raise sqlstate 'PT400' using message = 'Cannot request changes without saying which', detail = 'note_missing';
  end if;
  select * into v_person from platform.people where team_id = v_job.team_id and user_id = v_reviewer;
  v_rule := platform.approver_rule(v_job.team_id, v_job.type);
  select * into v_standing from content.reviews
  where draft_id = v_draft.id and (decision <> 'approve' or v_draft.status = 'approved') order by created_at desc, id limit 1;
  -- An approval counts as long as its author may still give it.
  select count(*) into v_approvals from content.reviews a
  join platform.people p on p.team_id = v_job.team_id and p.user_id = a.reviewer_id
  where a.draft_id = v_draft.id and a.decision = 'approve' and p.role = any (v_rule.roles) and not p.is_guest;

  if v_draft.version < v_job.versions or v_draft.status = 'superseded' then
    v_outcome := 'superseded';
  elsif v_job.status <> 'awaiting_review' or v_draft.status <> 'proposed' then
    v_outcome := 'already_decided';
    v_reason := v_job.status;
  elsif v_person.user_id is null or v_person.is_guest then
    v_outcome := 'not_allowed';
    v_reason := 'guest';
  elsif v_rule.team_id is null then
    -- Without a rule nobody may: a comparison with nothing must not let everybody.
    v_outcome := 'not_allowed';
    v_reason := 'role';
  elsif v_decision <> 'request_changes' and v_rule.four_eyes and v_reviewer = v_job.requester_id then
    v_outcome := 'not_allowed';
    v_reason := 'requester';
  elsif not (v_person.role = any (v_rule.roles)) and not (v_decision = 'request_changes' and v_reviewer = v_job.requester_id) then
    v_outcome := 'not_allowed';
    v_reason := 'role';
  elsif v_decision = 'approve' and exists (
    select from content.reviews where draft_id = v_draft.id and reviewer_id = v_reviewer and decision = 'approve'
  ) then
    v_outcome := 'not_allowed';
    v_reason := 'already_approved';
  elsif v_decision = 'approve' and v_rule.four_eyes and content.author_ids(v_draft) ? v_reviewer then
    -- Whoever wrote text of this version by hand is no second pair of eyes.
    v_outcome := 'not_allowed';
    v_reason := 'author';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.blocking) > 0 then
    v_outcome := 'not_allowed';
    v_reason := 'closed';
  elsif v_decision = 'approve' and jsonb_array_length(v_draft.finals) = 0 then
    -- What would go out was never shown to anybody.
    v_outcome := 'not_allowed';
    v_reason := 'no_final_files';
  else
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision, note)
    values (v_draft.id, v_job.id, v_draft.version, v_draft.hash, v_reviewer, v_decision, v_note)
    returning * into v_review;
    perform content.say(v_job, 'person', v_reviewer, 'review', v_decision || coalesce(': ' || v_note, ''));
    if v_decision = 'approve' then
      v_approvals := v_approvals + 1;
    end if;
    if v_decision = 'approve' and v_approvals < v_rule.quorum then
      v_outcome := 'quorum_pending';
      perform content.show(v_job.id, 'card', v_draft.version);
    else
      v_outcome := 'decided';
      v_standing := v_review;
      if v_decision = 'approve' then
        perform content.require_stored(v_job.id, v_draft.finals, format('the approval of version %s', v_draft.version));
        update content.drafts set status = 'approved', approved_at = platform.now() where id = v_draft.id;
        update content.jobs
        set status = 'completed', final = v_draft.finals, resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
        perform content.say(v_job, 'agent', v_job.type, 'outcome', 'completed');
        perform content.show(v_job.id, 'final');
      elsif v_decision = 'reject' then
        update content.drafts set status = 'rejected' where id = v_draft.id;
        update content.jobs set status = 'rejected', resume = null, error = null, ended_at = platform.now()
        where id = v_job.id returning * into v_job;
      else
        update content.jobs
        set status = 'queued', run_at = platform.now(), attempts = 0, error = null,
            resume = jsonb_build_object(
              'review_id', v_review.id, 'decision', v_decision, 'version', v_draft.version, 'hash', v_draft.hash,
              'note', v_note, 'reviewer_id', v_reviewer)
        where id = v_job.id returning * into v_job;
      end if;
      perform content.show_job(v_job);
      if v_job.ended_at is not null then
        perform content.prune_superseded_files(v_job.id);
      end if;
    end if;
  end if;

  return jsonb_build_object(
    'outcome', v_outcome, 'reason', v_reason,
    'approvers', coalesce((
      select jsonb_agg(a.id) from jsonb_array_elements(platform.approvers_of(v_job.team_id, v_job.type, v_job.requester_id)) a (id)
      where not (coalesce(v_rule.four_eyes, true) and content.author_ids(v_draft) ? (a.id #>> '{}'))), '[]'::jsonb),
    'job_status', v_job.status, 'current_version', v_job.versions,
    'current_card_ts', (select card_ts from content.drafts where job_id = v_job.id and version = v_job.versions),
    'channel_id', v_job.channel_id,
    'standing', case when v_standing.id is not null then content.review_view(v_standing) end,
    'approvals', v_approvals, 'quorum', coalesce(v_rule.quorum, 1));
end $$;

-- Follows an edit. `read`: the words were read before, so that the edit changes nothing; `followed`: what is read, or
-- kept, are the new words; `unknown`: no such message is kept. Words that come to a message without any are a new one.
create or replace function content.edit_message(p_message jsonb) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_old content.chat_history;
  v_job content.jobs;
  v_text text := left(coalesce(p_message ->> 'text', ''), 40000);
  v_was_read boolean;
begin
  select * into v_old from content.chat_history h
  where h.channel_id = p_message ->> 'channel_id' and h.slack_ts = p_message ->> 'ts' and h.team_id = p_message ->> 'team_id'
    and h.kind = 'message' and h.deleted_at is null;
  if v_old.id is null then
    return 'unknown';
  end if;
  select * into v_job from content.jobs where id = v_old.job_id for update;
  v_was_read := v_old.read_at is not null or (v_old.unread and v_job.status = 'running' and v_job.resume ->> 'kind' = 'reply');
  update content.chat_history h
  set text = v_text, edited_at = platform.now(),
      as_read = case when v_was_read then coalesce(h.as_read, v_old.text) else h.as_read end,
      unread = h.unread or (trim(h.text) = '' and trim(v_text) <> '' and h.read_at is null and v_job.ended_at is null
                            and v_job.type in ('carousel', 'blog') and content.may_steer(v_job, h.author_id))
  where h.id = v_old.id;
  perform content.take_up_replies(v_job.id);
  return case when v_text <> v_old.text and v_job.ended_at is null and v_was_read then 'read' else 'followed' end;
end $$;

-- Follows a deletion: the words are gone from the memory, and from what the card of a version that it led to quotes of
-- them, unless people have decided on that version. That there was a message stays. False: no such message is kept.
create or replace function content.delete_message(p_message jsonb) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
  v_old content.chat_history;
  v_job content.jobs;
  v_draft content.drafts;
  v_parts text;
  v_rest text;
begin
  select * into v_old from content.chat_history h
  where h.channel_id = p_message ->> 'channel_id' and h.slack_ts = p_message ->> 'ts' and h.team_id = p_message ->> 'team_id'
    and h.kind = 'message' and h.deleted_at is null;
  if v_old.id is null then
    return false;
  end if;
  select * into v_job from content.jobs where id = v_old.job_id for update;
  for v_draft in
    select d.* from content.drafts d
    where d.job_id = v_old.job_id and v_old.id = any (d.reason_from) and d.status not in ('approved', 'rejected')
      and not exists (select from content.reviews r where r.draft_id = d.id)
  loop
    select string_agg(t.said, E'\n' order by t.id), string_agg(t.said, E'\n' order by t.id) filter (where t.id <> v_old.id)
    into v_parts, v_rest
    from (
      select h.id, trim(coalesce(h.as_read, h.text), E' \t\r\n') as said from content.chat_history h
      where h.id = any (v_draft.reason_from) and h.deleted_at is null
    ) t where t.said <> '';
    -- Where the reason is told in other words, none of them can be told apart.
    update content.drafts set reason = case when v_draft.reason = v_parts then v_rest end where id = v_draft.id;
    perform content.show(v_old.job_id, 'card', v_draft.version);
  end loop;
  update content.chat_history h
  set text = '', unread = false, deleted_at = platform.now(),
      -- A turn that has read them may put them into a version: until then it is known whose they are.
      as_read = case when v_old.unread and v_job.status = 'running' and v_job.resume ->> 'kind' = 'reply' then coalesce(h.as_read, v_old.text) end
  where h.id = v_old.id;
  return true;
end $$;

revoke execute on all functions in schema content from public, anon, authenticated, service_role;
grant execute on function content.record_draft to greenlight_agent;
grant execute on function content.record_review, content.edit_message, content.delete_message to greenlight_bot;
