import { setStatus } from '../../sandbox/linkedin/happen.ts';
import { breachesOfDay } from './end-of-day.ts';
import { DAY, type OutreachWorld } from './outreach-world.ts';
import type { People } from './people.ts';
import type { StoryAccount } from './story.ts';
import { TEAM } from './watched-outreach.ts';

/** A breaker of seven days lies within it, and the work that is left behind it. */
const CALM_DAYS = 11;

/** What may hold an action although nothing is wrong: it waits for a person, or for a limit of longer than these days. */
const MAY_WAIT = [
  'not_connected',
  'already_invited',
  'earlier_step',
  'company_cap',
  'rolling_cap',
  'pending_cap',
];

/** Everything is well again, wide rules let all go, and what can go has to. */
export async function playCalm(
  world: OutreachWorld,
  people: People,
  accounts: readonly StoryAccount[],
): Promise<string[]> {
  const { time, wall, faults, linkedIn, database } = world;
  faults.end();
  linkedIn.heal();
  const begins = wall.now();
  for (const { id, providerId } of accounts) {
    linkedIn.in(() => {
      const account = linkedIn.net.accounts.get(providerId);
      if (account) setStatus(linkedIn.net, account, 'ok');
    });
    const found = (await database.bot.listAccounts(TEAM)).find((account) => account.id === id);
    if (!found) throw new Error(`Account ${id} is gone`);
    const { rules } = found.config;
    const { problems } = await database.bot.saveConfig({
      account_id: id,
      person_id: 'U0RUI',
      config: {
        ...found.config,
        ...{
          holidays: null,
          working_days: [1, 2, 3, 4, 5, 6, 7],
          window_start: '08:00',
          window_end: '20:00',
        },
        ...{ gap_min_minutes: 20, gap_max_minutes: 40, warm_up_days: 0, pending_invites_max: 1000 },
        rules: rules.map(({ type }) => ({ type, daily_min: 9, daily_max: 9, rolling_7d_max: null })),
      },
      expected_version: found.config_version,
    });
    if (problems.length > 0) throw new Error(`Wide rules were refused: ${JSON.stringify(problems)}`);
  }
  for (const { id, status } of await database.bot.listCampaigns(TEAM))
    if (status === 'paused') await database.bot.steerCampaign(id, 'U0RUI', 'resume');
  const breaches: string[] = [];
  for (let day = 0; day < CALM_DAYS && breaches.length === 0; day += 1) {
    await people.resume();
    await people.resolve();
    await time.sleep(DAY, undefined, null);
    breaches.push(...(await breachesOfDay(world)));
  }
  const { rows } = await database.query(
    // A message to someone who is no connection waits for good: between two looks nothing holds it.
    `select id, action_type, status, blocked_by, retry_at from outreach.linkedin_automation n
     where (action_type <> 'send_message' or exists (
         select from outreach.contacts c where c.account_id = n.account_id and c.lead_id = any (outreach.aliases(n.lead_id)) and c.connected))
       -- The sixth note of a free account within a month has its time after these days.
       and not (action_type = 'send_invite' and payload ? 'text' and scheduled_for > platform.now() and 5 <= (
         select count(*) from outreach.release_ledger l join outreach.accounts a on a.id = l.account_id and a.tier = 'free'
         where l.account_id = n.account_id and l.with_note and l.counted and l.dispatched_at > platform.now() - interval '32 days'))
       -- Who was withdrawn is invited after 21 days, on the first day with room; a step of a campaign comes to its turn on any day.
       and not (scheduled_for > platform.now() - interval '1 hour' and (
         -- A time that was drawn by the rules before stands.
         n.updated_at < to_timestamp($1::numeric / 1000)
         or campaign_id is not null and n.updated_at > platform.now() - interval '1 day'
         or action_type = 'send_invite' and exists (
           select from outreach.contacts c
           where c.account_id = n.account_id and c.lead_id = any (outreach.aliases(n.lead_id)) and c.withdrawn_at > platform.now() - interval '23 days')))
       and (status = 'dispatching' or status in ('approved', 'scheduled') and approved_at < to_timestamp($1::numeric / 1000)
       and coalesce(not_before, '-infinity') < to_timestamp($1::numeric / 1000) and coalesce(blocked_by, '') <> all ($2))
     order by id`,
    [begins, MAY_WAIT],
  );
  breaches.push(
    ...rows.map(
      ({ id, action_type, status, blocked_by, retry_at }) =>
        `after ${CALM_DAYS} days in which nothing was wrong ${action_type} ${id} is ${status}, held by ${blocked_by} until ${retry_at}`,
    ),
  );
  return breaches;
}
