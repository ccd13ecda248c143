/** `function: guard: mutation` of those that change nothing that can be seen, each with the reason. */
export const EQUIVALENT: Record<string, string> = {
  'first_blocker: v_limit.rolling_max := least(coalesce(v_limit.rolling_max, 200), 200);: 200 is 201':
    'the 200 behind it holds as well',
  'first_blocker: t.id <> (p_action).id: taken out':
    'an action that is asked about waits, so it has none of the states that are looked for',
  'first_blocker: t.id <> (p_action).id: taken out, again':
    'an action that is asked about waits, so it has none of the states that are looked for',
  "first_blocker: t.action_type in ('send_invite', 'send_message'): taken out":
    'visits and withdrawals have no words',
  'first_blocker: (p_action).approved_by is null: taken out':
    'the table holds it: approver_is_known_once_approved',
  'first_blocker: (p_action).approved_revision is distinct from (p_action).revision: taken out':
    'the table holds it: approver_is_known_once_approved',
  'first_blocker: (p_action).approved_hash is distinct from outreach.action_hash(p_action): taken out':
    'the table holds the two hashes equal, and the other one is compared',
  'first_blocker: (p_action).hash <> outreach.action_hash(p_action): taken out':
    'the table holds the two hashes equal, and the other one is compared',
  'in_working_hours: select case when (p_account).window_end > (p_account).window_start: `>` is `>=`':
    'the table holds that a window has a length',
  'in_working_hours: then l.at::time >= (p_account).window_start and l.at::time < (p_account).window_end: `<` is `<=`':
    'the instants of the window end there as well',
  'in_working_hours: else l.at::time >= (p_account).window_start or l.at::time < (p_account).window_end end: `<` is `<=`':
    'the instants of the window end there as well',
  "window_of: + case when (p_account).window_end <= (p_account).window_start then interval '1 day' else interval '0' end,: 1 day are 2":
    'the local time is compared as well',
  'window_date: when (p_account).window_end <= (p_account).window_start and l.at::time < (p_account).window_end then l.at::date - 1: `<` is `<=`':
    'at that instant the window is closed',
};
