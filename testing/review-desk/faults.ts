import type { EmbeddedSupabase } from '../../sandbox/supabase/embedded-supabase.ts';

interface Fault {
  name: string;
  /** What of which function is changed. */
  changes: { function: string; from: string; to: string }[];
}

const change = (name: string, from: string, to: string) => ({ function: name, from, to });

/** What could be wrong in the SQL of the review desk. Histories that do not find each of them prove little. */
export const faults: Fault[] = [
  {
    name: 'the requester approves',
    changes: [
      change(
        'content.review_fault',
        `when v_decision <> 'request_changes' and v_reviewer = p_job.requester_id then 'requester'`,
        '',
      ),
      change(
        'content.review_fault',
        `when v_decision <> 'request_changes' and v_reviewer = any (content.requester_ids(p_job)) then 'token_owner'`,
        '',
      ),
      change('content.approval_state', 'content.requester_ids(p_job) ||', `array[]::text[] ||`),
    ],
  },
  {
    name: 'who wrote text by hand approves it',
    changes: [
      change('content.review_fault', `when content.author_ids(p_draft) ? v_reviewer then 'author'`, ''),
      change(
        'content.approval_state',
        '|| array(select jsonb_array_elements_text(content.author_ids(p_draft)))',
        '',
      ),
    ],
  },
  {
    name: 'one approval too few suffices',
    changes: [
      change(
        'platform.approval_state',
        `'complete', t.given = t.first_quorum + t.second_quorum`,
        `'complete', t.given + 1 >= t.first_quorum + t.second_quorum`,
      ),
    ],
  },
  {
    name: 'the hash of the button is not compared',
    changes: [change('content.draft_of_click', `v_draft.hash is distinct from p_click ->> 'hash'`, 'false')],
  },
  {
    name: 'a person of both groups counts for both',
    changes: [
      change('platform.approvals_given', 'p_second_quorum + p_first, p_all)', 'p_second_quorum + p_first)'),
    ],
  },
  {
    name: 'the second group does not wait for the first',
    changes: [
      change(
        'platform.approval_state',
        '(p.in_first or not (p_rule).in_order or t.first >= t.first_quorum)',
        'true',
      ),
    ],
  },
  {
    name: 'a deactivated person counts',
    changes: [
      change('platform.rule_members', 'and not p.is_guest and not p.is_deactivated', 'and not p.is_guest'),
    ],
  },
  {
    name: 'a superseded version is decided on',
    changes: [
      change(
        'content.review_fault',
        `p_draft.version < p_job.versions or p_draft.status = 'superseded'`,
        'false',
      ),
      change(
        'content.review_fault',
        `p_job.status <> 'awaiting_review' or p_draft.status <> 'proposed'`,
        `p_job.status <> 'awaiting_review'`,
      ),
    ],
  },
  {
    name: 'two clicks do not wait for each other',
    changes: [
      change(
        'content.record_review',
        `where id = p_click ->> 'job_id' for no key update`,
        `where id = p_click ->> 'job_id'`,
      ),
    ],
  },
  {
    name: 'two calls at once pass a cap together',
    changes: [
      change(
        'content.reserve_usage',
        `perform pg_advisory_xact_lock(hashtextextended('content.budget:' || v_job.team_id, 0));`,
        '',
      ),
    ],
  },
  {
    name: 'a raise of one job holds for all',
    changes: [change('content.raised', `(p_scope <> 'job' or s.job_id = p_job_id)`, 'true')],
  },
  {
    name: 'a restored version has no author',
    changes: [
      change('content.record_hand_version', 'v_authors := v_from.authors', `v_authors := '[]'::jsonb`),
    ],
  },
  {
    name: 'a card that no one can approve is silent',
    changes: [
      change(
        'content.tell_if_unreachable',
        `perform content.show((p_job).id, 'unreachable', (p_job).versions)`,
        'null',
      ),
    ],
  },
  {
    name: 'a rule that no one can satisfy is saved',
    changes: [
      change('platform.save_rule', `when v_fault is not null then 'refused'`, `when false then 'refused'`),
    ],
  },
];

/** Plants one in a database. Throws where a function no longer says what is to be changed. */
export async function plant(query: EmbeddedSupabase['owner']['query'], fault: Fault): Promise<void> {
  for (const { function: name, from, to } of fault.changes) {
    const { rows } = await query('select pg_get_functiondef($1::regproc) as source', [name]);
    const source = String(rows[0]?.source);
    if (!source.includes(from)) throw new Error(`Cannot plant "${fault.name}": ${name} has no ${from}`);
    await query(source.replace(from, () => to));
  }
}
