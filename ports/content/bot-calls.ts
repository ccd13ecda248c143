import { z } from 'zod';
import type { Rpc } from '../../platform/db.ts';
import { type ReviewDecision, reviewOutcome } from './draft.ts';
import type { CarouselBrief, JobType } from './job.ts';
import { jobView, outboxItem, type Upload } from './outbox.ts';

const enqueued = z.object({ job_id: z.string(), created: z.boolean() });
const jobAction = z.object({
  outcome: z.enum(['done', 'not_allowed', 'wrong_state', 'not_found']),
  status: z.string().nullable(),
});
const storedFile = z.object({ mime: z.string(), name: z.string(), base64: z.string() });

/** What the bot's role may call in schema `content`. */
export function contentForBot(rpc: Rpc) {
  return {
    /** Stores the job, its history and the surfaces that show it. The same `idempotency_key` gives the same job. */
    enqueueJob: (job: {
      team_id: string;
      type: JobType;
      requester_id: string;
      channel_id: string;
      brief: CarouselBrief;
      /** As typed, for the history. */
      command: string;
      idempotency_key: string;
      response_url: string | null;
    }) => rpc('enqueue_job', { p_job: job }, enqueued, { deadlineMs: 2000 }),

    /** The job that a key led to, after an enqueue with an unknown outcome; null if there is none. */
    findJob: (key: string) => rpc('find_job', { p_idempotency_key: key }, jobView.nullable()),

    getJob: (jobId: string) => rpc('get_job', { p_job_id: jobId }, jobView.nullable()),

    /** Surfaces that Slack does not show yet; each claim holds its item for 30 s. */
    claimOutbox: (worker: string, limit: number) =>
      rpc('claim_outbox', { p_worker: worker, p_limit: limit }, z.array(outboxItem)),

    /** Records what was posted or edited. False: the claim was lost, somebody else shows it. */
    settleOutbox: (item: { id: number; fence: number; ts: string; revision: number }) =>
      rpc(
        'settle_outbox',
        { p_id: item.id, p_fence: item.fence, p_ts: item.ts, p_revision: item.revision },
        z.boolean(),
      ),

    /** Remembers file ids before they are shared, so that a crash does not upload twice. False: claim lost. */
    noteUploads: (item: { id: number; fence: number }, uploads: Upload[]) =>
      rpc('note_uploads', { p_id: item.id, p_fence: item.fence, p_uploads: uploads }, z.boolean()),

    /**
     * Gives an item back. `retry_in_s` null gives up for good; giving up on a `brief` cancels its job.
     * `maybe_posted` true when no answer came, so that the next attempt looks it up first.
     */
    failOutbox: (
      item: { id: number; fence: number },
      failure: { code: string; retry_in_s: number | null; maybe_posted: boolean },
    ) => rpc('fail_outbox', { p_id: item.id, p_fence: item.fence, p_failure: failure }, z.boolean()),

    /** Decides on exactly the version and hash that the button carried. */
    recordReview: (click: {
      job_id: string;
      version: number;
      hash: string;
      reviewer_id: string;
      decision: ReviewDecision;
      note: string | null;
    }) => rpc('record_review', { p_click: click }, reviewOutcome),

    cancelJob: (jobId: string, personId: string) =>
      rpc('cancel_job', { p_job_id: jobId, p_person_id: personId }, jobAction),

    /** Puts a failed job back, from the step that failed. */
    retryJob: (jobId: string, personId: string) =>
      rpc('retry_job', { p_job_id: jobId, p_person_id: personId }, jobAction),

    /** Keeps a message of a job's thread; unknown threads are ignored (false). Repeats are ignored. */
    recordMessage: (message: {
      team_id: string;
      channel_id: string;
      thread_ts: string;
      ts: string;
      author_id: string;
      text: string;
    }) => rpc('record_message', { p_message: message }, z.boolean()),

    getArtifact: (key: string) => rpc('get_artifact', { p_key: key }, storedFile.nullable()),
  };
}
export type ContentForBot = ReturnType<typeof contentForBot>;
