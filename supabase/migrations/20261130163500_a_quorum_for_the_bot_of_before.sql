-- The bot of the first schema reads a quorum of each surface and gives up what has none: an upgrade goes schema first.
create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object(
    'id', (p_item).id, 'fence', (p_item).fence, 'kind', (p_item).kind, 'revision', (p_item).wanted,
    'channel_id', j.channel_id, 'thread_ts', case when (p_item).kind = 'brief' then j.started_in else j.thread_ts end,
    'ts', (p_item).ts, 'maybe_posted', (p_item).maybe_posted, 'attempts', (p_item).attempts,
    'uploads', (p_item).uploads, 'response_url', (p_item).response_url, 'locale', t.locale,
    'job', content.job_view(j),
    'draft', case when d.id is not null then content.draft_view(d) end,
    'question', case when (p_item).kind in ('question', 'question_pages') then (
      select content.question_view(q) from content.questions q where q.job_id = j.id and q.number = (p_item).edition) end,
    'reply', case when (p_item).kind = 'reply' then (
      select content.reply_view(r) from content.agent_replies r where r.job_id = j.id and r.number = (p_item).edition) end,
    'notice', case when (p_item).kind = 'notice' then (
      select content.notice_view(n) from content.evidence_notices n where n.job_id = j.id and n.number = (p_item).edition) end,
    'stop', case when (p_item).kind = 'budget' then (
      select content.stop_view(s) from content.budget_stops s where s.job_id = j.id and s.number = (p_item).edition) end,
    'warning', case when (p_item).kind = 'budget_warning' then (
      select content.warning_view(w) from content.budget_warnings w where w.job_id = j.id and w.number = (p_item).edition) end,
    'cost', case when (p_item).kind = 'progress' then jsonb_build_object(
      'usd', content.spent('job', j), 'tokens', content.tokens_spent('job', j)) end,
    'reminder', case when (p_item).kind = 'reminder' then (
      select content.reminder_view(r) from content.reminders r where r.job_id = j.id and r.number = (p_item).edition) end,
    'finals', case when (p_item).kind = 'card' and j.status = 'completed' then (
      select case when f.shown > 0 then 'posted' when f.given_up then 'given_up' else 'posting' end
      from content.outbox f where f.job_id = j.id and f.kind = 'final') end,
    'escalated_to', case when (p_item).kind = 'card' then content.escalated_to(j) else '[]'::jsonb end,
    'lost', case when (p_item).kind = 'card' then coalesce((
      select jsonb_agg(jsonb_build_object('claim_id', l.claim_id, 'withdrawn', l.withdrawn, 'retracted', l.retracted)) from content.lost_evidence(d) l), '[]'::jsonb) end,
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
    -- `quorum` is read by the bot of before rules of groups.
    'approval', a.state, 'approvers', a.state -> 'asked', 'quorum', coalesce(a.state -> 'quorum', '1'),
    'admins', case when (p_item).kind = 'unreachable' then platform.admins_of(j.team_id) end)
  from content.jobs j
  join platform.teams t on t.team_id = j.team_id
  left join lateral (
    select * from content.drafts v
    where v.job_id = j.id and case
      when (p_item).kind in ('pages', 'card', 'unreachable') then v.version = (p_item).edition
      when (p_item).kind in ('final', 'outcome') then v.version = j.versions
      else false end
  ) d on true
  cross join lateral (select content.approval_state(j, d) as state offset 0) a
  where j.id = (p_item).job_id
$$;
