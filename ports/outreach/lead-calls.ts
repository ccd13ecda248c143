import { z } from 'zod';
import type { Rpc } from '../../platform/db.ts';
import { actionStatuses, actionTypes } from './action.ts';
import { leadScore } from './score.ts';

/** The fields of a lead that people, files, enrichments and LinkedIn fill. */
export const leadFields = [
  'name',
  'first_name',
  'last_name',
  'title',
  'company',
  'company_url',
  'website',
  'email',
  'industry',
  'headcount',
  'seniority',
  'country',
  'time_zone',
  'language',
  'source',
  'tags',
] as const;
export type LeadField = (typeof leadFields)[number];

/** What an import does with a row. `repeated` is told by the reader of the file: an earlier row is about the same person. */
const importCodes = ['new', 'changed', 'unchanged', 'suppressed', 'erased', 'no_address'] as const;
export type ImportCode = (typeof importCodes)[number];

/** A row of a file as the database takes it; blank fields are left out. */
export interface ImportRow {
  /** Its line in the file. */
  n: number;
  /** Addresses and ids at LinkedIn, in any form. */
  urls: string[];
  email: string | null;
  /** The file says that the e-mail address was verified: then it is a name of the person. */
  is_verified: boolean;
  fields: Partial<Record<LeadField, string | string[]>>;
}

/** What an import needs to go on after a restart: the file at Slack, and what its columns are. */
export const importPlan = z.object({
  file: z.string(),
  /** By column: a field, another meaning, or nothing. */
  columns: z.array(z.string()),
  tag: z.string().nullable(),
});
export type ImportPlan = z.infer<typeof importPlan>;

const leadBatch = z.object({
  batch_id: z.string(),
  team_id: z.string(),
  kind: z.enum(['import', 'enrichment']),
  status: z.enum([
    'looking',
    'proposed',
    'running',
    'applied',
    'rejected',
    'cancelled',
    'failed',
    'rolling_back',
    'rolled_back',
  ]),
  title: z.string(),
  file_hash: z.string().nullable(),
  person_id: z.string(),
  channel_id: z.string(),
  thread_ts: z.string().nullable(),
  message_ts: z.string().nullable(),
  /** By code; after a rollback `back_restored`, `back_removed` and `back_kept` too. */
  counts: z.record(z.string(), z.unknown()),
  /** Of a rollback: leads of which something was kept, at most 50. */
  kept: z.array(
    z.object({
      lead_id: z.string(),
      name: z.string().nullable(),
      profile_url: z.string(),
      fields: z.array(z.string()),
    }),
  ),
  plan: importPlan.nullable().catch(null),
  total: z.number().int().nullable(),
  done: z.number().int(),
  error: z.string().nullable(),
  fence: z.number().int(),
  created_at: z.string(),
  ended_at: z.string().nullable(),
  rolled_back_by: z.string().nullable(),
  rolled_back_at: z.string().nullable(),
  locale: z.enum(['en', 'pt-BR']),
});
export type LeadBatch = z.infer<typeof leadBatch>;

/** A lead among others, as people choose it. */
export const leadChoice = z.object({
  lead_id: z.string(),
  name: z.string().nullable(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  profile_url: z.string(),
});
export type LeadChoice = z.infer<typeof leadChoice>;
/** Where a field's value came from. */
const origin = z.object({
  source: z.string(),
  by: z.string(),
  at: z.string(),
  quote: z.string().optional(),
  url: z.string().optional(),
  /** It is of a lead that was merged into this one. */
  merge: z.number().optional(),
});
const foundBy = z.enum(['slug', 'provider_id', 'member_id', 'sales_id', 'email', 'person']);
const shownLead = leadChoice.extend({
  ...leadScore.shape,
  values: z.record(z.string(), z.unknown()),
  fields: z.record(z.string(), origin),
  version: z.number().int(),
  provider_id: z.string().nullable(),
  created_at: z.string(),
  erased_at: z.string().nullable(),
  is_suppressed: z.boolean(),
  /** Titles of the batches that fields came from, by id. */
  batches: z.record(z.string(), z.string()),
  names: z.array(z.object({ kind: z.string(), value: z.string() })),
  /** Newest first, at most eight. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      by: z.string(),
      reason: z.string().nullable(),
      at: z.string(),
      batch_id: z.string().nullable(),
      changed: z.array(z.string()),
    }),
  ),
  /** Under every name, newest first, at most ten. */
  actions: z.array(
    z.object({
      action_id: z.string(),
      type: z.enum(actionTypes),
      status: z.enum(actionStatuses),
      at: z.string(),
      account: z.string(),
    }),
  ),
  /** Leads that were found to be the same person. */
  merged: z.array(
    leadChoice.extend({
      merge_id: z.number().int(),
      by: foundBy,
      person_id: z.string().nullable(),
      at: z.string(),
    }),
  ),
  /** Leads that look like the same person: by one e-mail address, or by name and company. */
  suggestions: z.array(leadChoice.extend({ by: z.enum(['email', 'domain', 'company']) })),
});
export type ShownLead = z.infer<typeof shownLead>;

/** Why a person is erased. No free words: they would name the person. */
export const erasureReasons = ['asked', 'objected', 'no_basis', 'other'] as const;
export type ErasureReason = (typeof erasureReasons)[number];

/** How much outreach knows of a person, under all names. */
export const knownOfPerson = z.object({
  leads: z.number().int(),
  versions: z.number().int(),
  actions: z.number().int(),
  /** Of the actions: those that are not sent yet, and stop. */
  waiting: z.number().int(),
  /** Of the actions: those whose outcome is open, and stays known as that. */
  under_way: z.number().int(),
  campaigns: z.number().int(),
  notes: z.number().int(),
  replies: z.number().int(),
  batches: z.number().int(),
  /** That the bot posted. */
  messages: z.number().int(),
  /** That wait at LinkedIn: only their sender can take them back from then on. */
  invitations: z.number().int(),
});
export type KnownOfPerson = z.infer<typeof knownOfPerson>;

const erasureLook = z.object({
  /** `erased`: it was before; with an id or by a name of which only the hash is left. */
  outcome: z.enum(['found', 'several', 'none', 'erased', 'not_allowed']),
  lead: leadChoice.nullable(),
  choices: z.array(leadChoice),
  counts: knownOfPerson.nullable(),
  erasure: z
    .object({
      by: z.string(),
      at: z.string(),
      /** When drafts were erased too; null: not yet. */
      content_at: z.string().nullable(),
    })
    .nullable(),
});
export type ErasureLook = z.infer<typeof erasureLook>;

const batchAnswer = z.object({
  outcome: z.enum(['started', 'known', 'not_allowed', 'not_found', 'wrong_state']),
  batch: leadBatch.nullable(),
});

/** Leads, their imports and their rollback, as the bot calls them. */
export function leadCalls(rpc: Rpc) {
  return {
    /** What an import would do with these rows, at most 1,000; stores nothing. Rows with a key in common are about one person. */
    checkImport: (teamId: string, rows: ImportRow[]) =>
      rpc(
        'check_import',
        { p_team_id: teamId, p_rows: rows },
        z.array(z.object({ n: z.number().int(), keys: z.array(z.string()), code: z.enum(importCodes) })),
        { deadlineMs: 60_000 },
      ),

    /** Keeps that the rows of a file are looked at for the preview in a message; null: its import has begun, or the person is a guest. */
    lookAtImport: (p: {
      team_id: string;
      person_id: string;
      channel_id: string;
      thread_ts: string | null;
      message_ts: string;
      title: string;
      plan: ImportPlan;
      total: number;
    }) => rpc('look_at_import', { p_import: p }, leadBatch.nullable()),
    /** False: another process shows this preview, or its import has begun. */
    keepLooking: (batchId: string, fence: number) =>
      rpc('keep_looking', { p_batch_id: batchId, p_fence: fence }, z.boolean()),
    endLook: (batchId: string, fence: number) =>
      rpc('end_look', { p_batch_id: batchId, p_fence: fence }, z.null()),

    /** One message starts one import. */
    startImport: (p: {
      team_id: string;
      person_id: string;
      channel_id: string;
      thread_ts: string | null;
      message_ts: string;
      title: string;
      file_hash: string;
      plan: ImportPlan;
      total: number;
    }) => rpc('start_import', { p_import: p }, batchAnswer),

    /** The next batch that has to go on, or whose end is not shown yet; null: none. */
    claimLeadBatch: () => rpc('claim_lead_batch', {}, leadBatch.nullable()),

    /** `known`: the rows were done before; `gone`: another process has the batch. */
    importRows: (p: { batch_id: string; fence: number; from: number; until: number; rows: ImportRow[] }) =>
      rpc(
        'import_rows',
        { p_batch_id: p.batch_id, p_fence: p.fence, p_from: p.from, p_until: p.until, p_rows: p.rows },
        z.object({
          outcome: z.enum(['done', 'known', 'gone']),
          codes: z.array(z.tuple([z.number().int(), z.enum(importCodes)])),
        }),
        { deadlineMs: 60_000 },
      ),

    /** `error` null: all rows are done. False: another process has the batch. */
    endImport: (p: {
      batch_id: string;
      fence: number;
      error: string | null;
      counts: Record<string, number>;
    }) =>
      rpc(
        'end_import',
        { p_batch_id: p.batch_id, p_fence: p.fence, p_error: p.error, p_counts: p.counts },
        z.boolean(),
      ),
    leadBatchShown: (batchId: string, fence: number) =>
      rpc('lead_batch_shown', { p_batch_id: batchId, p_fence: fence }, z.null()),
    giveBackLeadBatch: (batchId: string, fence: number, delayS: number) =>
      rpc('give_back_lead_batch', { p_batch_id: batchId, p_fence: fence, p_delay: delayS }, z.null()),

    /** Newest first, at most 50; with a hash, those of that file. Guests see none. */
    listLeadBatches: (p: { team_id: string; person_id: string; file_hash: string | null; limit: number }) =>
      rpc(
        'list_lead_batches',
        { p_team_id: p.team_id, p_person_id: p.person_id, p_file_hash: p.file_hash, p_limit: p.limit },
        z.array(leadBatch),
      ),

    /** The person who began the batch, those who approve outreach, admins. */
    startRollback: (teamId: string, batchId: string, personId: string) =>
      rpc('start_rollback', { p_team_id: teamId, p_batch_id: batchId, p_person_id: personId }, batchAnswer),
    rollBackLeads: (batchId: string, fence: number, limit: number) =>
      rpc(
        'roll_back_leads',
        { p_batch_id: batchId, p_fence: fence, p_limit: limit },
        z.object({ outcome: z.enum(['done', 'ended', 'gone']) }),
        { deadlineMs: 60_000 },
      ),

    /** By id, by an address in any form, by e-mail address, or by a name as people type it. */
    findLead: (teamId: string, personId: string, words: string) =>
      rpc(
        'find_lead',
        { p_team_id: teamId, p_person_id: personId, p_words: words },
        z.object({
          outcome: z.enum(['found', 'several', 'none', 'not_allowed']),
          lead: shownLead.nullable(),
          choices: z.array(leadChoice),
        }),
      ),

    /** What an admin sees before a person is erased: found as `findLead` finds, with how much there is. */
    lookAtErasure: (teamId: string, personId: string, words: string) =>
      rpc('look_at_erasure', { p_team_id: teamId, p_person_id: personId, p_words: words }, erasureLook),

    /** Admins erase. `known`: it was erased before. */
    eraseLead: (p: { team_id: string; person_id: string; lead_id: string; reason: ErasureReason }) =>
      rpc(
        'erase_lead',
        { p_erasure: p },
        z.object({
          outcome: z.enum(['done', 'known', 'not_allowed', 'not_found']),
          counts: knownOfPerson.nullable(),
        }),
      ),

    /** What a person says of two leads. */
    judgeLeads: (
      p: { team_id: string; person_id: string } & (
        | { verdict: 'same' | 'apart'; lead_id: string; other_id: string }
        | { verdict: 'split'; merge_id: number }
      ),
    ) =>
      rpc(
        'judge_leads',
        { p_verdict: p },
        z.object({ outcome: z.enum(['done', 'known', 'not_allowed', 'not_found']) }),
      ),
  };
}
