import type { Claim } from '../../ports/content.ts';
import type { useDatabase } from '../database/database.ts';
import { aFile as aPicture, type Parts, showAll, TEAM } from './content.ts';

export const OTHER_TEAM = 'T2';
type Database = ReturnType<typeof useDatabase>;

/** A second team, in which `ana` is an admin: what she may do there says nothing about the first. */
export async function installOtherTeam({ owner }: Database): Promise<void> {
  await owner.query(
    `select platform.install_team('{"team_id":"${OTHER_TEAM}","name":"Beta","sandbox":true}')`,
  );
  await owner.query('select platform.note_person($1)', [
    JSON.stringify({ team_id: OTHER_TEAM, user_id: 'ana', name: 'ana' }),
  ]);
  await owner.query(`select platform.set_role($1, 'ana', 'admin')`, [OTHER_TEAM]);
}

interface JobOptions {
  requester?: string;
  team?: string;
  type?: 'knowledge' | 'blog' | 'carousel';
  /** Of a `knowledge` job; without one it reads a page. */
  upload?: string;
}

let keys = 0;
async function startReading(parts: Parts, o: JobOptions): Promise<string> {
  keys += 1;
  const common = {
    team_id: o.team ?? TEAM,
    requester_id: o.requester ?? 'ana',
    channel_id: 'C1',
    command: `/x ${keys}`,
    idempotency_key: `document key ${keys}`,
    response_url: null,
  };
  const topic = `topic ${keys}`;
  const rest = { audience: null, language: null, words: null, tone: null };
  const { job_id } = await parts.bot.enqueueJob(
    o.type === 'carousel'
      ? {
          ...common,
          type: 'carousel',
          brief: { topic, audience: null, language: null, slides: null, tone: null, call_to_action: null },
        }
      : o.type === 'blog'
        ? {
            ...common,
            type: 'blog',
            brief: { ...rest, topic, keywords: null, call_to_action: null, urls: [] },
          }
        : {
            ...common,
            type: 'knowledge',
            brief: {
              topic,
              title: null,
              language: null,
              source: o.upload
                ? { kind: 'upload', upload_id: o.upload }
                : { kind: 'url', url: 'https://a.example' },
            },
          },
  );
  await showAll(parts);
  return job_id;
}

/** A running job. Needs that no other one waits, as `endAllJobs` leaves it. */
export async function holdJob(parts: Parts, options: JobOptions = {}): Promise<Claim> {
  const id = await startReading(parts, options);
  const job = await parts.agent.claimJob('test runner', ['knowledge', 'blog', 'carousel']);
  if (job?.id !== id) throw new Error(`Claimed ${job?.id ?? 'nothing'} instead of ${id}`);
  return { id, fence: job.fence };
}

type Stored = Parameters<Parts['agent']['storeDocument']>[1];
let texts = 0;
/** A document with a text of its own. */
export function aDocument(more: Partial<Stored> = {}): Stored {
  texts += 1;
  return {
    scope: 'team',
    kind: 'text',
    title: `Document ${texts}`,
    language: 'en',
    url: null,
    file_name: null,
    text: `The text with number ${texts}.`,
    source_sha256: 'a'.repeat(64),
    fetched_at: null,
    ...more,
  };
}
export const aPage = (url: string, more: Partial<Stored> = {}) =>
  aDocument({ kind: 'url', url, fetched_at: '2026-11-20T10:00:00Z', ...more });
export const aFile = (file_name: string, more: Partial<Stored> = {}) =>
  aDocument({ kind: 'file', file_name, ...more });

/** What one person adds with a job of its own. */
export async function addDocument(parts: Parts, document: Stored, options: JobOptions = {}) {
  const held = await holdJob(parts, options);
  const stored = await parts.agent.storeDocument(held, document);
  await parts.agent.finishJob(held, {});
  return stored;
}

/** Ids of the documents that a search finds. */
export async function foundIds(parts: Parts, query: string, more: { team?: string; job_id?: string } = {}) {
  const { team = TEAM, ...job } = more;
  const { passages } = await parts.agent.searchKnowledge(team, query, null, 50, job);
  return [...new Set(passages.map((p) => p.document_id))];
}

/** Records a draft of a held job that quotes a document, and lets an approver approve it. */
export async function approveQuoting(parts: Parts, held: Claim, documentId: string) {
  const source = { document_id: documentId, title: 'Quoted', url: null };
  const evidence = [{ passage_id: `${documentId}#0`, quote: 'text' }];
  const final = await parts.agent.putArtifact(held, aPicture(held.id, 'v1/final/slide-01.png', documentId));
  const draft = await parts.agent.recordDraft(held, {
    version: 1,
    reason: null,
    read_upto: null,
    artifacts: [],
    finals: [final],
    content: {
      kind: 'carousel',
      title: 'Quoting',
      language: 'en',
      slides: [{ layout: 'point', title: 'Point', evidence }],
      post: { hook: 'h', body: 'b', hashtags: [] },
      sources: [source],
      brand_version: 1,
      model: 'm',
      offline: false,
    },
  });
  const { id: job_id } = held;
  const { version, hash } = draft;
  await parts.bot.recordReview({
    job_id,
    version,
    hash,
    reviewer_id: 'leo',
    decision: 'approve',
    note: null,
  });
}
