/**
 * Columns that hold a member of the team, by a Slack user id: of that name, or ending in `_by`. What else bears the id (in lists and
 * JSON) is found by its value.
 */
const person =
  /^(person_id|requester_id|reviewer_id|author_id|owner_id|user_id|by_id|actor|named_approver|members|people|asked|authors|groups)$|_by$/;
/** Codes and ids of other things under such a name. */
const others = ['blocked_by', 'made_by', 'found_by'];

/** Columns of a table that name a member, by their names alone. */
export const personColumns = (columns: Iterable<string>): string[] =>
  [...columns].filter((column) => person.test(column) && !others.includes(column));

/**
 * What is told of a row besides ids, codes, figures and times: words and settings of the member, where the member stands in that
 * column. What is not listed stays untold, as it may be about someone else.
 */
export const ownWords: Record<string, Record<string, string[]>> = {
  'content.brand_kits': { changed_by: ['change', 'kit'] },
  'content.chat_history': { author_id: ['text', 'as_read'] },
  'content.content_history': { requester_id: ['prompt', 'brief', 'title'], decided_by: ['decision_note'] },
  'content.corrections': { person_id: ['before', 'after', 'words'] },
  'content.documents': { added_by: ['title', 'url', 'file_name', 'sha256'] },
  'content.evidence_notices': { person_id: ['title', 'reason'] },
  'content.hand_versions': { person_id: ['content', 'reason'] },
  'content.house_rules': { changed_by: ['change', 'rules'] },
  'content.job_tokens': { owner_id: ['name', 'types', 'channels', 'webhook_url'] },
  'content.jobs': { requester_id: ['brief'] },
  'content.planned_briefs': { person_id: ['topic', 'angle'] },
  'content.questions': { answered_by: ['answer', 'note'] },
  'content.retractions': { person_id: ['reason'] },
  'content.reviews': { reviewer_id: ['note', 'override_reason'] },
  'content.uploads': { person_id: ['name', 'mime', 'sha256'] },
  'outreach.accounts': {
    owner_id: ['name', 'provider_account_id', 'tier', 'time_zone'],
    paused_by: ['pause_reason'],
  },
  'outreach.action_revisions': { written_by: ['text'] },
  'outreach.campaigns': { person_id: ['name', 'purpose'] },
  'outreach.ended_suppressions': { ended_by: ['end_reason'] },
  'outreach.lead_batches': { person_id: ['title'] },
  'outreach.stops': { stopped_by: ['reason'] },
  'outreach.suppressions': { person_id: ['reason'] },
  'platform.people': { user_id: ['name', 'tz'] },
  'platform.role_changes': {
    user_id: ['role_before', 'role_after'],
    changed_by: ['role_before', 'role_after'],
  },
  'platform.user_groups': { members: ['handle', 'name'] },
};

/** Jobs whose brief is about leads. */
export const aboutLeads = ['incoming_webhook', 'outreach_notes', 'lead_enrichment'];

/** Columns of text that hold an id, a code or a name of the product. */
export const plainText =
  /(^|_)(id|kind|type|status|state|decision|role|code|scope|unit|action|model|node|hash|ts)$/;
