-- The channel's head message shows what came of the brief, and a new version shares only the slides that it made anew.

-- The first slide of a carousel, the share image of an article or else its preview: as Slack holds it, of the newest version that uploaded it.
-- Empty answer: nothing was shown yet.
create function content.picture_of(p_job content.jobs) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('file_id', u ->> 'file_id', 'alt', a.picture ->> 'alt')
  from content.outbox f
  join content.drafts d on d.job_id = f.job_id and d.version = f.edition
  cross join lateral (
    select x.picture from jsonb_array_elements(d.artifacts) with ordinality x (picture, n)
    where x.picture ->> 'mime' like 'image/%'
      and x.picture ->> 'role' = any (case (p_job).type when 'carousel' then array['page'] else array['document', 'overview'] end)
    order by x.picture ->> 'role', x.n limit 1
  ) a
  cross join jsonb_array_elements(f.uploads) u
  where f.job_id = (p_job).id and f.kind = 'pages' and f.shown > 0 and u ->> 'key' = a.picture ->> 'key'
  order by f.edition desc limit 1
$$;

-- Numbers, from 1, of the slides that the version before has not, wherever they stood there. Empty answer: all are new, as
-- in a first version, in another brand's look, or in an article, which has no slides.
create function content.fresh_pages(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (
    select coalesce(jsonb_agg(s.n order by s.n), '[]'::jsonb)
    from jsonb_array_elements((p_draft).content -> 'slides') with ordinality s (slide, n)
    where not exists (select from jsonb_array_elements(b.content -> 'slides') o (slide) where o.slide = s.slide))
  from content.drafts b
  where b.job_id = (p_draft).job_id and b.version = (p_draft).version - 1
    and jsonb_typeof((p_draft).content -> 'slides') = 'array' and jsonb_typeof(b.content -> 'slides') = 'array'
    and b.content -> 'brand_version' = (p_draft).content -> 'brand_version'
$$;

create or replace function content.outbox_view(p_item content.outbox) returns jsonb
language sql stable set search_path = ''
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

-- After the card, which people wait for; its files stand in the thread before it.
create function content.show_picture_above() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  perform content.show(j.id, 'brief') from content.jobs j where j.id = new.job_id and content.picture_of(j) is not null;
  return null;
end $$;
create trigger head_shows_what_was_made after update of shown on content.outbox
for each row when (new.kind = 'card' and old.shown = 0 and new.shown > 0) execute function content.show_picture_above();

revoke execute on function content.picture_of, content.fresh_pages, content.show_picture_above from public, anon, authenticated, service_role;
