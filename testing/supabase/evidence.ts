import { createHash } from 'node:crypto';
import type { CheckedClaim, Claim, JobToStart, QuotedEvidence, ResearchDraft } from '../../ports/content.ts';
import type { useDatabase } from '../database/database.ts';
import { aFile, type Parts, showAll, TEAM } from './content.ts';

type Database = ReturnType<typeof useDatabase>;

/** A quote of a stored document, found in it by the database, as checks find it. */
export async function quoteOf(
  { owner }: Database,
  documentId: string,
  quote: string,
): Promise<QuotedEvidence> {
  const { rows } = await owner.query(
    `select d.sha256, d.title, d.url, strpos(d.text, $2) - 1 as start,
            (select p.id from content.passages p where p.document_id = d.id and strpos(p.text, $2) > 0 limit 1) as passage_id
     from content.documents d where d.id = $1`,
    [documentId, quote],
  );
  const { sha256, title, url, start, passage_id } = rows[0] as Record<string, string> & { start: number };
  if (start < 0) throw new Error(`Cannot quote "${quote}": document ${documentId} does not hold it`);
  const end = start + [...quote].length;
  const named = createHash('sha256').update(`${sha256}:${start}-${end}`).digest('hex');
  return {
    id: `e${named.slice(0, 16)}`,
    passage_id: passage_id ?? '',
    document_id: documentId,
    snapshot_sha256: sha256 ?? '',
    title: title ?? '',
    url: url ?? null,
    fetched_at: null,
    quote,
    before: '',
    after: '',
    start,
    end,
  };
}

/** A claim that its quotes carry. */
export function aClaim(
  id: string,
  evidence: QuotedEvidence[],
  more: Partial<CheckedClaim> = {},
): CheckedClaim {
  return {
    id,
    place: 1,
    text: `Sentence ${id}.`,
    evidence,
    status: 'verified',
    faults: [],
    support: 'supported',
    ...more,
  };
}

let keys = 0;
type Start = Partial<{ team: string; requester: string; from: string | null }>;

/** A job with an open thread. */
export async function startAny(
  parts: Parts,
  type: 'carousel' | 'blog' | 'research',
  o: Start = {},
): Promise<string> {
  keys += 1;
  const open = { topic: `question ${keys}`, audience: null, language: null };
  const job: JobToStart =
    type === 'research'
      ? { type, brief: { ...open, urls: [], rounds: null } }
      : type === 'blog'
        ? {
            type,
            brief: { ...open, words: null, tone: null, keywords: null, call_to_action: null, urls: [] },
          }
        : { type, brief: { ...open, slides: null, tone: null, call_to_action: null } };
  const { job_id } = await parts.bot.enqueueJob({
    ...job,
    team_id: o.team ?? TEAM,
    requester_id: o.requester ?? 'ana',
    channel_id: 'C1',
    from_job_id: o.from ?? null,
    command: `/x ${keys}`,
    idempotency_key: `evidence key ${keys}`,
    response_url: null,
  });
  await showAll(parts);
  return job_id;
}

/** A running job. Needs that no other one waits, as `endAllJobs` leaves it. */
export async function holdAny(
  parts: Parts,
  type: 'carousel' | 'blog' | 'research',
  o: Start = {},
): Promise<Claim> {
  const id = await startAny(parts, type, o);
  const job = await parts.agent.claimJob('test runner', [type]);
  if (job?.id !== id) throw new Error(`Claimed ${job?.id ?? 'nothing'} instead of ${id}`);
  return { id, fence: job.fence };
}

/** Records the next version of a held research. */
export async function recordReport(
  parts: Parts,
  held: Claim,
  more: Partial<ResearchDraft> = {},
  version = 1,
) {
  const final = await parts.agent.putArtifact(held, {
    ...aFile(held.id, `v${version}/final/evidence.json`, held.id),
    mime: 'application/json',
    role: 'document',
  });
  return parts.agent.recordDraft(held, {
    version,
    reason: null,
    read_upto: null,
    artifacts: [],
    finals: [final],
    content: {
      kind: 'research',
      title: 'Report',
      question: 'What is known?',
      language: 'en',
      summary: { id: 'summary', heading: '', markdown: 'In short.', evidence: [] },
      findings: [],
      contradictions: [],
      uncertain: [],
      not_found: [],
      questions: [],
      searches: [],
      unread: [],
      sources: [],
      changes: [],
      warnings: [],
      brand_version: 1,
      rules_version: 1,
      model: 'm',
      offline: false,
      ...more,
    },
  });
}
