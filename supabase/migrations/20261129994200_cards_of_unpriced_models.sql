-- A card says when the caps count the tokens of its job and no money.

-- True when a model was asked whose price nobody knows; the sandbox's own writer is no model.
create function content.is_unpriced(p_job_id text) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select exists (
    select from content.usage_ledger u
    where u.job_id = p_job_id and u.state <> 'void' and coalesce(u.usd, u.reserved_usd) = 0 and u.model not like 'offline-%'
      and coalesce(u.input_tokens, 0) + coalesce(u.output_tokens, 0) > 0)
$$;

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind <> 'brief' then j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'question', case when (p_item).kind in ('question', 'question_pages') then (
      select content.question_view(q) from content.questions q where q.job_id = j.id and q.number = (p_item).edition) end,
    'reply', case when (p_item).kind = 'reply' then (
      select content.reply_view(r) from content.agent_replies r where r.job_id = j.id and r.number = (p_item).edition) end,
    'pictures', coalesce((
      select jsonb_agg(u) from content.outbox f cross join jsonb_array_elements(f.uploads) u
      where f.job_id = j.id and f.edition = (p_item).edition and f.shown > 0
        and f.kind = case when (p_item).kind = 'question' then 'question_pages' else 'pages' end), '[]'::jsonb),
    'picture', case when (p_item).kind = 'brief' then content.picture_of(j) end,
    'fresh_pages', case when (p_item).kind = 'pages' and j.earlier_threads = '{}' then content.fresh_pages(d) end,
    'current_card_ts', (select n.card_ts from content.drafts n where n.job_id = j.id order by n.version desc limit 1),
    'unpriced', (p_item).kind = 'card' and content.is_unpriced(j.id),
    'reviews', coalesce((
      select jsonb_agg(content.review_view(r) order by r.created_at, r.id) from content.reviews r
      where r.job_id = j.id and (d.version is null or r.version = d.version)), '[]'::jsonb),
    'approvers', platform.approvers_of(j.team_id, j.type, j.requester_id),
    'quorum', coalesce((platform.approver_rule(j.team_id, j.type)).quorum, 1))
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  where j.id = (p_item).job_id
$$;

revoke execute on function content.is_unpriced from public, anon, authenticated, service_role;
