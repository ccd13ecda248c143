import { z } from 'zod';
import type { Rpc } from '../../platform/db.ts';
import { due } from '../../platform/wake/due.ts';
import { reachedCap } from './budget.ts';
import { type agentReplyKinds, type QuestionContent, question, threadLine } from './conversation.ts';
import { type Artifact, artifact, type DraftContent, draft, storedFile } from './draft.ts';
import {
  batchCounts,
  batchProposal,
  type EnrichedField,
  type RecordOutcome,
  takenRecord,
} from './enrichment.ts';
import { type CheckpointData, claimedJob, type JobError, type JobType } from './job.ts';
import {
  brandKit,
  citedPassage,
  houseRules,
  passage,
  queryWords,
  searchAnswer,
  teamPicture,
} from './knowledge.ts';
import type { Language } from './language.ts';
import { agentMetrics } from './metrics.ts';
import { handVersion } from './versions.ts';
import { type Correction, lesson } from './voice.ts';

/** Names one claim of one job. A call whose fence is old is refused with code `lost_lease`. */
export interface Claim {
  id: string;
  fence: number;
}

const reservation = z.object({
  /** `reserved`: call the model. `settled`: this call was paid before, `reply` is its answer. `refused`: a cap is reached. */
  outcome: z.enum(['reserved', 'settled', 'refused']),
  usage_id: z.number().nullable(),
  reply: z.unknown().nullable(),
  /** For `refused`: which cap, in money or tokens. */
  cap: reachedCap.nullable(),
});

const upload = z.object({ name: z.string(), mime: z.string(), sha256: z.string(), base64: z.string() });
const pictureBytes = z.object({ sha256: z.string(), base64: z.string() });
const storedDocument = z.object({
  document_id: z.string(),
  passages: z.number().int(),
  /** True when the very text was there already. */
  known: z.boolean(),
  /** The document whose place it took. */
  replaced: z.string().nullable(),
});

const draftWithSnapshots = z
  .object({
    draft: z.looseObject({ content: z.unknown() }),
    passages: z.array(passage),
    documents: z.array(z.object({ id: z.string(), title: z.string(), text: z.string() })),
    /** Its evidence.json; null: it has none, or its final files are kept no more. */
    evidence: storedFile.nullable(),
    /** Its files were kept as long as the owner's setting says. */
    files_ended: z.boolean(),
  })
  // `raw`: its content with every field, as its hash covers it.
  .transform(({ draft: stored, ...rest }) => ({ ...rest, draft: draft.parse(stored), raw: stored.content }));

/** What the agents' role may call in schema `content`. None of it approves, publishes or sends. */
export function contentForAgent(rpc: Rpc) {
  const held = (claim: Claim) => ({ p_job_id: claim.id, p_fence: claim.fence });
  return {
    /** What a runner has to do, in one call. */
    agentDue: () => rpc('agent_due', {}, due),

    /** The next job of one of `types`, or null. Raises its fence; the lease is 30 s. */
    claimJob: (worker: string, types: readonly JobType[]) =>
      rpc('claim_job', { p_worker: worker, p_types: types }, claimedJob.nullable()),

    /** Extends the lease by 30 s. Throws `lost_lease` when the job was reaped or cancelled. */
    heartbeatJob: (claim: Claim) => rpc('heartbeat_job', held(claim), z.null()),

    /** Ids of those of `claims` that no longer hold their job, as when a person cancelled it. Extends nothing. */
    lostClaims: (claims: Claim[]) => rpc('lost_claims', { p_claims: claims }, z.array(z.string())),

    agentMetrics: () => rpc('agent_metrics', {}, agentMetrics),

    recordProgress: (claim: Claim, data: CheckpointData) =>
      rpc('record_progress', { ...held(claim), p_checkpoint_data: data }, z.null()),

    /**
     * Stores version n, supersedes older ones, shows the card and waits for a review without a worker. Repeats are
     * harmless: the newest version with the same text only waits again. `read_upto` is the id of the newest message of
     * the thread that this turn has read; what came after it is handed out in the next turn, at once.
     */
    recordDraft: (
      claim: Claim,
      d: {
        version: number;
        content: DraftContent;
        artifacts: Artifact[];
        /** Go out once the version is approved; without them it cannot be approved. */
        finals: Artifact[];
        reason: string | null;
        read_upto: number | null;
      },
    ) => rpc('record_draft', { ...held(claim), p_draft: d }, draft),

    /** What a person wants the next version to say; null: there is none of that number. */
    readHandVersion: (claim: Claim, number: number) =>
      rpc('read_hand_version', { ...held(claim), p_number: number }, handVersion.nullable()),

    /** Asks people, without a worker, in `awaiting_input`. The same number with the same content only waits again. */
    recordQuestion: (
      claim: Claim,
      q: { number: number; content: QuestionContent; artifacts: Artifact[]; read_upto: number | null },
    ) => rpc('record_question', { ...held(claim), p_question: q }, question),

    /** Says something in the thread, once for each `key` of the job; the job goes on running. */
    recordReply: (
      claim: Claim,
      r: {
        key: string;
        kind: (typeof agentReplyKinds)[number];
        text: string;
        person_id: string | null;
        version: number | null;
        offline: boolean;
      },
    ) => rpc('record_reply', { ...held(claim), p_reply: r }, z.null()),

    /**
     * The newest version goes on waiting for its review as it was recorded; nothing is made of what a person asked for.
     * `readUpto` as in `recordDraft`.
     */
    keepWaiting: (claim: Claim, readUpto: number | null) =>
      rpc('keep_waiting', { ...held(claim), p_read_upto: readUpto }, z.null()),

    /** The newest `limit` lines of the job's thread, oldest first. */
    readThread: (claim: Claim, limit: number) =>
      rpc('read_thread', { ...held(claim), p_limit: limit }, z.array(threadLine)),

    /** Ends a job that makes no draft (`knowledge`, `brand_kit`). */
    finishJob: (claim: Claim, result: Record<string, unknown>) =>
      rpc('finish_job', { ...held(claim), p_result: result }, z.null()),

    /** `retry_in_s` null: no automatic retry. With attempts used up the job fails all the same. */
    failJob: (claim: Claim, error: JobError, retryInS: number | null) =>
      rpc('fail_job', { ...held(claim), p_error: error, p_retry_in_s: retryInS }, z.null()),

    /**
     * Lets go of a job whose next call a cap refused, until people answer. `room`: the cap has room meanwhile, and the job
     * is queued again.
     */
    stopForBudget: (claim: Claim, stop: { node: string; usd: number; tokens: number; can_finish: boolean }) =>
      rpc(
        'stop_for_budget',
        { ...held(claim), p_stop: stop },
        z.object({ outcome: z.enum(['stopped', 'room']), number: z.number().int().nullable() }),
      ),

    /** Gives a job back untouched (shutdown): no attempt is counted. */
    giveBackJob: (claim: Claim) => rpc('give_back_job', held(claim), z.null()),

    /** Returns jobs whose lease ended to the queue; answers how many. */
    reapJobs: () => rpc('reap_jobs', {}, z.number()),

    /**
     * At most 4 MB, under `<job>/v<version>/` or `<job>/q<question>/`. The same key with the same bytes is accepted again,
     * other bytes only until that version or question is recorded.
     */
    putArtifact: (claim: Claim, file: Omit<Artifact, 'size' | 'sha256'> & { base64: string }) =>
      rpc('put_artifact', { ...held(claim), p_file: file }, artifact),
    /** As `putArtifact`, of bytes that `bucket` of Storage holds under their SHA-256. `object_missing`: it does not, or not for long. */
    nameObject: (claim: Claim, file: Artifact & { bucket: string }) =>
      rpc('put_artifact', { ...held(claim), p_file: file }, artifact),
    /** Where new files go; null: into the database. */
    bucketInUse: () => rpc('bucket_in_use', {}, z.string().nullable()),

    /**
     * Reserves money for one model call. `call_key` names the call within the job (node and hash of the request):
     * a repeated call finds its paid reply. `model` "none": no call, only whether there is room.
     */
    reserveUsage: (
      claim: Claim,
      call: {
        call_key: string;
        node: string;
        model: string;
        input_tokens: number;
        max_output_tokens: number;
        usd: number;
      },
    ) => rpc('reserve_usage', { ...held(claim), p_call: call }, reservation),

    settleUsage: (
      claim: Claim,
      usageId: number,
      paid: { input_tokens: number; output_tokens: number; usd: number; model: string; reply: unknown },
    ) => rpc('settle_usage', { ...held(claim), p_usage_id: usageId, p_paid: paid }, z.null()),

    /** Frees a reservation whose call certainly cost nothing (refused before it ran), also after the job was lost. */
    voidUsage: (claim: Claim, usageId: number) =>
      rpc('void_usage', { ...held(claim), p_usage_id: usageId }, z.null()),

    /** What was learned of a model's endpoint within a week; null: nothing. */
    recallDialect: (key: string) => rpc('recall_dialect', { p_key: key }, z.unknown()),

    /** Null forgets. */
    keepDialect: (key: string, dialect: object | null) =>
      rpc('keep_dialect', { p_key: key, p_dialect: dialect }, z.null()),

    /** `job_id` adds the pages that this job has read; `embedding` is of the query, when embeddings are configured. */
    searchKnowledge: (
      teamId: string,
      query: string,
      language: Language | null,
      limit: number,
      more: { job_id?: string; embedding?: number[] } = {},
    ) =>
      rpc(
        'search_knowledge',
        {
          p_team_id: teamId,
          p_query: query,
          p_language: language,
          p_limit: limit,
          ...(more.job_id === undefined ? {} : { p_job_id: more.job_id }),
          ...(more.embedding === undefined ? {} : { p_embedding: more.embedding }),
        },
        searchAnswer,
      ),

    /** A draft, by its id or its job's (the newest version), with the stored texts that it quotes; null: there is none. */
    draftWithSnapshots: (id: string) =>
      rpc('draft_with_snapshots', { p_id: id }, draftWithSnapshots.nullable()),

    /** What the report of the research that the job goes on from cites, in reading order; empty: it goes on from none. */
    citedPassages: (claim: Claim) => rpc('cited_passages', held(claim), z.array(citedPassage)),

    /** How common the words of a query are in what can be searched. */
    queryWords: (teamId: string, query: string, language: Language | null, more: { job_id?: string } = {}) =>
      rpc(
        'query_words',
        {
          p_team_id: teamId,
          p_query: query,
          p_language: language,
          ...(more.job_id === undefined ? {} : { p_job_id: more.job_id }),
        },
        queryWords,
      ),

    /**
     * Keeps a read document with its passages, once for each job and address. Scope `team`: in the knowledge base; the
     * same address or file name of the same person takes the place of what it brought before. Scope `job`: found by
     * this job's searches alone.
     */
    storeDocument: (
      claim: Claim,
      d: {
        scope: 'team' | 'job';
        kind: 'text' | 'file' | 'url';
        title: string;
        language: Language;
        url: string | null;
        file_name: string | null;
        /** Plain text or Markdown; paragraphs are apart by an empty line. */
        text: string;
        /** Of the bytes that were read. */
        source_sha256: string;
        fetched_at: string | null;
      },
    ) => rpc('store_document', { ...held(claim), p_document: d }, storedDocument),

    /** Keeps a picture, once for each job; the same file name of the same person takes the place of what it brought before. */
    storePicture: (
      claim: Claim,
      d: {
        title: string;
        /** What it shows. */
        alt: string;
        language: Language;
        file_name: string;
        /** Of the bytes that came in. */
        source_sha256: string;
        width: number;
        height: number;
        /** JPEG, at most 1 MB. */
        base64: string;
      },
    ) => rpc('store_picture', { ...held(claim), p_picture: d }, storedDocument),

    /** The team's pictures that stand, newest first. */
    listPictures: (teamId: string) => rpc('list_pictures', { p_team_id: teamId }, z.array(teamPicture)),
    /** Also of a removed picture; null: the team never had it. */
    getPicture: (teamId: string, pictureId: string) =>
      rpc('get_picture', { p_team_id: teamId, p_document_id: pictureId }, pictureBytes.nullable()),

    /**
     * Up to 256 passages that have no embedding by this model yet, of one document, or with null of all that the team
     * searches; empty where the database has no vectors.
     */
    passagesToEmbed: (claim: Claim, documentId: string | null, model: string) =>
      rpc(
        'passages_to_embed',
        { ...held(claim), p_document_id: documentId, p_model: model },
        z.array(z.object({ id: z.string(), text: z.string() })),
      ),
    putEmbeddings: (claim: Claim, model: string, rows: { passage_id: string; embedding: number[] }[]) =>
      rpc('put_embeddings', { ...held(claim), p_model: model, p_rows: rows }, z.null()),

    /** Null: unknown, or read and deleted. */
    getUpload: (claim: Claim, uploadId: string) =>
      rpc('get_upload', { ...held(claim), p_upload_id: uploadId }, upload.nullable()),

    /** The oldest version that people asked for or made and that was not learned from; null: none. Held by no one. */
    nextLesson: () => rpc('next_lesson', {}, lesson.nullable()),

    /** Keeps what a version teaches, once, and proposes what has become enough of it. False: it was kept before. */
    recordLesson: (kept: { job_id: string; version: number; corrections: Correction[] }) =>
      rpc('record_lesson', { p_lesson: kept }, z.boolean()),

    /**
     * The next record of a batch; null: none. `alone`: also one that a process died with, while no other is under way. After
     * three times it ends as its own fault.
     */
    takeRecord: (claim: Claim, { alone }: { alone: boolean }) =>
      rpc('take_record', { ...held(claim), p_alone: alone }, takenRecord.nullable()),
    /** Once; the batch has gone forward, so that its attempts count anew. */
    settleRecord: (
      claim: Claim,
      number: number,
      settled: { status: 'done' | 'failed'; outcome: RecordOutcome },
    ) => rpc('settle_record', { ...held(claim), p_number: number, p_settled: settled }, z.null()),
    /** What stopped the work on it was no fault of the record. */
    putBackRecord: (claim: Claim, number: number) =>
      rpc('put_back_record', { ...held(claim), p_number: number }, z.null()),
    /** Ends what is left of a batch without work. */
    leaveOutRecords: (claim: Claim) => rpc('leave_out_records', held(claim), z.null()),
    countRecords: (claim: Claim) => rpc('count_records', held(claim), batchCounts),
    /** Whether another job could start if this one gave its slot back. */
    othersWait: (claim: Claim) => rpc('others_wait', held(claim), z.boolean()),
    /** Refused as `records_left` while any is. */
    batchProposal: (claim: Claim, without: readonly EnrichedField[]) =>
      rpc('batch_proposal', { ...held(claim), p_without: without }, batchProposal),

    getBrandKit: (teamId: string) => rpc('get_brand_kit', { p_team_id: teamId }, brandKit),
    getHouseRules: (teamId: string) => rpc('get_house_rules', { p_team_id: teamId }, houseRules),
  };
}
export type ContentForAgent = ReturnType<typeof contentForAgent>;

const encoded = z.object({ type: z.string(), data: z.string() });
const storedCheckpoint = z.object({
  checkpoint_ns: z.string(),
  checkpoint_id: z.string(),
  parent_checkpoint_id: z.string().nullable(),
  checkpoint: encoded,
  metadata: z.record(z.string(), z.unknown()),
  /** Values of the channels that this checkpoint refers to; kept apart so that an unchanged one is stored once. */
  channels: z.array(
    z.object({ channel: z.string(), version: z.string(), type: z.string(), data: z.string() }),
  ),
  writes: z.array(
    z.object({
      task_id: z.string(),
      /** Place of the task in the graph's step; sorts before `task_id` when writes are applied. */
      task_path: z.string().default(''),
      idx: z.number(),
      channel: z.string(),
      type: z.string(),
      data: z.string(),
    }),
  ),
});
export type StoredCheckpoint = z.infer<typeof storedCheckpoint>;

/** LangGraph checkpoints. `data` is base64 of the serializer's bytes. The thread is the job. */
export function checkpointCalls(rpc: Rpc) {
  return {
    put: (p: {
      thread_id: string;
      fence: number;
      checkpoint_ns: string;
      checkpoint_id: string;
      parent_checkpoint_id: string | null;
      checkpoint: { type: string; data: string };
      metadata: Record<string, unknown>;
      /** Full map channel -> version of this checkpoint. */
      channel_versions: Record<string, string>;
      /** Values of the channels that are new with it. */
      channels: { channel: string; version: string; type: string; data: string }[];
    }) => rpc('put_checkpoint', { p_put: p }, z.null()),

    putWrites: (p: {
      thread_id: string;
      fence: number;
      checkpoint_ns: string;
      checkpoint_id: string;
      task_id: string;
      task_path: string;
      writes: { idx: number; channel: string; type: string; data: string }[];
    }) => rpc('put_checkpoint_writes', { p_put: p }, z.null()),

    /** Of a held job alone. `checkpoint_id` null: the newest. */
    get: (threadId: string, fence: number, ns: string, checkpointId: string | null) =>
      rpc(
        'get_checkpoint',
        { p_thread_id: threadId, p_fence: fence, p_checkpoint_ns: ns, p_checkpoint_id: checkpointId },
        storedCheckpoint.nullable(),
      ),

    /** Of a held job alone, newest first. Null fields do not filter. `metadata` filters by containment. */
    list: ({
      thread_id,
      fence,
      ...query
    }: {
      thread_id: string;
      fence: number;
      checkpoint_ns: string | null;
      checkpoint_id: string | null;
      before: string | null;
      metadata: Record<string, unknown> | null;
      limit: number | null;
    }) =>
      rpc(
        'list_checkpoints',
        { p_thread_id: thread_id, p_fence: fence, p_query: query },
        z.array(storedCheckpoint),
      ),

    /** Of a held job alone, while `newest` ('': none) is its newest checkpoint: a late copy of the call takes nothing of what came since. */
    deleteThread: (threadId: string, fence: number, newest: string) =>
      rpc('delete_checkpoint_thread', { p_thread_id: threadId, p_fence: fence, p_newest: newest }, z.null()),

    /** Deletes the checkpoints of jobs that ended more than `days` days ago; answers how many threads. */
    prune: (days: number) => rpc('prune_checkpoints', { p_days: days }, z.number()),
  };
}
export type CheckpointCalls = ReturnType<typeof checkpointCalls>;
