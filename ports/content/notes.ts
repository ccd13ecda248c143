import { z } from 'zod';
import { approvalState } from '../approver-rules.ts';
import { languages } from './language.ts';

/** People whose words one job writes, at most. */
const mostNotes = 1000;
/** Of one text, in UTF-16 units: what the field of a form in Slack takes. LinkedIn's own limits stand in each step. */
export const mostNoteText = 3000;

/** What is known of a person, and where it comes from. */
const leadFact = z.object({
  field: z.string(),
  value: z.string(),
  source: z.string(),
  quote: z.string().nullish(),
  url: z.string().nullish(),
});

/** Outreach names the locale of a person or none. */
const spoken = z
  .string()
  .nullish()
  .transform((said) => languages.find((one) => said?.toLowerCase().startsWith(one)) ?? null);

/** One step of a campaign. */
const noteStep = z.object({
  number: z.number().int(),
  kind: z.enum(['view_profile', 'send_invite', 'send_message']),
  with_words: z.boolean(),
  /** `accepted`: the invitation before it. */
  after: z.enum(['previous_sent', 'accepted']),
  /** Working days behind that. */
  wait_days: z.number().int(),
  /** Characters at most, by the tier of the account; null: no words. */
  max: z.number().int().nullable(),
});
export type NoteStep = z.infer<typeof noteStep>;

const notePerson = z.object({
  lead_id: z.string(),
  /** As its source has it: titles, capitals and pictures included. */
  name: z.string().nullable(),
  first_name: z.string().nullish(),
  language: spoken,
  facts: z.array(leadFact),
});
export type NotePerson = z.infer<typeof notePerson>;

/** What a brief of `outreach_notes` says besides what every handed-over brief says. */
export const notesBriefFields = {
  language: spoken,
  /** What the words are to bring about. */
  purpose: z.string(),
  steps: z.array(noteStep).min(1).max(12),
  people: z.array(notePerson).min(1).max(mostNotes),
} as const;

/** Why a step goes without words. */
export const noteFaults = [
  'empty',
  'too_long',
  'placeholder',
  'wrong_name',
  'asserted',
  'unknown_name',
  'unknown_number',
  'link',
  'banned',
  'language',
  'same_words',
  'budget',
] as const;
export type NoteFault = (typeof noteFaults)[number];

/** The words for one person, as an agent proposes them. */
export const proposedNote = z.object({
  number: z.number().int().min(1),
  lead_id: z.string(),
  name: z.string().nullable(),
  language: z.enum(languages),
  /** Who it is: title and company, as far as known. */
  about: z.array(leadFact.pick({ field: true, value: true })),
  /** What the words say of the person, each with the fact that it rests on. */
  used: z.array(leadFact.extend({ words: z.string() })),
  /** Of each step of the campaign; null: without words. */
  texts: z.array(z.object({ step: z.number().int(), text: z.string().nullable() })),
  /** Steps that were to have words and have none. */
  without: z.array(z.object({ step: z.number().int(), code: z.enum(noteFaults), found: z.string() })),
});
export type ProposedNote = z.infer<typeof proposedNote>;

/** The words of a campaign, for people to approve, edit or skip, a person each. */
export const noteProposal = z.object({
  kind: z.literal('notes'),
  purpose: z.string(),
  steps: z.array(noteStep),
  /** How many. */
  people: z.number().int(),
  /** Absent once they are kept: then a question carries the page that its card shows. */
  notes: z.array(proposedNote).optional(),
  model: z.string(),
  offline: z.boolean(),
});
export type NoteProposal = z.infer<typeof noteProposal>;

const noteStatuses = ['waiting', 'approved', 'skipped'] as const;

/** The words for one person as they stand. */
const noteItem = proposedNote.extend({
  status: z.enum(noteStatuses),
  /** Raised by each edit. */
  revision: z.number().int(),
  /** Of the texts; a button carries it. */
  hash: z.string(),
  /** Who wrote of them by hand, the last one last. */
  text_by: z.array(z.string()),
  /** A message that has no words: it can be edited or skipped, not approved. */
  lacks: z.array(z.number().int()),
  approval: approvalState,
  /** Who skipped it, or gave the last approval. */
  decided_by: z.string().nullable(),
  decided_at: z.string().nullable(),
  /** The person was erased, and the words with them. */
  erased_at: z.string().nullish(),
  /** Why outreach did not take it, once it was approved; null: it did, or has not answered yet. */
  refused: z.string().nullable(),
});
export type NoteItem = z.infer<typeof noteItem>;

/** What the card of a job's notes shows. */
export const notesPage = z.object({
  page: z.number().int().min(1),
  pages: z.number().int().min(1),
  counts: z.object({
    waiting: z.number().int(),
    approved: z.number().int(),
    skipped: z.number().int(),
    /** Of those that wait: a message of theirs has no words. */
    lacking: z.number().int(),
  }),
  /** Numbers of the first person of the page before and of the one behind; null: there is none. */
  starts: z.object({ before: z.number().int().nullable(), after: z.number().int().nullable() }),
  items: z.array(noteItem),
});
export type NotesPage = z.infer<typeof notesPage>;

/** One person's words as they looked on the card. */
const noteRef = z.object({ number: z.number().int(), revision: z.number().int(), hash: z.string() });
export type NoteRef = z.infer<typeof noteRef>;

/**
 * Why one of several was left. `changed`: the words are not those that the person saw. `decided`: approved or skipped before.
 * `author`: the person wrote of these words. `already_approved`, `not_yet`, `enough`: by the rule. `lacks`: a message has no words.
 */
const leftBecause = z.enum([
  'changed',
  'decided',
  'author',
  'already_approved',
  'not_yet',
  'enough',
  'lacks',
  'not_found',
]);

/**
 * What a press on notes led to. `done`: at least one of them was decided, or has one approval more. `nothing`: each was left.
 * `not_allowed` with its reason; `closed`: the job waits for nothing any more.
 */
export const notesOutcome = z.object({
  outcome: z.enum(['done', 'nothing', 'not_allowed', 'closed', 'not_found']),
  reason: z.enum(['guest', 'requester', 'role', 'group_unread']).nullable(),
  user_groups: z.array(z.string()),
  job_status: z.string().nullable(),
  /** Numbers that this press decided. */
  decided: z.array(z.number().int()),
  /** Numbers whose approval was kept, and which wait for more. */
  pending: z.array(z.number().int()),
  left: z.array(z.object({ number: z.number().int(), because: leftBecause })),
});
export type NotesOutcome = z.infer<typeof notesOutcome>;

/** What an edit led to; every outcome but `done` changes nothing. `same_words`: person `number` has this text already. */
export const noteEditOutcome = z.object({
  outcome: z.enum([
    'done',
    'unchanged',
    'changed',
    'decided',
    'not_allowed',
    'closed',
    'not_found',
    'too_long',
    'empty',
    'same_words',
  ]),
  /** The step that is at fault. */
  step: z.number().int().nullable(),
  max: z.number().int().nullable(),
  number: z.number().int().nullable(),
  item: noteItem.nullable(),
});
export type NoteEditOutcome = z.infer<typeof noteEditOutcome>;

/** One person's words as they stand, for the form that edits them. */
export const noteRead = z.object({
  outcome: z.enum(['done', 'decided', 'not_allowed', 'closed', 'not_found']),
  item: noteItem.nullable(),
  steps: z
    .array(noteStep)
    .nullish()
    .transform((steps) => steps ?? []),
});
