import { openOutreach, rule, TEAM } from './outreach.ts';

// Each check of the release at its edge: an instant or one count on either side.

/** Monday, noon in São Paulo. */
const NOON = '2026-11-23T15:00:00Z';
type Type = 'view_profile' | 'send_invite' | 'send_message' | 'withdraw_invite';

/**
 * Two accounts, and of the first an action of each type that may go at noon. `heldBy` tells what holds one at an instant after
 * some changes, `goes` if nothing does, and undoes them.
 */
export async function openLimits(database: Parameters<typeof openOutreach>[0]) {
  const o = await openOutreach(database);
  await o.setClock(NOON);
  const types: Type[] = ['view_profile', 'send_invite', 'send_message', 'withdraw_invite'];
  const rules = types.map((type) => rule(type, 6, 10, null));
  const first = await o.account({ rules });
  const { id: other } = await o.account({ rules });
  const texts: Partial<Record<Type, string>> = {
    send_invite: 'A note to you',
    send_message: 'A word to you',
  };
  const ids = new Map<Type, string>();
  for (const type of types) ids.set(type, await o.ready(first.id, { type, text: texts[type] ?? null }));
  const idOf = (type: Type) => ids.get(type) ?? '';
  await o.profile(first, idOf('send_message'), { connected: true });
  await o.profile(first, idOf('send_invite'));
  await o.profile(first, idOf('withdraw_invite'), { invitation: 'pending' });
  const { id: parking } = await o.account();
  await o.query(
    `alter table outreach.linkedin_automation disable trigger user;
     insert into outreach.linkedin_automation (id, team_id, account_id, lead_id, action_type, status, hash, author_id, text_by, approved_by, approved_at,
       approved_revision, approved_hash, executed_at, daily_limit_check, time_window_check, channel_id, idempotency_key)
     select 'twin ' || s, n.team_id, '${parking}', n.lead_id, 'send_message', s, 'h', 'ana', 'ana', 'leo', now(), 1, 'h', now(), true, true, 'C1', 'twin ' || s
     from unnest('{${twins.join()}}'::text[]) s cross join outreach.linkedin_automation n where n.id = '${idOf('withdraw_invite')}';
     alter table outreach.linkedin_automation enable trigger user;`,
  );
  await o.query(`create function public.held_by(p_action_id text, p_at timestamptz, p_changes text) returns text
    language plpgsql as $$
    declare v_code text;
    begin
      execute p_changes;
      select (outreach.first_blocker(a, n, p_at)).code into v_code
      from outreach.linkedin_automation n join outreach.accounts a on a.id = n.account_id where n.id = p_action_id;
      raise exception using errcode = 'ZZ001', message = coalesce(v_code, 'goes');
    exception when sqlstate 'ZZ001' then
      return sqlerrm;
    end $$`);
  const leadOf = (id: string) => `(select lead_id from outreach.linkedin_automation where id = '${id}')`;
  return {
    query: o.query,
    async heldBy({ type, changes, at = NOON }: LimitCase): Promise<string> {
      const names: Record<string, string> = {
        account: `'${first.id}'`,
        other: `'${other}'`,
        team: `'${TEAM}'`,
        lead: leadOf(idOf(type)),
        stranger: leadOf(idOf('withdraw_invite')),
        action: `'${idOf(type)}'`,
        noon: `'${NOON}'::timestamptz`,
      };
      const sql = changes.replaceAll(/\$(\w+)/g, (_, name) => names[name] ?? '') || 'select';
      const { held } = await o.one('select public.held_by($1, $2, $3) as held', [idOf(type), at, sql]);
      return String(held);
    },
  };
}

/** Rows of the ledger, `count` of them, each a second before the next. */
const gone = (
  count: number,
  row: { at?: string; date?: string; type?: Type; account?: string; note?: boolean; counted?: boolean } = {},
) =>
  `insert into outreach.release_ledger (team_id, account_id, source, action_type, dispatched_at, local_date, with_note, counted, outcome)
   select $team, ${row.account ?? '$account'}, 'manual', '${row.type ?? 'view_profile'}', ${row.at ?? "$noon - interval '2 hours'"} + make_interval(secs => n),
     '${row.date ?? '2026-11-23'}', ${row.note ?? false}, ${row.counted ?? true}, 'sent' from generate_series(0, ${count} - 1) n;`;
const accounts = (set: string) => `update outreach.accounts set ${set} where id = $account;`;
const drawn = (draw: number, type: Type = 'view_profile') =>
  `delete from outreach.quota_draws where account_id = $account and action_type = '${type}';
   insert into outreach.quota_draws (account_id, action_type, local_date, draw, rule_version) values ($account, '${type}', '2026-11-23', ${draw}, 1);`;
const max7d = (max: number | null, type: Type = 'view_profile') =>
  `update outreach.automation_rules set config = config || '{"rolling_7d_max": ${max}}' where account_id = $account and rule_key = '${type}';`;
const wide = `${max7d(null, 'send_invite')} update outreach.automation_rules set config = config || '{"max": 200}' where account_id = $account;
  ${accounts("gap_min_minutes = 1, window_start = '00:00', window_end = '23:59'")} ${drawn(200, 'send_invite')}`;
const breaker = (until: string, more: { scope?: string; account?: string; person?: boolean } = {}) =>
  `insert into outreach.breakers (account_id, scope, reason, until, needs_person)
   values (${more.account ?? '$account'}, '${more.scope ?? 'view_profile'}', 'limit', ${until}, ${more.person ?? false});`;
const contact = (set: string, account = '$account') =>
  `insert into outreach.contacts (team_id, account_id, lead_id) values ($team, ${account}, $lead) on conflict do nothing;
   update outreach.contacts set ${set} where account_id = ${account} and lead_id = $lead;`;
/** Another action, to the same person or of the same account, that went out already: one of those that stand ready for it. */
const twin = (set: {
  type: Type;
  status: (typeof twins)[number];
  account?: string;
  lead?: string;
  text?: string;
  outcome?: string;
}) =>
  `update outreach.linkedin_automation
   set account_id = ${set.account ?? '$account'}, lead_id = ${set.lead ?? '$lead'}, action_type = '${set.type}',
     payload = '${JSON.stringify(set.text ? { text: set.text } : {})}'
   where id = 'twin ${set.status}';
   insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, attempt, counted, outcome)
   values ($team, ${set.account ?? '$account'}, 'twin ${set.status}', '${set.type}', ${set.lead ?? '$lead'}, $noon - interval '40 days', '2026-10-10', 1, false, '${set.outcome ?? 'sent'}');`;
const twins = ['dispatching', 'unknown', 'completed', 'cancelled'] as const;
const stranger = '$stranger';
const replied = (at: string, message = 'their message') =>
  contact(`last_inbound_id = '${message}', last_inbound_at = ${at}, last_inbound_event = 7`);
const answers = (message = 'their message') =>
  `update outreach.linkedin_automation set in_reply_to = '${message}', hash = 'h', approved_hash = 'h' where id = $action;
   update outreach.linkedin_automation n set hash = outreach.action_hash(n), approved_hash = outreach.action_hash(n) where id = $action;
   update outreach.action_approvals set hash = (select hash from outreach.linkedin_automation where id = $action) where action_id = $action;
   update outreach.linkedin_automation set status = 'scheduled' where id = $action;`;
/** The action is a step of a campaign: the first, or one that follows a twin. */
const step = (
  set: {
    status?: 'running' | 'paused' | 'ended';
    companyWeek?: number | null;
    behind?: (typeof twins)[number];
    after?: 'previous_sent' | 'accepted';
    wait?: number;
  } = {},
) =>
  `insert into outreach.campaigns (id, team_id, account_id, name, purpose, language, filter, steps, status, per_company_week, person_id, channel_id,
     paused_at, paused_by, ended_at, end_reason, idempotency_key)
   values ('campaign', $team, $account, 'x', 'x', 'en', '{}', '[]', '${set.status ?? 'running'}', ${set.companyWeek ?? null}, 'ana', 'C1',
     $noon, 'ana', ${set.status === 'ended' ? `$noon, 'ended'` : 'null, null'}, 'campaign');
   insert into outreach.campaign_leads (campaign_id, lead_id, team_id, status) values ('campaign', $lead, $team, 'active');
   update outreach.linkedin_automation set campaign_id = 'campaign', step = 2, wait_days = ${set.wait ?? 0}, after = '${set.after ?? 'previous_sent'}',
     after_action_id = ${set.behind ? `'twin ${set.behind}'` : 'null'} where id = $action;`;
/** A step that went at that time, before this one. */
const visited = (when: string) =>
  `${twin({ type: 'view_profile', status: 'completed' })}
   update outreach.linkedin_automation set executed_at = ${when} where id = 'twin completed';`;
const colleague = (reached: string) =>
  `update outreach.leads set company_key = 'acme' where id in ($lead, $stranger);
   insert into outreach.release_ledger (team_id, account_id, source, action_type, lead_id, dispatched_at, local_date, outcome)
   values ($team, $other, 'manual', 'view_profile', $stranger, ${reached}, '2026-11-16', 'sent');`;

export interface LimitCase {
  check: string;
  type: Type;
  changes: string;
  at?: string;
  held: string;
}
const at = (check: string, changes: string, held: string, more: Partial<LimitCase> = {}): LimitCase => ({
  check,
  type: 'view_profile',
  changes,
  held,
  ...more,
});

export const limitCases: LimitCase[] = [
  at('nothing', '', 'goes'),
  at('nothing', '', 'goes', { type: 'send_invite' }),
  at(
    'nothing, and the inbox was never read, as nothing was written before',
    accounts('inbox_read_at = null'),
    'goes',
    { type: 'send_message' },
  ),
  at('nothing', '', 'goes', { type: 'withdraw_invite' }),

  at(
    'a stopped team',
    `insert into outreach.stops (team_id, stopped_by, reason) values ($team, 'ana', 'x')`,
    'kill_switch',
  ),
  at(
    'another team that is stopped',
    `insert into platform.teams (team_id, name) values ('T2', 'Other') on conflict do nothing; insert into outreach.stops (team_id, stopped_by, reason) values ('T2', 'ana', 'x')`,
    'goes',
  ),
  at('a paused account', accounts(`paused_at = now(), pause_reason = 'x'`), 'paused'),
  at('terms that were not accepted', accounts('terms_acknowledged_at = null'), 'terms_not_acknowledged'),
  at('an account that connects', accounts(`status = 'connecting'`), 'account_status'),
  at('a breaker that ends at this instant', breaker('$noon'), 'goes'),
  at('a breaker that ends a second later', breaker("$noon + interval '1 second'"), 'breaker'),
  at('a breaker that waits for a person', breaker("$noon - interval '1 day'", { person: true }), 'breaker'),
  at('a breaker of another type', breaker("$noon + interval '1 day'", { scope: 'send_invite' }), 'goes'),
  at('a breaker of all types', breaker("$noon + interval '1 day'", { scope: '*' }), 'breaker'),
  at('a breaker of another account', breaker("$noon + interval '1 day'", { account: '$other' }), 'goes'),

  at('the window, a second before it', '', 'window', { at: '2026-11-23T11:59:59Z' }),
  at('the window, its first instant', '', 'goes', { at: '2026-11-23T12:00:00Z' }),
  at('the window, its last second', '', 'goes', { at: '2026-11-23T20:59:59Z' }),
  at('the window, the instant after it', '', 'window', { at: '2026-11-23T21:00:00Z' }),
  at('a Saturday', '', 'window', { at: '2026-11-28T15:00:00Z' }),
  ...(
    [
      ['2026-11-24T00:59:59Z', 'window'],
      ['2026-11-24T01:00:00Z', 'goes'],
      ['2026-11-24T03:00:00Z', 'goes'],
      ['2026-11-24T08:59:59Z', 'goes'],
      ['2026-11-24T09:00:00Z', 'window'],
      // Of Friday's night, but a Saturday.
      ['2026-11-28T03:30:00Z', 'window'],
      // A Monday, but of Sunday's night.
      ['2026-11-23T04:00:00Z', 'window'],
    ] as const
  ).map(([when, held]) =>
    at(`a window past midnight at ${when}`, accounts(`window_start = '22:00', window_end = '06:00'`), held, {
      at: when,
    }),
  ),
  at('a holiday', `insert into outreach.holidays values ('BR', '2026-11-23', 'x')`, 'holiday'),
  at(
    'a holiday of another region and of the days beside',
    `insert into outreach.holidays values ('AR', '2026-11-23', 'x'), ('BR', '2026-11-22', 'x'), ('BR', '2026-11-24', 'x')`,
    'goes',
  ),
  at(
    'a holiday on which the night began',
    `${accounts(`window_start = '22:00', window_end = '06:00'`)} insert into outreach.holidays values ('BR', '2026-11-23', 'x')`,
    'holiday',
    { at: '2026-11-24T04:00:00Z' },
  ),
  at(
    'holidays of this year alone that are unknown',
    `delete from outreach.holiday_years where region = 'BR' and year = 2026`,
    'holiday',
  ),
  at(
    'a region that no calendar knows',
    `update outreach.holiday_years set known = false where region = 'BR'`,
    'holiday',
  ),
  at('no region', accounts('holidays = null'), 'goes'),

  at('the gap, at its end', accounts("last_dispatch_at = $noon - interval '20 minutes'"), 'goes'),
  at(
    'the gap, a second before its end',
    accounts("last_dispatch_at = $noon - interval '19 minutes 59 seconds'"),
    'gap',
  ),
  at(
    'the gap after a resume, a second before its end',
    accounts(
      "last_dispatch_at = $noon - interval '1 day', resumed_at = $noon - interval '19 minutes 59 seconds'",
    ),
    'gap',
  ),
  at(
    'the last dispatch, which a clock that went back left ahead',
    accounts("last_dispatch_at = $noon + interval '1 hour'"),
    'gap',
  ),
  at(
    'another dispatch of the account',
    twin({ type: 'send_invite', status: 'dispatching', lead: stranger }),
    'in_flight',
  ),
  at(
    'a dispatch of another account',
    twin({ type: 'send_invite', status: 'dispatching', account: '$other', lead: stranger }),
    'goes',
  ),

  at('the quota, with room for one', drawn(2) + gone(1), 'goes'),
  at('the quota, reached', drawn(2) + gone(2), 'quota'),
  at('the quota, by rows that do not count', drawn(2) + gone(5, { counted: false }), 'goes'),
  at('the quota, by rows of another type', drawn(2) + gone(5, { type: 'send_invite' }), 'goes'),
  at('the quota, by rows of another day', drawn(2) + gone(5, { date: '2026-11-22' }), 'goes'),
  at('the quota, by rows of another account', drawn(2) + gone(5, { account: '$other' }), 'goes'),
  at(
    'a quota that an admin lowered today',
    `${drawn(5)} update outreach.automation_rules set config = '{"min": 0, "max": 1, "rolling_7d_max": null}' where account_id = $account; ${gone(1)}`,
    'quota',
  ),
  at(
    'a quota above what fits the window',
    `${drawn(9)} ${accounts("window_start = '12:00', window_end = '12:40'")} ${gone(3)}`,
    'quota',
  ),
  at(
    'a quota that fits the window',
    `${drawn(9)} ${accounts("window_start = '12:00', window_end = '12:40'")} ${gone(2)}`,
    'goes',
  ),
  at('no rule', `delete from outreach.automation_rules where account_id = $account`, 'quota'),
  ...(
    [
      ["$noon - interval '24 hours'", "$noon - interval '23 hours'", 'goes'],
      [
        "$noon - interval '23 hours 59 minutes 59 seconds'",
        "$noon - interval '23 hours 59 minutes 59 seconds'",
        'quota',
      ],
      ["$noon - interval '23 hours'", "$noon - interval '24 hours'", 'goes'],
    ] as const
  ).map(([changed, row, held]) =>
    at(
      `a zone of ${changed} with a row of ${row}`,
      `${drawn(1)} ${accounts(`zone_changed_at = ${changed}`)} ${gone(1, { at: row, date: '2026-11-22' })}`,
      held,
    ),
  ),

  at('seven days with room for one', max7d(3) + gone(2, { date: '2026-11-19' }), 'goes'),
  at('seven days, full', max7d(3) + gone(3, { date: '2026-11-19' }), 'rolling_cap'),
  at(
    'seven days, full of another type',
    max7d(3) + gone(3, { date: '2026-11-19', type: 'send_invite' }),
    'goes',
  ),
  at(
    'seven days, full of another account',
    max7d(3) + gone(3, { date: '2026-11-19', account: '$other' }),
    'goes',
  ),
  at(
    'seven days, full of rows that do not count',
    max7d(3) + gone(3, { date: '2026-11-19', counted: false }),
    'goes',
  ),
  at(
    'seven days, of which the first row leaves now',
    max7d(3) + gone(3, { date: '2026-11-16', at: "$noon - interval '7 days'" }),
    'goes',
  ),
  at(
    'seven days, of which the first row leaves in a second',
    max7d(3) + gone(3, { date: '2026-11-16', at: "$noon - interval '7 days' + interval '1 second'" }),
    'rolling_cap',
  ),
  at(
    'seven days with rows that a clock that went back left ahead',
    max7d(3) + gone(3, { date: '2026-11-25', at: "$noon + interval '2 days'" }),
    'rolling_cap',
  ),
  ...[null, 1000].flatMap((max) => [
    at(
      `199 invitations of the 200 above a rule of ${max}`,
      wide + max7d(max, 'send_invite') + gone(199, { type: 'send_invite', date: '2026-11-19' }),
      'goes',
      { type: 'send_invite' },
    ),
    at(
      `200 invitations of the 200 above a rule of ${max}`,
      wide + max7d(max, 'send_invite') + gone(200, { type: 'send_invite', date: '2026-11-19' }),
      'rolling_cap',
      { type: 'send_invite' },
    ),
  ]),
  at('200 visits, for which there is no such limit', wide + gone(200, { date: '2026-11-19' }), 'goes'),
  ...(
    [
      [
        'a free account, five notes',
        accounts("tier = 'free'") + gone(5, { type: 'send_invite', note: true, date: '2026-11-19' }),
        'rolling_cap',
      ],
      [
        'a free account, four notes',
        accounts("tier = 'free'") + gone(4, { type: 'send_invite', note: true, date: '2026-11-19' }),
        'goes',
      ],
      [
        'a free account, five without a note',
        accounts("tier = 'free'") + gone(5, { type: 'send_invite', date: '2026-11-19' }),
        'goes',
      ],
      [
        'a free account, five notes of another account',
        accounts("tier = 'free'") +
          gone(5, { type: 'send_invite', note: true, date: '2026-11-19', account: '$other' }),
        'goes',
      ],
      [
        'a free account, five notes that do not count',
        accounts("tier = 'free'") +
          gone(5, { type: 'send_invite', note: true, date: '2026-11-19', counted: false }),
        'goes',
      ],
      [
        'a premium account, five notes',
        gone(5, { type: 'send_invite', note: true, date: '2026-11-19' }),
        'goes',
      ],
      [
        'a free account, five notes of which the first leaves the 31 days now',
        accounts("tier = 'free'") +
          gone(5, { type: 'send_invite', note: true, date: '2026-10-23', at: "$noon - interval '31 days'" }),
        'goes',
      ],
      [
        'a free account, five notes of which the first leaves the 31 days in a second',
        accounts("tier = 'free'") +
          gone(5, {
            type: 'send_invite',
            note: true,
            date: '2026-10-23',
            at: "$noon - interval '31 days' + interval '1 second'",
          }),
        'rolling_cap',
      ],
      [
        'a free account without a note',
        `${accounts("tier = 'free'")} ${gone(5, { type: 'send_invite', note: true, date: '2026-11-19' })} update outreach.linkedin_automation set payload = '{}' where id = $action;`,
        'approval',
      ],
    ] as const
  ).map(([check, changes, held]) => at(check, changes, held, { type: 'send_invite' })),
  at('pending invitations with room for one', accounts('pending_invites_max = 2'), 'goes', {
    type: 'send_invite',
  }),
  at('pending invitations, full', accounts('pending_invites_max = 1'), 'pending_cap', {
    type: 'send_invite',
  }),
  at('pending invitations, full, for a visit', accounts('pending_invites_max = 1'), 'goes'),

  ...(
    [
      ['the first day, one of two gone', [], '2026-11-01', 1, 'goes'],
      ['the first day, two of two gone', [], '2026-11-01', 2, 'warm_up'],
      ['the second day, three of four gone', ['2026-11-20'], '2026-11-01', 3, 'goes'],
      ['the second day, four of four gone', ['2026-11-20'], '2026-11-01', 4, 'warm_up'],
      ['a sending day on which the warm-up began', ['2026-11-20'], '2026-11-20', 3, 'goes'],
      ['a sending day before the warm-up began', ['2026-11-19'], '2026-11-20', 2, 'warm_up'],
      ['today, which is no day before', ['2026-11-23'], '2026-11-01', 2, 'warm_up'],
      [
        'the last day but one, eight gone',
        ['2026-11-18', '2026-11-19', '2026-11-20'],
        '2026-11-01',
        8,
        'warm_up',
      ],
      [
        'the last day, nine gone',
        ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'],
        '2026-11-01',
        9,
        'goes',
      ],
    ] as const
  ).map(([check, days, from, count, held]) =>
    at(
      `the warm-up, ${check}`,
      `${accounts(`warm_up_days = 5, warm_up_from = '${from}'`)} ${drawn(10)} ${gone(count)} ${days
        .map(
          (day) =>
            `insert into outreach.sending_days values ($account, '${day}'); insert into outreach.sending_days values ($other, '2026-11-10') on conflict do nothing;`,
        )
        .join(' ')}`,
      held,
    ),
  ),
  at(
    'the first day of a warm-up of a maximum of five, one of one gone',
    `${accounts("warm_up_days = 5, warm_up_from = '2026-11-01'")} ${drawn(5)} ${gone(1)}
     update outreach.automation_rules set config = '{"min": 0, "max": 5, "rolling_7d_max": null}' where account_id = $account;`,
    'warm_up',
  ),
  at(
    'the first day of a warm-up of two days',
    `${accounts("warm_up_days = 2, warm_up_from = '2026-11-01'")} ${drawn(10)} ${gone(2)}`,
    'warm_up',
  ),
  at(
    'a warm-up of one day',
    `${accounts("warm_up_days = 1, warm_up_from = '2026-11-01'")} ${drawn(10)} ${gone(9)}`,
    'goes',
  ),
  at(
    'a warm-up of a maximum of one, which lets one go on its first day',
    `${accounts("warm_up_days = 5, warm_up_from = '2026-11-01'")} update outreach.automation_rules set config = '{"min": 0, "max": 1, "rolling_7d_max": null}' where account_id = $account;`,
    'goes',
  ),

  ...(
    [
      [
        'a person who is never to be contacted',
        "select $team, 'person', i.kind || ':' || i.value, '', 'ana' from outreach.lead_identities i where i.lead_id = $lead",
        'suppressed',
      ],
      [
        'another person who is never to be contacted',
        "values ($team, 'person', 'slug:someone-else', '', 'ana')",
        'goes',
      ],
      [
        'a company that is never to be contacted',
        "values ($team, 'company', 'acme', '', 'ana')",
        'suppressed',
      ],
      ['a company of that name as a domain', "values ($team, 'domain', 'acme', '', 'ana')", 'goes'],
      [
        'a domain that is never to be contacted, of which theirs is a part',
        "values ($team, 'domain', 'acme.example', '', 'ana')",
        'suppressed',
      ],
      [
        'another domain that is never to be contacted',
        "values ($team, 'domain', 'cme.example', '', 'ana')",
        'goes',
      ],
      [
        'a domain that stands there as a company',
        "values ($team, 'company', 'acme.example', '', 'ana')",
        'goes',
      ],
    ] as const
  ).map(([check, row, held]) =>
    at(
      check,
      `update outreach.leads set company_key = 'acme', company_domain = 'mail.acme.example' where id = $lead;
       insert into outreach.suppressions (team_id, kind, value, reason, person_id) ${row};`,
      held,
    ),
  ),
  at(
    'another person who was erased',
    'update outreach.leads set erased_at = now() where id = $stranger',
    'goes',
  ),
  at(
    'another person who is on the list',
    `insert into outreach.suppressions (team_id, kind, value, reason, person_id)
     select $team, 'person', i.kind || ':' || i.value, '', 'ana' from outreach.lead_identities i where i.lead_id = $stranger`,
    'goes',
  ),
  at(
    'another person of a domain that is never to be contacted',
    `update outreach.leads set company_domain = 'acme.example' where id = $stranger;
     insert into outreach.suppressions (team_id, kind, value, reason, person_id) values ($team, 'domain', 'acme.example', '', 'ana')`,
    'goes',
  ),
  at(
    'another person of a company that is never to be contacted',
    `update outreach.leads set company_key = 'acme' where id = $stranger;
     insert into outreach.suppressions (team_id, kind, value, reason, person_id) values ($team, 'company', 'acme', '', 'ana')`,
    'goes',
  ),
  at(
    'another person with an address of a domain that is never to be contacted',
    `insert into outreach.lead_identities (team_id, kind, value, lead_id) values ($team, 'email', 'ana@acme.example', $stranger);
     insert into outreach.suppressions (team_id, kind, value, reason, person_id) values ($team, 'domain', 'acme.example', '', 'ana')`,
    'goes',
  ),
  at(
    'a person whose address at LinkedIn reads like that domain',
    `insert into outreach.lead_identities (team_id, kind, value, lead_id) values ($team, 'slug', 'ana.acme.example', $lead);
     insert into outreach.suppressions (team_id, kind, value, reason, person_id) values ($team, 'domain', 'acme.example', '', 'ana')`,
    'goes',
  ),
  at('a person who was erased', `update outreach.leads set erased_at = now() where id = $lead`, 'suppressed'),

  at('a message of the person that is not answered', replied("$noon - interval '1 day'"), 'replied', {
    type: 'send_message',
  }),
  at(
    'a message of the person, to another account',
    contact("last_inbound_id = 'm', last_inbound_at = now(), last_inbound_event = 7", '$other'),
    'replied',
    { type: 'send_invite' },
  ),
  at('a message of the person, for a visit', replied("$noon - interval '1 day'"), 'goes'),
  at('a message of the person, for a withdrawal', replied("$noon - interval '1 day'"), 'goes', {
    type: 'withdraw_invite',
  }),
  ...(
    [
      ['a second less than 14 days old', "$noon - interval '14 days' + interval '1 second'", 'goes'],
      ['14 days old', "$noon - interval '14 days'", 'quota'],
    ] as const
  ).map(([age, when, held]) =>
    at(
      `an answer to a message ${age}, with no quota left`,
      replied(when) + answers() + drawn(1, 'send_message') + gone(1, { type: 'send_message' }),
      held,
      { type: 'send_message' },
    ),
  ),
  ...(
    [
      ['that was answered already', { type: 'send_message' }, 'quota'],
      ['of which another person has an answer', { type: 'send_message', lead: '$stranger' }, 'goes'],
      ['to which an invitation went', { type: 'send_invite' }, 'goes'],
      ['to which an answer was not sent', { type: 'send_message', outcome: 'not_sent' }, 'goes'],
    ] as const
  ).map(([check, other, held]) =>
    at(
      `an answer to a message ${check}, with no quota left`,
      `${replied("$noon - interval '1 day'")} ${answers()} ${drawn(1, 'send_message')} ${gone(1, { type: 'send_message' })}
       ${twin({ ...other, status: 'completed' })} update outreach.linkedin_automation set in_reply_to = 'their message' where id = 'twin completed';`,
      held,
      { type: 'send_message' },
    ),
  ),
  ...(
    [
      ['a message that answers none', 'send_message', ''],
      ['an invitation that answers one', 'send_invite', answers()],
      ['a step of a campaign that answers one', 'send_message', answers() + step()],
    ] as const
  ).map(([check, type, changes]) =>
    at(
      `${check}, with no quota left`,
      replied("$noon - interval '1 day'") + drawn(1, type) + gone(1, { type }) + changes,
      'quota',
      { type },
    ),
  ),
  at(
    'an answer that was tried before, with no quota left',
    `${replied("$noon - interval '1 day'")} ${answers()} ${drawn(1, 'send_message')} ${gone(1, { type: 'send_message' })}
     insert into outreach.release_ledger (team_id, account_id, action_id, action_type, lead_id, dispatched_at, local_date, attempt, counted, outcome)
     values ($team, $account, $action, 'send_message', $lead, $noon - interval '1 hour', '2026-11-23', 1, false, 'failed');`,
    'goes',
    { type: 'send_message' },
  ),
  at(
    'a message of another person',
    `insert into outreach.contacts (team_id, account_id, lead_id) values ($team, $account, $stranger) on conflict do nothing;
     update outreach.contacts set last_inbound_id = 'm', last_inbound_at = now(), last_inbound_event = 9 where lead_id = $stranger;`,
    'goes',
    { type: 'send_message' },
  ),
  at(
    'an answer, two minutes after the last dispatch',
    `${replied("$noon - interval '1 day'")} ${answers()} ${accounts("last_dispatch_at = $noon - interval '2 minutes'")}`,
    'goes',
    { type: 'send_message' },
  ),
  at(
    'an answer, a second before that',
    `${replied("$noon - interval '1 day'")} ${answers()} ${accounts("last_dispatch_at = $noon - interval '1 minute 59 seconds'")}`,
    'gap',
    { type: 'send_message' },
  ),

  ...(
    [
      ['five minutes ago', "$noon - interval '5 minutes'", 'goes'],
      ['a second more ago', "$noon - interval '5 minutes 1 second'", 'stale_inbox'],
      ['a minute ahead', "$noon + interval '1 minute'", 'goes'],
      ['a second more ahead', "$noon + interval '1 minute 1 second'", 'stale_inbox'],
      ['never', 'null', 'stale_inbox'],
    ] as const
  ).map(([when, read, held]) =>
    at(
      `a following message with the inbox read ${when}`,
      twin({ type: 'send_invite', status: 'completed' }) + accounts(`inbox_read_at = ${read}`),
      held,
      { type: 'send_message' },
    ),
  ),
  at(
    'a message after a visit, with the inbox never read',
    twin({ type: 'view_profile', status: 'completed' }) + accounts('inbox_read_at = null'),
    'goes',
    { type: 'send_message' },
  ),
  at(
    'a message after an invitation that was not sent, with the inbox never read',
    twin({ type: 'send_invite', status: 'cancelled', outcome: 'not_sent' }) +
      accounts('inbox_read_at = null'),
    'goes',
    { type: 'send_message' },
  ),
  at(
    'a message after an invitation to another person, with the inbox never read',
    twin({ type: 'send_invite', status: 'completed', lead: stranger }) + accounts('inbox_read_at = null'),
    'goes',
    { type: 'send_message' },
  ),

  ...(['dispatching', 'unknown', 'completed'] as const).map((status) =>
    at(
      `the same words that are ${status} from another account`,
      twin({ type: 'send_message', status, account: '$other', text: 'A note, to YOU!' }),
      'same_words',
      { type: 'send_invite' },
    ),
  ),
  at(
    'the same words that were cancelled',
    twin({ type: 'send_message', status: 'cancelled', account: '$other', text: 'A note to you' }),
    'goes',
    { type: 'send_invite' },
  ),
  at(
    'the same words to another person',
    twin({ type: 'send_message', status: 'completed', lead: stranger, text: 'A note to you' }),
    'goes',
    { type: 'send_invite' },
  ),
  at(
    'other words to the same person',
    twin({ type: 'send_message', status: 'completed', account: '$other', text: 'Something else' }),
    'goes',
    { type: 'send_invite' },
  ),
  at(
    'the same note of an invitation of this account that was withdrawn',
    twin({ type: 'send_invite', status: 'completed', text: 'A note to you' }),
    'goes',
    { type: 'send_invite' },
  ),
  at(
    'the same note of an invitation of another account',
    twin({ type: 'send_invite', status: 'completed', account: '$other', text: 'A note to you' }),
    'same_words',
    { type: 'send_invite' },
  ),

  at(
    'a message of another account that is not known',
    twin({ type: 'send_message', status: 'unknown', account: '$other', text: 'x' }) +
      accounts('inbox_read_at = $noon'),
    'earlier_unknown',
    { type: 'send_message' },
  ),
  at(
    'a message of another account that is under way',
    twin({ type: 'send_message', status: 'dispatching', account: '$other', text: 'x' }) +
      accounts('inbox_read_at = $noon'),
    'earlier_unknown',
    { type: 'send_message' },
  ),
  at(
    'a message to another person that is not known',
    twin({ type: 'send_message', status: 'unknown', lead: stranger, text: 'x' }),
    'goes',
    { type: 'send_message' },
  ),
  at(
    'an invitation of another account that is not known',
    twin({ type: 'send_invite', status: 'unknown', account: '$other' }),
    'goes',
    { type: 'send_invite' },
  ),
  at('a visit of this account that is not known', twin({ type: 'view_profile', status: 'unknown' }), 'goes', {
    type: 'send_invite',
  }),
  at(
    'a message that failed',
    twin({ type: 'send_message', status: 'cancelled', text: 'x' }) + accounts('inbox_read_at = $noon'),
    'goes',
    {
      type: 'send_message',
    },
  ),

  at('a message where it is not known if they are connected', contact('connected = null'), 'not_connected', {
    type: 'send_message',
  }),
  at('a message to a stranger', contact('connected = false'), 'not_connected', { type: 'send_message' }),
  at(
    'a message to a connection of another account',
    contact('connected = null') + contact('connected = true', '$other'),
    'not_connected',
    { type: 'send_message' },
  ),
  at('an invitation to a connection', contact('connected = true'), 'already_connected', {
    type: 'send_invite',
  }),
  at('a withdrawal from a connection', contact('connected = true'), 'already_connected', {
    type: 'withdraw_invite',
  }),
  at('an invitation to one who has one', contact("invitation = 'pending'"), 'already_invited', {
    type: 'send_invite',
  }),
  at(
    'an invitation to one who has one of another account',
    contact("invitation = 'pending'", '$other'),
    'goes',
    { type: 'send_invite' },
  ),
  at(
    'an invitation withdrawn 21 days ago',
    contact("invitation = 'withdrawn', withdrawn_at = $noon - interval '21 days'"),
    'goes',
    { type: 'send_invite' },
  ),
  at(
    'an invitation withdrawn a second less ago',
    contact("invitation = 'withdrawn', withdrawn_at = $noon - interval '21 days' + interval '1 second'"),
    'already_invited',
    { type: 'send_invite' },
  ),

  at('the first step of a campaign', step(), 'goes'),
  at('the first step of a campaign, which has nothing to wait for', step({ wait: 2 }), 'goes'),
  at('a step of a paused campaign', step({ status: 'paused' }), 'campaign_paused'),
  at('a step of a campaign that ended', step({ status: 'ended' }), 'campaign_paused'),
  at('a step behind one that went at this instant', visited('$noon') + step({ behind: 'completed' }), 'goes'),
  at(
    'a step behind one that went a second later',
    visited("$noon + interval '1 second'") + step({ behind: 'completed' }),
    'earlier_step',
  ),
  at(
    'a step a day behind one that went just now',
    visited('$noon') + step({ behind: 'completed', wait: 1 }),
    'earlier_step',
  ),
  at(
    'a step behind one that did not go',
    twin({ type: 'send_invite', status: 'cancelled' }) + step({ behind: 'cancelled' }),
    'earlier_step',
  ),
  ...(
    [
      ['', 'true', 'goes'],
      [', which is not known', 'null', 'earlier_step'],
      [', which did not come', 'false', 'earlier_step'],
    ] as const
  ).map(([known, connected, held]) =>
    at(
      `a step behind an acceptance${known}`,
      `${visited("$noon - interval '1 day'")} ${contact(`connected = ${connected}`)}
       update outreach.contacts set connected_at = $noon - interval '1 hour' where connected;
       ${step({ behind: 'completed', after: 'accepted' })}`,
      held,
      { type: 'send_message' },
    ),
  ),
  at(
    'a step behind an acceptance that came from another person',
    `${visited("$noon - interval '1 day'")} ${contact('connected = null')}
     insert into outreach.contacts (team_id, account_id, lead_id) values ($team, $account, $stranger) on conflict do nothing;
     update outreach.contacts set connected = true, connected_at = $noon - interval '1 hour' where account_id = $account and lead_id = $stranger;
     ${step({ behind: 'completed', after: 'accepted' })}`,
    'earlier_step',
    { type: 'send_message' },
  ),
  ...(
    [
      ['a second less than 7 days ago', "$noon - interval '7 days' + interval '1 second'", 1, 'company_cap'],
      ['7 days ago', "$noon - interval '7 days'", 1, 'goes'],
      ['today, of two', '$noon', 2, 'goes'],
      ['today, without a cap', '$noon', null, 'goes'],
    ] as const
  ).map(([when, reached, companyWeek, held]) =>
    at(
      `a step to a company of which one was reached ${when}`,
      colleague(reached) + step({ companyWeek }),
      held,
    ),
  ),

  at(
    'other words than those approved',
    `update outreach.linkedin_automation set payload = '{"text": "other"}' where id = $action`,
    'approval',
    { type: 'send_message' },
  ),
  at(
    'an approver who is gone, although another one approved as well',
    `insert into outreach.action_approvals select id, revision, hash, 'mia', now() from outreach.linkedin_automation where id = $action;
     update platform.people set is_deactivated = true where user_id = 'leo'`,
    'approval',
  ),
  at(
    'words with a placeholder that were approved',
    `update outreach.linkedin_automation set payload = '{"text": "Oi {{nome}}"}', hash = 'h', approved_hash = 'h' where id = $action;
     update outreach.linkedin_automation n set hash = outreach.action_hash(n), approved_hash = outreach.action_hash(n) where id = $action;
     insert into outreach.action_approvals select id, revision, hash, 'leo', now() from outreach.linkedin_automation where id = $action`,
    'approval',
    { type: 'send_message' },
  ),
  at(
    'an action that was never planned',
    `alter table outreach.linkedin_automation disable trigger user;
     update outreach.linkedin_automation set status = 'approved', scheduled_for = null where id = $action`,
    'not_due',
  ),
  at(
    'an approver who is gone',
    `update platform.people set is_deactivated = true where user_id = 'leo'`,
    'approval',
  ),
  at(
    'a time that has come at this instant',
    `update outreach.linkedin_automation set scheduled_for = $noon, not_before = $noon where id = $action`,
    'goes',
  ),
  at(
    'a time that comes in a second',
    `update outreach.linkedin_automation set scheduled_for = $noon + interval '1 second' where id = $action`,
    'not_due',
  ),
  at(
    'a time before which a person does not want it',
    `update outreach.linkedin_automation set not_before = $noon + interval '1 second' where id = $action`,
    'not_due',
  ),
];

export const nameOfLimit = ({ type, check, held }: LimitCase) =>
  `first_blocker() of ${type}, ${check}: ${held}`;
