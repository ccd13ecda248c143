import type { AccountStatus, Campaign, OutreachForBot } from '../../../ports/outreach.ts';

const FORTNIGHT_MS = 14 * 86_400_000;

/** Of an account: the campaigns under way, and those that ended in the fortnight that its figures are of. */
export async function recentCampaigns(
  outreach: OutreachForBot,
  { account, today }: Pick<AccountStatus, 'account' | 'today'>,
): Promise<Campaign[]> {
  const since = new Date(Date.parse(today.date) - FORTNIGHT_MS).toISOString();
  const campaigns = await outreach.listCampaigns(account.team_id);
  return campaigns.filter((c) => c.account_id === account.id && (c.ended_at === null || c.ended_at > since));
}
