import { inLanes } from '../../platform/lanes.ts';
import type { AccountLoad, Action } from '../../ports/outreach.ts';
import type { GovernorTools } from '../governor-tools.ts';
import { pollInboxes } from '../inbox/poll-inbox.ts';
import { reconcile } from '../inbox/reconcile.ts';
import { gapOf } from '../plan/place-actions.ts';
import { planRelease } from '../plan/plan-release.ts';
import type { VisitOutcome, WriteOutcome } from '../providers/provider.ts';
import { prepareRelease } from './prepare-release.ts';
import { recordOutcome } from './record-outcome.ts';
import { sendAction, unsent } from './send-action.ts';

/** A dispatch without a result becomes `unknown` after 2 minutes; the call is given up long before that. */
const STALE_CLAIM_MS = 30_000;

/** Accounts that are worked on at the same time: one that waits for its provider must not keep the others waiting. */
const ABREAST = 8;

/**
 * One beat: expire -> load -> plan -> claim -> send -> record -> look up what is unknown -> read what came in.
 *
 * Any number of governors may beat at once: the claim decides in the database who sends. An account's failure is logged
 * and leaves the others alone; the next beat starts from what the database says.
 */
export async function beat(tools: GovernorTools): Promise<void> {
  const { outreach, log } = tools;
  const expired = await outreach.expireDispatches();
  if (expired > 0) log.warn('dispatches_became_unknown', { count: expired });
  const loads = await outreach.loadDue();
  if (loads[0]) hear(tools, loads[0].now);
  await inLanes(loads, ABREAST, (load) =>
    serveAccount(tools, load).catch((error: unknown) =>
      log.error('account_not_served', { account_id: load.account.id, error }),
    ),
  );
  await reconcile(tools);
  await pollInboxes(tools);
}

async function serveAccount(tools: GovernorTools, load: AccountLoad): Promise<void> {
  const { outreach } = tools;
  const plan = planRelease(load, tools.lateMs, tools.random);
  if (plan.planned.length > 0) await outreach.planActions(plan.planned);
  for (const action of plan.release) {
    // The database would let it go: its clock has passed the gap, and time has not.
    if (tools.databaseClock.jumpedWithin(gapOf(action, load.account.config))) continue;
    const prepared = await prepareRelease(tools, load, action);
    if (prepared.is === 'ready') await release(tools, load, action, prepared.invitationId);
    if (prepared.is === 'gone') await outreach.endAsGone(action.id, prepared.error, prepared.signal);
  }
  const news = plan.held.filter((h) => h.isNews).map(({ action }) => action.id);
  if (news.length > 0) await outreach.explainHeld(news);
}

/** Exactly one provider write, and only after a claim whose commit was heard. */
async function release(
  tools: GovernorTools,
  load: AccountLoad,
  asked: Action,
  invitationId: string | undefined,
): Promise<void> {
  const { outreach, log, clock } = tools;
  const asking = clock.now();
  const claim = await outreach.claimRelease(asked.id, tools.worker);
  if (claim.outcome === 'held') {
    tools.meters.held({ reason: claim.blocked_by ?? 'other' });
    log.info('release_held', { action_id: asked.id, code: claim.blocked_by });
  }
  if (claim.outcome !== 'claimed') return;
  const began = clock.now();
  tools.profiles.forget(claim.action.lead.lead_id);
  const { seen, ...outcome }: VisitOutcome =
    (hear(tools, claim.action.executed_at)
      ? unsent('clock_jumped', 'the clock of the database jumped')
      : undefined) ??
    tooLate(began - asking) ??
    (await sendAction(tools, load.account, claim, claim.invitation_id ?? invitationId));
  tools.meters.release({ type: claim.action.type, outcome: outcome.result });
  log.info('release_sent', {
    action_id: claim.action.id,
    release_id: claim.release_id,
    code: outcome.error?.code ?? outcome.result,
    ms: clock.now() - began,
  });
  tools.traces.end({
    of: claim.action.id,
    key: `release ${claim.release_id}`,
    name: `release ${claim.action.type}`,
    startedAt: asking,
    endedAt: clock.now(),
    attributes: { 'action.id': claim.action.id, outcome: outcome.result },
  });
  await recordOutcome(tools, { release_id: claim.release_id, fence: claim.fence, ...outcome });
  if (seen === undefined) return;
  // What a visit showed is a gift: without it the next action reads the profile itself.
  const person = { provider_account_id: claim.provider_account_id, lead_id: claim.action.lead.lead_id };
  await outreach
    .recordProfile({ ...person, ...seen })
    .catch((error: unknown) => log.warn('profile_not_recorded', { action_id: claim.action.id, error }));
}

/**
 * A process that stood still between claim and call may meet a release that was given up, looked up and re-armed
 * meanwhile: it does not call.
 */
function tooLate(waitedMs: number): WriteOutcome | undefined {
  if (waitedMs < STALE_CLAIM_MS) return undefined;
  return unsent('stale_claim', `the claim was ${Math.round(waitedMs / 1000)} s old`);
}

/** True: the database's clock has jumped ahead since it was heard last. */
function hear({ databaseClock, log }: GovernorTools, time: string | null): boolean {
  const jump = time === null ? 0 : databaseClock.hear(Date.parse(time));
  if (jump > 0) log.warn('database_clock_jumped', { ms: jump });
  return jump > 0;
}
