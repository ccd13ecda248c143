import { z } from 'zod';
import type { Rpc } from '../../platform/db.ts';
import { failOnUnreadable, readableItems, type UnreadableItem } from '../../platform/readable-items.ts';
import { handoverCalls } from '../handovers.ts';
import {
  budgetLine,
  budgetStop,
  type CapScope,
  capScopes,
  jobEstimate,
  type StopAnswer,
  spending,
  stopOutcome,
} from './budget.ts';
import { answerOutcome, messageOutcome } from './conversation.ts';
import {
  type DraftContent,
  finalOpening,
  type HandKind,
  type ReviewDecision,
  reviewOutcome,
  storedFile,
  storedObject,
} from './draft.ts';
import { type ErasedPerson, erasedContent } from './erasure.ts';
import { evidencePage, retractionOutcome } from './evidence.ts';
import type { HandedOverJob } from './handed-over.ts';
import { health, homeOf } from './home.ts';
import type { closedBecause } from './incoming-reply.ts';
import type { BlogBrief, BrandKitBrief, CarouselBrief, JobType, KnowledgeBrief, PlanBrief } from './job.ts';
import { type HistoryFilter, history, jobList, jobReading } from './job-lists.ts';
import {
  brandKit,
  documentChange,
  documentList,
  documentReading,
  type HouseRules,
  houseRules,
  searchAnswer,
  settingChange,
  settingVersion,
} from './knowledge.ts';
import type { Language } from './language.ts';
import { type NoteRef, noteEditOutcome, noteRead, notesOutcome } from './notes.ts';
import { jobView, type OutboxItem, outboxItem, type Upload } from './outbox.ts';
import { type PlannedBrief, planOutcome } from './plan.ts';
import { programCalls } from './programs.ts';
import type { ResearchBrief } from './research.ts';
import { handOutcome, type SlidePicks, versionList, versionRead } from './versions.ts';
import { type ProposalAnswer, proposalList, proposalMessage, proposalOutcome } from './voice.ts';

const enqueued = z.object({ job_id: z.string(), created: z.boolean() });
const jobAction = z.object({
  outcome: z.enum(['done', 'not_allowed', 'wrong_state', 'not_found', 'thread_has_job', 'too_late']),
  status: z.string().nullable(),
});
const namedOutcome = z.object({ outcome: z.enum(['done', 'not_found', 'not_allowed', 'wrong_state']) });
interface ReviewClick {
  job_id: string;
  version: number;
  hash: string;
  reviewer_id: string;
  decision: ReviewDecision;
}
/** What a click records. */
export interface NotedClick extends ReviewClick {
  note: string | null;
  /** Of an approval: why what is unverified is accepted (`reasonLength`). */
  override_reason?: string | null;
}
const foundReport = z.object({ job_id: z.string(), title: z.string() });

/** A type of job with its own brief. */
export type JobToStart =
  | { type: 'carousel'; brief: CarouselBrief }
  | { type: 'blog'; brief: BlogBrief }
  | { type: 'research'; brief: ResearchBrief }
  | { type: 'plan'; brief: PlanBrief }
  | { type: 'knowledge'; brief: KnowledgeBrief }
  | { type: 'brand_kit'; brief: BrandKitBrief };

/** What a person asked for. */
export type JobAsked = JobToStart & {
  team_id: string;
  requester_id: string;
  channel_id: string;
  /**
   * An approved research of the team, for a carousel or an article. Refused as `from_unknown`, `from_other_team`,
   * `from_no_research`, `from_rejected`, `from_stopped`, `from_not_approved`, `from_not_for_this`.
   */
  from_job_id?: string | null;
  /** Whom the requester would like to approve it. Refused as `named_may_not` for a person who may not. */
  named_approver?: string | null;
  /**
   * Head of a thread of people that the job is shown in, for a draft; without it the job opens its own. Refused as
   * `thread_has_job` while another job of that thread has not ended.
   */
  thread_ts?: string;
  /** As typed, for the history. */
  command: string;
  idempotency_key: string;
  response_url: string | null;
};

/** What the bot's role may call in schema `content`. */
export function contentForBot(rpc: Rpc) {
  return {
    /** Stores the job, its history and the surfaces that show it. The same `idempotency_key` gives the same job. */
    enqueueJob: (job: JobAsked) => rpc('enqueue_job', { p_job: job }, enqueued, { deadlineMs: 2000 }),

    /** The same for several, at most 100, in their order. A refusal is of all of them, and none is stored. */
    enqueueJobs: (jobs: JobAsked[]) =>
      rpc('enqueue_jobs', { p_jobs: jobs }, z.array(enqueued), { deadlineMs: 2000 }),

    /**
     * The approved report that a draft can be made from: by its job's id, or by its thread. Refused as `enqueueJob` is for
     * a `from_job_id`.
     */
    findReport: (teamId: string, report: { job_id: string } | { channel_id: string; ts: string }) =>
      rpc('find_report', { p_team_id: teamId, p_report: report }, foundReport),

    /**
     * Names another approver while a job goes on, or with null none. By the requester and those who may approve. Refused as
     * `named_may_not` for a person who may not approve it.
     */
    nameApprover: (click: { job_id: string; person_id: string; named_approver: string | null }) =>
      rpc('name_approver', { p_click: click }, namedOutcome, { deadlineMs: 2000 }),

    /** The job that a key led to, after an enqueue with an unknown outcome; null if there is none. */
    findJob: (key: string) => rpc('find_job', { p_idempotency_key: key }, jobView.nullable()),

    /** What the team and this person have spent and reserved, with the caps. */
    getBudget: (teamId: string, personId: string) =>
      rpc('get_budget', { p_team_id: teamId, p_person_id: personId }, z.array(budgetLine)),

    /** Answers the caps that changed. Admins alone, else `not_allowed`; `bad_cap` for a cap out of bounds. */
    setBudget: (change: {
      team_id: string;
      person_id: string;
      caps: { scope: CapScope; usd: number | null; tokens: number }[];
    }) => rpc('set_budget', { p_change: change }, z.array(z.enum(capScopes))),

    /** What the team spent this month, by day, person, type of job and model. */
    getSpending: (teamId: string) => rpc('get_spending', { p_team_id: teamId }, spending),

    /** What a job of this type took the team. */
    getEstimate: (teamId: string, type: JobType) =>
      rpc('get_estimate', { p_team_id: teamId, p_type: type }, jobEstimate),

    /**
     * Presses a button of a stop at a cap. `raise` needs an amount above 0, in money or tokens or both, else `bad_amount`;
     * the others none.
     */
    answerBudgetStop: (click: {
      job_id: string;
      number: number;
      person_id: string;
      answer: StopAnswer;
      usd: number | null;
      tokens: number | null;
    }) => rpc('answer_budget_stop', { p_click: click }, stopOutcome),

    /** Null: no such stop. */
    getBudgetStop: (jobId: string, number: number) =>
      rpc('get_budget_stop', { p_job_id: jobId, p_number: number }, budgetStop.nullable()),

    /** What App Home shows this person. */
    getHome: (teamId: string, personId: string) =>
      rpc('get_home', { p_team_id: teamId, p_person_id: personId }, homeOf),
    /** How the installation is; null for all but admins. */
    getHealth: (teamId: string, personId: string) =>
      rpc('get_health', { p_team_id: teamId, p_person_id: personId }, health.nullable()),
    /** Changes whenever something changes that a Home tab of the team shows. */
    homeStamp: (teamId: string) => rpc('home_stamp', { p_team_id: teamId }, z.string()),

    /** A page of jobs: all of this person, or the open ones of the team. */
    listJobs: (
      teamId: string,
      personId: string,
      page: { whose: 'mine' | 'open'; offset: number; limit: number },
    ) => rpc('list_jobs', { p_team_id: teamId, p_person_id: personId, p_page: page }, jobList),
    /** One job by its id, or by how that begins. Of others, for members alone. */
    readJob: (teamId: string, personId: string, id: string) =>
      rpc('read_job', { p_team_id: teamId, p_person_id: personId, p_id: id }, jobReading),
    /** What was made, newest first; for members. At most 5,000 lines. */
    readHistory: (
      teamId: string,
      personId: string,
      filter: HistoryFilter & { offset: number; limit: number },
    ) =>
      rpc('read_history', { p_team_id: teamId, p_person_id: personId, p_filter: filter }, history, {
        deadlineMs: 8000,
      }),

    getJob: (jobId: string) => rpc('get_job', { p_job_id: jobId }, jobView.nullable()),

    /**
     * Surfaces that Slack does not show yet; each claim holds its item for 30 s. `giveUp` is told of those that this bot
     * cannot read.
     */
    claimOutbox: async (
      worker: string,
      limit: number,
      giveUp: (item: UnreadableItem) => Promise<unknown> = failOnUnreadable,
    ): Promise<OutboxItem[]> => {
      const rows = await rpc('claim_outbox', { p_worker: worker, p_limit: limit }, z.array(z.unknown()));
      const { items, unreadable } = readableItems(rows, outboxItem);
      for (const item of unreadable) await giveUp(item);
      return items;
    },

    /** Records what was posted or edited. False: the claim was lost, another process shows it. */
    settleOutbox: (item: { id: number; fence: number; ts: string; revision: number }) =>
      rpc(
        'settle_outbox',
        { p_id: item.id, p_fence: item.fence, p_ts: item.ts, p_revision: item.revision },
        z.boolean(),
      ),

    /** Remembers file ids before they are shared, so that a crash does not upload twice, after those of `item`. False: claim lost. */
    noteUploads: (item: { id: number; fence: number; uploads: Upload[] }, uploads: Upload[]) =>
      rpc(
        'note_uploads',
        { p_id: item.id, p_fence: item.fence, p_uploads: uploads, p_before: item.uploads },
        z.boolean(),
      ),

    /**
     * Gives an item back. `retry_in_s` null gives up for good; giving up on a `brief` cancels its job.
     * `maybe_posted` true when no answer came, so that the next attempt looks it up first; `told` true when the requester
     * was told.
     */
    failOutbox: (
      item: { id: number; fence: number },
      failure: { code: string; retry_in_s: number | null; maybe_posted: boolean; told?: boolean },
    ) => rpc('fail_outbox', { p_id: item.id, p_fence: item.fence, p_failure: failure }, z.boolean()),

    /** What `recordReview` would refuse now, before a person writes a note for it; null: it would take it. */
    reviewRefusal: (click: ReviewClick) =>
      rpc('review_refusal', { p_click: click }, reviewOutcome.nullable()),

    /** Decides on exactly the version and hash that the button carried. */
    recordReview: (click: NotedClick) => rpc('record_review', { p_click: click }, reviewOutcome),

    /** The same for clicks on one draft, at most 100, in their order. A refusal is of all of them, and none is recorded. */
    recordReviews: (clicks: NotedClick[]) =>
      rpc('record_reviews', { p_clicks: clicks }, z.array(reviewOutcome)),

    /**
     * What a person wants the next version to say, against exactly the version and hash of the card; it is drawn and
     * recorded by a runner. Of `content` the texts count; restore and pick take theirs from `from_version`. `key` names what
     * was sent: a repeat stores nothing and answers `queued` again.
     */
    recordHandVersion: (click: {
      team_id: string;
      job_id: string;
      version: number;
      hash: string;
      person_id: string;
      key: string;
      kind: HandKind;
      from_version?: number;
      content?: DraftContent;
      picks?: SlidePicks;
      reason?: string | null;
    }) => rpc('record_hand_version', { p_click: click }, handOutcome),

    /** A job's versions, for members. */
    listVersions: (teamId: string, jobId: string, personId: string) =>
      rpc('list_versions', { p_team_id: teamId, p_job_id: jobId, p_person_id: personId }, versionList),
    getVersion: (teamId: string, jobId: string, version: number, personId: string) =>
      rpc(
        'get_version',
        { p_team_id: teamId, p_job_id: jobId, p_version: version, p_person_id: personId },
        versionRead,
      ),

    /** Claims of a version with their quotes, for members. `doubtful`: those that need a look alone. At most 20. */
    readEvidence: (
      teamId: string,
      personId: string,
      page: { job_id: string; version: number; offset: number; limit: number; doubtful: boolean },
    ) => rpc('read_evidence', { p_team_id: teamId, p_person_id: personId, p_page: page }, evidencePage),

    /** Calls the quotes of a claim wrong, for every draft of the team that rests on them. By approvers. */
    retractClaim: (click: {
      team_id: string;
      person_id: string;
      job_id: string;
      version: number;
      hash: string;
      claim_id: string;
      reason: string;
    }) => rpc('retract_claim', { p_click: click }, retractionOutcome),

    /**
     * The final files of exactly that version, for a person who may approve it. `opened`: they were sent to that person
     * before, to `channel_id` at `ts`; `gone`: there are none, or they can not go out any more.
     */
    openFinalFiles: (click: { job_id: string; version: number; hash: string; person_id: string }) =>
      rpc('open_final_files', { p_click: click }, finalOpening),
    noteFinalFilesOpened: (opening: {
      job_id: string;
      version: number;
      hash: string;
      person_id: string;
      channel_id: string;
      ts: string;
    }) => rpc('note_final_files_opened', { p_opening: opening }, z.null()),

    cancelJob: (jobId: string, personId: string) =>
      rpc('cancel_job', { p_job_id: jobId, p_person_id: personId }, jobAction),

    /** Puts a failed job back, from the step that failed. */
    retryJob: (jobId: string, personId: string) =>
      rpc('retry_job', { p_job_id: jobId, p_person_id: personId }, jobAction),

    /** Takes up a job that expired, where it waited. */
    resumeJob: (jobId: string, personId: string) =>
      rpc('resume_job', { p_job_id: jobId, p_person_id: personId }, jobAction),

    /** Reminds, escalates and lets expire what is due by time alone, of at most 100 jobs; answers of how many. */
    remindDue: (limit: number) => rpc('remind_due', { p_limit: limit }, z.number().int()),

    /** Presses a button of a question. `change` needs a note. */
    answerQuestion: (click: {
      job_id: string;
      number: number;
      hash: string;
      person_id: string;
      answer: 'go_on' | 'change' | 'discard';
      note: string | null;
    }) => rpc('answer_question', { p_click: click }, answerOutcome),

    /** One brief of a plan as it stands, to be changed by this person: `done`, or what is in the way. */
    readPlanned: (look: { job_id: string; number: number; person_id: string }) =>
      rpc('read_planned', { p_look: look }, planOutcome),

    /** Changes, drops or brings back one brief of a plan, as it looks to the person (`revision`). */
    changePlanned: (
      click: { job_id: string; number: number; revision: number; person_id: string } & (
        | { action: 'change'; brief: Pick<PlannedBrief, 'type' | 'topic' | 'angle' | 'day'> }
        | { action: 'drop' | 'restore' }
      ),
    ) => rpc('change_planned', { p_click: click }, planOutcome),

    /**
     * Starts briefs of a plan, each once, as jobs of this person. Those that are started or dropped already are left; where
     * one looks different to the person, nothing is started.
     */
    startPlanned: (click: {
      job_id: string;
      person_id: string;
      lines: { number: number; revision: number }[];
    }) => rpc('start_planned', { p_click: click }, planOutcome),

    /** Approves or skips people's words as they looked; each by itself, and what may not be decided is left. */
    decideNotes: (click: {
      job_id: string;
      person_id: string;
      action: 'approve' | 'skip';
      notes: NoteRef[];
    }) => rpc('decide_notes', { p_click: click }, notesOutcome),

    /** One person's words as they stand, to be edited by this person: `done`, or what is in the way. */
    readNote: (look: { job_id: string; number: number; person_id: string }) =>
      rpc('read_note', { p_look: look }, noteRead),

    /** Writes one person's words by hand: a new revision, without an approval. */
    editNote: (
      edit: NoteRef & {
        job_id: string;
        person_id: string;
        texts: { step: number; text: string | null }[];
      },
    ) => rpc('edit_note', { p_edit: edit }, noteEditOutcome),

    /** The card shows the page that person `number` is on. False: not for this person. */
    turnNotesPage: (click: { job_id: string; person_id: string; number: number }) =>
      rpc('turn_notes_page', { p_click: click }, z.boolean()),

    /** Keeps a message of a job's thread and tells the job, when its author may steer it. Repeats are ignored. */
    recordMessage: (message: {
      team_id: string;
      channel_id: string;
      thread_ts: string;
      ts: string;
      author_id: string;
      text: string;
      /** `talk`: said to a colleague; `nod`: thanks, "ok", an emoji. Memory alone, as is what calls a person by name. */
      aside?: 'talk' | 'nod' | null;
      called?: string | null;
    }) => rpc('record_message', { p_message: message }, messageOutcome),

    /**
     * Follows an edit. `read`: the words were read before, so that the edit changes nothing; `unknown`: no such message
     * is kept.
     */
    editMessage: (message: { team_id: string; channel_id: string; ts: string; text: string }) =>
      rpc('edit_message', { p_message: message }, z.enum(['unknown', 'followed', 'read'])),

    /** Follows a deletion: the words are gone from memory and cards as well. False: no such message is kept. */
    deleteMessage: (message: { team_id: string; channel_id: string; ts: string }) =>
      rpc('delete_message', { p_message: message }, z.boolean()),

    /** A message of the bot was deleted by people. True: it has something to decide, and is posted again. */
    showAgain: (message: { team_id: string; channel_id: string; ts: string }) =>
      rpc('show_again', { p_message: message }, z.boolean()),

    /** Keeps bytes for the knowledge base until they were read, a day at most. At most 10 MB (`uploadLength`). */
    putUpload: (upload: { team_id: string; person_id: string; name: string; mime: string; base64: string }) =>
      rpc('put_upload', { p_upload: upload }, z.object({ upload_id: z.string() })),

    /** Newest first, without removed ones and those of single jobs. */
    listDocuments: (teamId: string, page: { offset: number; limit: number; matching: string | null }) =>
      rpc('list_documents', { p_team_id: teamId, p_page: page }, documentList),

    /** Part of a document's stored text, for members; in characters. */
    readDocument: (
      teamId: string,
      documentId: string,
      personId: string,
      stretch: { start: number; length: number },
    ) =>
      rpc(
        'read_document',
        { p_team_id: teamId, p_document_id: documentId, p_person_id: personId, p_stretch: stretch },
        documentReading,
      ),

    /** `language` null: the query may be in any. */
    searchKnowledge: (teamId: string, query: string, language: Language | null, limit: number) =>
      rpc(
        'search_knowledge',
        { p_team_id: teamId, p_query: query, p_language: language, p_limit: limit },
        searchAnswer,
      ),

    /** By the one who added it, or an admin. Drafts that cite it keep their evidence. */
    removeDocument: (teamId: string, documentId: string, personId: string) =>
      rpc(
        'remove_document',
        { p_team_id: teamId, p_document_id: documentId, p_person_id: personId },
        documentChange,
      ),
    restoreDocument: (teamId: string, documentId: string, personId: string) =>
      rpc(
        'restore_document',
        { p_team_id: teamId, p_document_id: documentId, p_person_id: personId },
        documentChange,
      ),

    getHouseRules: (teamId: string) => rpc('get_house_rules', { p_team_id: teamId }, houseRules),
    /** By admins, from the version that they saw. `change` says what changed, for the list of versions. */
    changeHouseRules: (change: {
      team_id: string;
      person_id: string;
      base_version: number;
      rules: Omit<HouseRules, 'version'>;
      change: string;
    }) => rpc('change_house_rules', { p_change: change }, settingChange),
    /** Makes an earlier version the newest one again. By admins. */
    restoreSetting: (restore: {
      team_id: string;
      person_id: string;
      setting: 'house_rules' | 'brand_kit';
      version: number;
      base_version: number;
    }) => rpc('restore_setting', { p_restore: restore }, settingChange),
    /** Newest first. */
    listSettingVersions: (teamId: string, setting: 'house_rules' | 'brand_kit', limit: number) =>
      rpc(
        'list_setting_versions',
        { p_team_id: teamId, p_setting: setting, p_limit: limit },
        z.array(settingVersion),
      ),
    /** What the team's corrections came to: proposals that wait (for admins), and what was learned and is in force. */
    listProposals: (teamId: string, personId: string) =>
      rpc('list_proposals', { p_team_id: teamId, p_person_id: personId }, proposalList),
    /** By admins. What is accepted or revoked is a new version of the house rules; `change` is told in their history. */
    decideProposal: (click: {
      team_id: string;
      person_id: string;
      proposal_id: number;
      answer: ProposalAnswer;
      change: string;
    }) => rpc('decide_proposal', { p_click: click }, proposalOutcome),
    /** Direct messages to draw, each held for 60 s; settled and given back as items of the outbox are. */
    claimProposalMessages: (worker: string, limit: number) =>
      rpc('claim_proposal_messages', { p_worker: worker, p_limit: limit }, z.array(proposalMessage)),
    settleProposalMessage: (item: { id: number; fence: number; ts: string; revision: number }) =>
      rpc(
        'settle_proposal_message',
        { p_id: item.id, p_fence: item.fence, p_ts: item.ts, p_revision: item.revision },
        z.boolean(),
      ),
    failProposalMessage: (
      item: { id: number; fence: number },
      failure: { code: string; retry_in_s: number | null; maybe_posted: boolean },
    ) =>
      rpc('fail_proposal_message', { p_id: item.id, p_fence: item.fence, p_failure: failure }, z.boolean()),

    getBrandKit: (teamId: string) => rpc('get_brand_kit', { p_team_id: teamId }, brandKit),

    /** Empty: no such file, or it was pruned. One with a `bucket` lies there. */
    getArtifact: (key: string) => rpc('get_artifact', { p_key: key }, storedFile.nullable()),

    /** Starts what outreach handed over; the same key gives the same job. Refused as `bad_type`, `bad_brief`, `bad_thread`, `unknown_requester`. */
    enqueueHandedOver: (job: HandedOverJob) => rpc('enqueue_handed_over', { p_job: job }, enqueued),
    /** Ends the work on a message that is not to be answered any more. `not_found`: there is none (yet); `ended`: it was over. */
    closeReply: (p: { team_id: string; event_id: string; reason: (typeof closedBecause)[number] }) =>
      rpc('close_reply', { p_reply: p }, z.enum(['closed', 'ended', 'not_found'])),
    /** Objects of Storage that no file names, to be removed from there. Ends files that were kept long enough as well. */
    claimUnusedObjects: (limit: number) =>
      rpc('claim_unused_objects', { p_limit: limit }, z.array(storedObject)),
    /** Once they are removed: how many of the claimed Storage holds no more. */
    settleRemovedObjects: () => rpc('settle_removed_objects', {}, z.number().int()),
    /** Removes jobs that ended before the days that the owner set, at most `limit`. Answers how many. */
    removeEndedJobs: (limit: number) => rpc('remove_ended_jobs', { p_limit: limit }, z.number().int()),
    /** Erases a person whom outreach has erased; the same again finds what came meanwhile. */
    erasePerson: (person: ErasedPerson) =>
      rpc('erase_person', { p_erase: person }, erasedContent, { deadlineMs: 60_000 }),
    ...handoverCalls(rpc),
    ...programCalls(rpc),
  };
}
export type ContentForBot = ReturnType<typeof contentForBot>;
