import { fault, inFile, type PlantedFault } from '../simulation/plant.ts';

const blocker = (name: string, from: string, to: string) => fault(name, 'outreach.first_blocker', from, to);
const notAsked = (name: string, condition: string) => blocker(name, `if ${condition} then`, 'if false then');

/** What could be wrong in the governor; histories that do not find each of them prove little. */
export const plantedFaults: readonly PlantedFault[] = [
  // Control.
  notAsked(
    'the kill switch is not asked',
    'exists (select from outreach.stops s where s.team_id = (p_account).team_id)',
  ),
  notAsked('a pause is not asked', '(p_account).paused_at is not null'),
  notAsked(`an account's health is not asked`, `(p_account).status <> 'ok'`),
  notAsked('breakers are not asked', 'v_breaker.id is not null'),
  fault(
    'a breaker of the whole account holds no single type',
    'outreach.open_breaker',
    `b.scope in ('*', p_type)`,
    'b.scope = p_type',
  ),
  fault('a breaker ends without a person', 'outreach.open_breaker', 'or b.needs_person', ''),
  fault(
    'an account goes on the moment it is resumed',
    'outreach.resume',
    'pause_reason = null, resumed_at = outreach.moment(),',
    'pause_reason = null, resumed_at = null,',
  ),
  // Time.
  notAsked('hours and weekdays are not asked', 'not outreach.in_working_hours(p_account, p_now)'),
  fault(
    'the last minute of the hours lasts an hour',
    'outreach.in_working_hours',
    'l.at::time < (p_account).window_end',
    `l.at::time < (p_account).window_end + interval '1 hour'`,
  ),
  fault(
    'hours past midnight need no working day before',
    'outreach.in_working_hours',
    'and extract(isodow from d.date)::integer = any ((p_account).working_days)',
    '',
  ),
  notAsked('holidays are not asked', 'outreach.is_holiday(p_account, p_now)'),
  blocker(
    'the gap is a minute shorter',
    'make_interval(mins => (p_account).gap_min_minutes)',
    'make_interval(mins => (p_account).gap_min_minutes - 1)',
  ),
  blocker(
    'every message goes as an answer does',
    'v_answer boolean := outreach.goes_as_answer(p_action, p_now);',
    `v_answer boolean := p_action.action_type = 'send_message';`,
  ),
  blocker(
    'a resume asks no gap of its own',
    'greatest((p_account).last_dispatch_at, (p_account).resumed_at)',
    '(p_account).last_dispatch_at',
  ),
  fault(
    'a release does not say when it was',
    'outreach.claim_release',
    'update outreach.accounts set last_dispatch_at = v_now where id = v_account.id;',
    '',
  ),
  blocker(
    'an action goes before its time',
    'or (p_action).scheduled_for > p_now or (p_action).not_before > p_now then',
    'then',
  ),
  inFile(
    'a governor does not hear that the clock jumped',
    'governor/beat/database-clock.ts',
    'if (ahead <= JUMP_MS) return 0;',
    'if (ahead < Number.POSITIVE_INFINITY) return 0;',
  ),
  // Budget.
  blocker(
    "the day's draw allows one more",
    'if v_used >= v_limit.quota then',
    'if v_used > v_limit.quota then',
  ),
  blocker(
    'the warm-up allows one more',
    'if v_used >= v_limit.warm_up then',
    'if v_used > v_limit.warm_up then',
  ),
  fault(
    'the warm-up counts the day itself',
    'outreach.warm_up_cap',
    'd.local_date < p_date',
    'd.local_date <= p_date',
  ),
  blocker(
    'seven days are six',
    `p_now - interval '7 days') >= v_limit.rolling_max`,
    `p_now - interval '6 days') >= v_limit.rolling_max`,
  ),
  blocker(
    'a sixth note of a month goes',
    `outreach.room_at((p_account).id, v_type, interval '31 days', 5, true, p_now) is not null then`,
    'false then',
  ),
  blocker(
    'one more invitation may be pending',
    '(p_account).pending_invites_max <= (',
    '(p_account).pending_invites_max < (',
  ),
  blocker(
    'a change of zone brings a second quota',
    `if (p_account).zone_changed_at > p_now - interval '24 hours' then`,
    'if false then',
  ),
  fault(
    'a changed rule takes its most for the draw',
    'outreach.day_limit',
    'v_answer.quota := least(v_draw, v_answer.rule_max,',
    `v_answer.quota := least(case when (
      select d.rule_version from outreach.quota_draws d
      where d.account_id = (p_account).id and d.action_type = p_type and d.local_date = p_date) = v_rule.version then v_draw end, v_answer.rule_max,`,
  ),
  fault(
    'a lower rule does not lower the day',
    'outreach.day_limit',
    'least(v_draw, v_answer.rule_max,',
    'least(v_draw,',
  ),
  fault(
    'the draw is without the secret',
    'outreach.draw',
    'jsonb_build_array(p_seed, p_account_id,',
    'jsonb_build_array(p_account_id,',
  ),
  fault(
    'what may have gone does not count',
    'outreach.end_release',
    `p_result = 'not_sent' and local_date`,
    `p_result in ('not_sent', 'unknown') and local_date`,
  ),
  fault(
    `what the owner does by hand does not count`,
    'outreach.used_on',
    'and action_type = p_type and counted',
    `and action_type = p_type and counted and source = 'release'`,
  ),
  fault(
    'what an account sent counts as done by hand as well',
    'outreach.take_echo',
    `or (n.payload ->> 'text' = v_text)`,
    'or false',
  ),
  // Once.
  fault(
    'a lost dispatch is given back',
    'outreach.expire_dispatches',
    `perform outreach.end_release(v_id, 'unknown',`,
    `perform outreach.end_release(v_id, 'not_sent',`,
  ),
  fault(
    'a dispatch is lost after ten seconds',
    'outreach.expire_dispatches',
    `l.dispatched_at <= v_now - interval '2 minutes'`,
    `l.dispatched_at <= v_now - interval '10 seconds'`,
  ),
  fault(
    'nothing is ever given up as lost',
    'outreach.expire_dispatches',
    `l.dispatched_at <= v_now - interval '2 minutes'`,
    'false',
  ),
  fault(
    'what a look does not see was not sent',
    'outreach.record_lookup',
    `elsif p_found = 'not_seen' and v_release.provider ? 'restored_at' and`,
    `elsif p_found = 'not_seen' and`,
  ),
  fault(
    'a late word of any kind settles what is unknown',
    'outreach.record_release',
    `(v_release.outcome = 'unknown' and v_result in ('sent', 'already'))`,
    `v_release.outcome = 'unknown'`,
  ),
  fault(
    'an action goes any number of times',
    'outreach.end_release',
    'not v_was_unknown and v_action.attempts < 3',
    'not v_was_unknown',
  ),
  blocker(
    'another goes while it is not known what became of the first',
    `t.action_type = v_type and t.status in ('dispatching', 'unknown')`,
    `t.action_type = v_type and t.status in ('dispatching')`,
  ),
  blocker(
    'the same words go twice',
    "outreach.words_of(t.payload ->> 'text') = outreach.words_of((p_action).payload ->> 'text')",
    'false',
  ),
  blocker(
    'who has an invitation is invited',
    `elsif v_type = 'send_invite' and v_pending then`,
    `elsif false then`,
  ),
  blocker(
    'a withdrawn invitation goes again at once',
    `v_withdrawn > p_now - interval '21 days'`,
    `v_withdrawn > p_now`,
  ),
  inFile(
    'a call without an answer was not made',
    'governor/providers/classify-failure.ts',
    `return unknownError('timeout', 'No answer in time', 'server_error');`,
    `return errorOf('not_sent', 'timeout', 'No answer in time');`,
  ),
  inFile(
    'a broken connection sent nothing',
    'governor/providers/classify-failure.ts',
    'return beforeTheRequest.has(failure.code)',
    'return failure.code',
  ),
  inFile(
    'a governor calls without a claim',
    'governor/beat/beat.ts',
    `if (claim.outcome !== 'claimed') return;`,
    `if (claim.outcome === 'gone') return;`,
  ),
  inFile(
    'a governor that stood still calls all the same',
    'governor/beat/beat.ts',
    'if (waitedMs < STALE_CLAIM_MS) return undefined;',
    'if (waitedMs < 100 * STALE_CLAIM_MS) return undefined;',
  ),
  // Consent.
  notAsked(
    'the list of people who must not be contacted is not asked',
    'outreach.is_suppressed((p_action).lead_id)',
  ),
  fault(
    'a company on the list holds no one',
    'outreach.are_suppressed',
    `or s.kind = 'company' and s.value = any (p_companies)`,
    '',
  ),
  blocker('an answer holds nothing', 'and (v_newest).last_inbound_id is not null then', 'and false then'),
  fault(
    'an answer stops nothing that waits',
    'outreach.record_inbound',
    `perform outreach.stop_actions(v_leads, 'skipped', 'replied', array['send_invite', 'send_message'], v_message_id);`,
    '',
  ),
  blocker(
    'a message needs no look at the inbox',
    `(p_account).inbox_read_at not between p_now - interval '5 minutes' and p_now + interval '1 minute', true)`,
    `false, false)`,
  ),
  blocker(
    'a message goes to no connection',
    `elsif v_type = 'send_message' and not v_connected then`,
    'elsif false then',
  ),
  blocker(
    'the approval is not compared',
    'or (p_action).approved_hash is distinct from outreach.action_hash(p_action) or (p_action).hash <> outreach.action_hash(p_action)',
    '',
  ),
  fault(
    'who wrote it approves it',
    'outreach.decide_action',
    'elsif v_person in (v_action.author_id, v_action.text_by) then',
    'elsif false then',
  ),
  fault(
    'a press on an old card approves the new words',
    'outreach.decide_action',
    `if v_action.revision <> (p_click ->> 'revision')::integer or v_action.hash is distinct from p_click ->> 'hash' then`,
    'if false then',
  ),
  fault(
    'what no one approved in time goes',
    'outreach.expire_dispatches',
    `w.status in ('pending_approval', 'approved', 'scheduled') and w.expires_at <= v_now`,
    'false',
  ),
  // Campaigns.
  fault(
    'a campaign that is paused goes on',
    'outreach.campaign_blocker',
    `elsif v_campaign.status = 'paused' then`,
    'elsif false then',
  ),
  fault(
    'a step does not wait for the one before',
    'outreach.step_due',
    `when v_before.status = 'completed' then v_before.executed_at`,
    `when v_before.status <> 'skipped' then coalesce(v_before.executed_at, v_before.created_at)`,
  ),
  // Webhooks.
  inFile(
    'any secret will do',
    'governor/inbox/webhooks/header-webhooks.ts',
    `typeof given === 'string' && isSame(given, secret) ? null : 'wrong_secret'`,
    `null`,
  ),
  inFile(
    'any signature will do',
    'governor/inbox/webhooks/signed-webhooks.ts',
    'return isSame(signature.v0, expected);',
    'return expected.length > 0;',
  ),
  inFile(
    'our own message is taken for an answer',
    'governor/inbox/webhooks/normalise.ts',
    'const mine = sender.attendee_provider_id === account_info.user_id;',
    'const mine = false as boolean;',
  ),
  // Audit, reasons.
  fault(
    'an end is not audited',
    'outreach.audit_action',
    'begin\n  perform',
    `begin\n  if new.status = 'completed' then return null; end if;\n  perform`,
  ),
  blocker(
    'a gap is said to last for the longest',
    'if p_now < v_gap_ends then',
    `if p_now < v_gap_ends + interval '20 minutes' then`,
  ),
  blocker(
    'a breaker that is over holds',
    'v_breaker := outreach.open_breaker((p_account).id, v_type, p_now);',
    `v_breaker := outreach.open_breaker((p_account).id, v_type, p_now - interval '2 days');`,
  ),
  fault(
    'what is held is not explained',
    'outreach.store_blocker',
    'blocked_by = (p_blocker).code, retry_at = (p_blocker).retry_at, aside = (p_blocker).aside,',
    'aside = (p_blocker).aside,',
  ),
];
