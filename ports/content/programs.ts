import { z } from 'zod';
import type { Rpc } from '../../platform/db.ts';
import { jobStatuses } from './job.ts';

/** What a program may start. */
export const programTypes = ['carousel', 'blog', 'research'] as const;
export type ProgramType = (typeof programTypes)[number];

/** A token as its holder and its owner know it; its secret is kept nowhere. */
const programToken = z.object({
  id: z.string(),
  name: z.string(),
  team_id: z.string(),
  /** Answers for it: counts as requester of what it starts, besides the person that it names. */
  owner_id: z.string(),
  types: z.array(z.enum(programTypes)),
  /** User ids that it may name. */
  people: z.array(z.string()),
  channels: z.array(z.string()),
  may_start: z.boolean(),
  may_read: z.boolean(),
  webhook_url: z.string().nullable(),
  /** Requests a minute. */
  most_requests: z.number().int(),
  last_used_at: z.string().nullable(),
  expires_at: z.string(),
  revoked_at: z.string().nullable(),
  created_at: z.string(),
});
export type ProgramToken = z.infer<typeof programToken>;

const admission = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('admitted'), token: programToken }),
  z.object({ outcome: z.enum(['revoked', 'expired']) }),
  z.object({ outcome: z.literal('too_many'), retry_after_s: z.number().int() }),
]);

const startedJob = z.object({ job_id: z.string(), created: z.boolean() });

/** How a job ended, as a webhook names it. */
export const programEvents = ['completed', 'rejected', 'failed', 'cancelled', 'expired'] as const;

const programFile = z.object({
  name: z.string(),
  mime: z.string(),
  size: z.number().int(),
  sha256: z.string(),
});

/** A job as a program may know it: of what was written, that alone which a person has approved. */
const programJob = z.object({
  id: z.string(),
  type: z.string(),
  state: z.enum(jobStatuses),
  person: z.string(),
  channel: z.string(),
  thread_ts: z.string().nullable(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
  /** The version that waits for approvers. */
  awaiting_version: z.number().int().nullable(),
  failure: z.string().nullable(),
  approved: z
    .object({
      version: z.number().int(),
      at: z.string(),
      title: z.string().nullable(),
      language: z.string().nullable(),
      /** Of a carousel, the post's; an article and a report are files. */
      text: z.string().nullable(),
      files: z.array(programFile),
    })
    .nullable(),
  /** How far the newest end is told; null: none yet, or no address. */
  webhook: z
    .object({
      id: z.string(),
      event: z.enum(programEvents),
      status: z.enum(['waiting', 'delivered', 'given_up']),
      attempts: z.number().int(),
      last_error: z.string().nullable(),
      delivered_at: z.string().nullable(),
      next_attempt_at: z.string().nullable(),
    })
    .nullable(),
});
export type ProgramJob = z.infer<typeof programJob>;

const dueWebhook = z.object({
  id: z.string(),
  fence: z.number().int(),
  /** This one included. */
  attempts: z.number().int(),
  job_id: z.string(),
  event: z.enum(programEvents),
  /** To the byte as it is signed, the same in each attempt. */
  body: z.string(),
  url: z.string(),
  secret: z.string(),
});
export type DueWebhook = z.infer<typeof dueWebhook>;

/** What the bot's role may call for other programs. */
export function programCalls(rpc: Rpc) {
  return {
    /** Lets a request in, and counts it. Null: no such token, or another secret. */
    admitProgram: (tokenId: string, secretSha256: string) =>
      rpc('admit_program', { p_token_id: tokenId, p_secret_sha256: secretSha256 }, admission.nullable(), {
        deadlineMs: 3000,
      }),

    /** The job that a key led to; null: none yet. Refused as `key_reused` for another body. */
    findProgramRequest: (tokenId: string, key: string, bodySha256: string) =>
      rpc(
        'find_program_request',
        { p_token_id: tokenId, p_key: key, p_body_sha256: bodySha256 },
        startedJob.nullable(),
        { deadlineMs: 3000 },
      ),

    /**
     * Starts a job by the way of a person's command. Refused as that is, and as `token_ended`, `may_not_start`,
     * `type_not_in_scope`, `person_not_in_scope`, `channel_not_in_scope`, `person_not_allowed`, `owner_not_allowed`,
     * `key_reused`.
     */
    startProgramJob: (request: {
      token_id: string;
      key: string;
      body_sha256: string;
      job: {
        type: ProgramType;
        brief: object;
        requester_id: string;
        channel_id: string;
        named_approver: string | null;
        from_job_id: string | null;
        /** For the history. */
        command: string;
      };
    }) => rpc('start_program_job', { p_request: request }, startedJob, { deadlineMs: 5000 }),

    /** Null: no such job, or none that this token could have started. */
    readProgramJob: (tokenId: string, jobId: string) =>
      rpc('read_program_job', { p_token_id: tokenId, p_job_id: jobId }, programJob.nullable(), {
        deadlineMs: 3000,
      }),

    /** A final file of the approved version by its hash, with its key for `getArtifact`; null: there is none for this token. */
    findProgramFile: (tokenId: string, jobId: string, sha256: string) =>
      rpc(
        'find_program_file',
        { p_token_id: tokenId, p_job_id: jobId, p_sha256: sha256 },
        programFile.extend({ key: z.string() }).nullable(),
        { deadlineMs: 3000 },
      ),

    /** Ends that are due to be told, each held for a minute. */
    claimWebhooks: (limit: number) => rpc('claim_webhooks', { p_limit: limit }, z.array(dueWebhook)),

    /** Without `error` it was delivered; `retry_in_s` null gives up. False: the claim was lost. */
    settleWebhook: (
      { id, fence }: Pick<DueWebhook, 'id' | 'fence'>,
      outcome: { error: string | null; retry_in_s: number | null },
    ) => rpc('settle_webhook', { p_id: id, p_fence: fence, p_outcome: outcome }, z.boolean()),
  };
}
