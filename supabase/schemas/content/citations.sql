-- What each version rests on, and what becomes of it when a source is withdrawn or a quote retracted. An evidence id names
-- a quote by its snapshot and place, so that it is the same one in every job.

create table content.citations (
  draft_id text not null references content.drafts on delete cascade,
  team_id text not null,
  document_id text not null,
  -- Both empty: a document among the version's sources.
  claim_id text not null default '',
  evidence_id text not null default '',
  primary key (draft_id, claim_id, evidence_id, document_id),
  constraint what_is_cited_is_of_the_same_team foreign key (document_id, team_id)
    references content.documents (id, team_id) on delete cascade
);
alter table content.citations enable row level security;
create index citations_of_a_document on content.citations (document_id);
create index citations_of_a_quote on content.citations (team_id, evidence_id) where evidence_id <> '';

create function content.note_citations(p_draft content.drafts, p_team_id text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  insert into content.citations (draft_id, team_id, document_id, claim_id, evidence_id)
  select (p_draft).id, p_team_id, o.id, coalesce(c ->> 'id', ''), e ->> 'id'
  from jsonb_path_query((p_draft).content, 'lax $.claims[*]') c
  cross join lateral jsonb_path_query(c, 'lax $.evidence[*] ? (@.id != "")') e
  join content.documents o on o.id = e ->> 'document_id' and o.team_id = p_team_id and o.sha256 = e ->> 'snapshot_sha256'
  union
  select (p_draft).id, p_team_id, o.id, '', ''
  from jsonb_path_query((p_draft).content, 'lax $.sources[*]') s
  join content.documents o on o.id = s ->> 'document_id' and o.team_id = p_team_id
  on conflict do nothing
$$;

-- Whether a person took a document's text out of the knowledge base. A newer text of its source, which takes its place,
-- withdraws nothing; nor is a text withdrawn that stands there again.
create function content.is_withdrawn(p_document content.documents) returns boolean
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select (p_document).removed_at is not null
    and (select l.action from content.document_log l where l.document_id = (p_document).id order by l.id desc limit 1) = 'removed'
    and not exists (
      select from content.documents s
      where s.team_id = (p_document).team_id and s.job_id is null and s.removed_at is null and s.sha256 = (p_document).sha256)
$$;

-- Of a version's claims those whose evidence is withdrawn or retracted: `withdrawn` are titles of documents, `retracted`
-- who said so, why and when, or null.
create function content.lost_evidence(p_draft content.drafts) returns table (claim_id text, withdrawn jsonb, retracted jsonb)
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select l.claim_id, coalesce(jsonb_agg(distinct l.title) filter (where l.title is not null), '[]'::jsonb), (array_agg(l.retracted order by l.at))[1]
  from (
    select c.claim_id, case when content.is_withdrawn(o) then o.title end as title, r.at,
           case when r.evidence_id is not null then jsonb_build_object('person_id', r.person_id, 'reason', r.reason, 'at', r.at) end as retracted
    from content.citations c
    join content.documents o on o.id = c.document_id
    left join content.retractions r on r.team_id = c.team_id and r.evidence_id = c.evidence_id
    where c.draft_id = (p_draft).id and c.evidence_id <> ''
  ) l
  where l.title is not null or l.retracted is not null
  group by l.claim_id
$$;

-- How many claims of a version an approver would have to answer for.
create function content.doubts_of(p_draft content.drafts) returns jsonb
language sql stable set search_path = pg_catalog, pg_temp
as $$
  select jsonb_build_object('unverified', (p_draft).unverified, 'unsupported', (p_draft).unsupported,
    'withdrawn', count(*) filter (where l.withdrawn <> '[]'), 'retracted', count(*) filter (where l.retracted is not null))
  from content.lost_evidence(p_draft) l
$$;

-- Cards of open versions that cite a text: what they say of it has changed.
create function content.redraw_citing(p_team_id text, p_sha256 text) returns void
language sql set search_path = pg_catalog, pg_temp
as $$
  select content.show(d.job_id, 'card', d.version)
  from (
    select distinct c.draft_id from content.documents o join content.citations c on c.document_id = o.id
    where o.team_id = p_team_id and o.sha256 = p_sha256 and c.evidence_id <> ''
  ) c
  join content.drafts d on d.id = c.draft_id and d.status = 'proposed'
  order by d.job_id
$$;
