import type { Owner } from '../clock/owner.ts';

/** What the side panel lists of a job. */
export interface JobLine {
  id: string;
  type: string;
  status: string;
  topic: string;
  requester_id: string;
  channel_id: string;
  thread_ts: string | null;
  /** Settled calls of the model. */
  usd: number;
}

/** How far the first carousel of this workspace has come, by what is stored. */
export interface FirstMinute {
  asked: boolean;
  drafted: boolean;
  /** By another person than asked for it. */
  approved: boolean;
  /** Of the newest carousel. */
  requester_id: string | null;
  channel_id: string | null;
  thread_ts: string | null;
}

const SHOWN_JOBS = 8;

export async function readOverview(owner: Owner): Promise<{ jobs: JobLine[]; first: FirstMinute }> {
  const [jobs, first] = await Promise.all([
    owner.query(
      `select j.id, j.type, j.status, coalesce(j.brief ->> 'topic', '') as topic, j.requester_id, j.channel_id, j.thread_ts,
              (select coalesce(sum(u.usd), 0)::float8 from content.usage_ledger u where u.job_id = j.id) as usd
       from content.jobs j order by j.created_at desc, j.id limit $1`,
      [SHOWN_JOBS],
    ),
    owner.query(
      `select exists (select from content.jobs where type = 'carousel') as asked,
              exists (select from content.drafts d join content.jobs j on j.id = d.job_id where j.type = 'carousel') as drafted,
              exists (select from content.jobs j join content.reviews r on r.job_id = j.id
                      where j.type = 'carousel' and j.status = 'completed' and r.decision = 'approve'
                        and r.reviewer_id <> j.requester_id) as approved,
              newest.requester_id, newest.channel_id, newest.thread_ts
       from (select 1) one left join lateral (
         select requester_id, channel_id, thread_ts from content.jobs where type = 'carousel'
         order by created_at desc, id limit 1) newest on true`,
    ),
  ]);
  // SAFETY: the columns are named in the queries above.
  return { jobs: jobs.rows as unknown as JobLine[], first: first.rows[0] as unknown as FirstMinute };
}
