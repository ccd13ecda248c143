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
  "used_since: dispatched_at <= 'infinity': taken out":
    'no time is later; it lets the planner expect few rows',
  "used_since: where account_id = p_account_id and action_type = p_type and dispatched_at > p_since and dispatched_at <= 'infinity' and counted: `<=` is `<`":
    'no row has that time',
  "room_at: l.dispatched_at <= 'infinity': taken out":
    'no time is later; it lets the planner expect few rows',
  "room_at: where l.account_id = p_account_id and l.action_type = p_type and l.dispatched_at > p_now - p_span and l.dispatched_at <= 'infinity' and l.counted: `<=` is `<`":
    'no row has that time',
  'room_at: having count(*) = p_max and p_max > 0: `>` is `>=`':
    'without a place the answer is empty in any case',
  'room_at: having count(*) = p_max and p_max > 0: 0 is -1':
    'without a place the answer is empty in any case',
  'warm_up_share: when p_warm_up_days <= 1 or p_max = 0 or p_before >= p_warm_up_days - 1 then p_max: `<=` is `<`':
    'of one day the last condition holds as well',
  'warm_up_share: when p_warm_up_days <= 1 or p_max = 0 or p_before >= p_warm_up_days - 1 then p_max: 1 is 0':
    'of one day the last condition holds as well',
  'warm_up_share: when p_warm_up_days <= 1 or p_max = 0 or p_before >= p_warm_up_days - 1 then p_max: `>=` is `>`':
    'on the last day the share is 100 % by the formula',
  'is_suppressed: k.key is not null: taken out': 'no key is equal to none',
  'is_suppressed: k.key is not null: taken out, again': 'no key is equal to none',
  "window_of: + case when (p_account).window_end <= (p_account).window_start then interval '1 day' else interval '0' end,: `<=` is `<`":
    'the table holds that a window has a length',
  'window_date: when (p_account).window_end <= (p_account).window_start and l.at::time < (p_account).window_end then l.at::date - 1: `<=` is `<`':
    'the table holds that a window has a length',
  'step_due: v_from is null: taken out': 'the working days after no instant are none',
  "expire_dispatches: l.outcome = 'dispatching': taken out, again":
    'an action is being sent as long as the release of its fence is',
};
