import { z } from 'zod';
import type { Rpc } from '../../platform/db.ts';
import { governorMetrics } from './metrics.ts';
import {
  accountLoad,
  claimAnswer,
  type InboundEvent,
  type PlannedAction,
  type ReleaseResult,
  unknownRelease,
} from './release.ts';

/** What the governor's role may call in schema `outreach`. It approves nothing and writes no text. */
export function outreachForGovernor(rpc: Rpc) {
  return {
    governorMetrics: () => rpc('governor_metrics', {}, governorMetrics),

    /** Accounts with work that could be due, each with what planning needs. */
    loadDue: () => rpc('load_due', {}, z.array(accountLoad)),

    /** Stores planned times; an action that changed since (other revision, decided otherwise) is left out. Answers how many. */
    planActions: (plan: PlannedAction[]) => rpc('plan_actions', { p_plan: plan }, z.number()),

    /**
     * The release transaction: locks the account, checks everything in the order of `blockers`, writes the ledger row
     * and `dispatching`, commits. `held` stores why and until when.
     */
    claimRelease: (actionId: string, worker: string) =>
      rpc('claim_release', { p_action_id: actionId, p_worker: worker }, claimAnswer),

    /** Stores what holds waiting actions, at most 100, where people see it; claims nothing. Answers how many it explained. */
    explainHeld: (actionIds: string[]) => rpc('explain_held', { p_action_ids: actionIds }, z.number()),

    /** Ends an action whose person the provider no longer has, without a release. False: it does not wait (any more). */
    endAsGone: (
      actionId: string,
      error: NonNullable<ReleaseResult['error']>,
      signal: ReleaseResult['signal'],
    ) => rpc('end_as_gone', { p_action_id: actionId, p_error: error, p_signal: signal }, z.boolean()),

    /** Records how the one provider call ended. False: the release was given up meanwhile (its action is `unknown`). */
    recordRelease: (r: ReleaseResult) => rpc('record_release', { p_release: r }, z.boolean()),

    /** Dispatches without a result after 2 minutes become `unknown`, never `scheduled`. Answers how many. */
    expireDispatches: () => rpc('expire_dispatches', {}, z.number()),

    /** Unknown releases whose next look-up is due (90 s after the dispatch, and again 10 minutes later). */
    unknownReleases: () => rpc('unknown_releases', {}, z.array(unknownRelease)),

    /**
     * What a look-up found. `sent` ends it as completed. `not_seen` twice leaves it to a person; only `certainly_not_sent`
     * (the provider says so itself) makes it `not_sent`.
     */
    recordLookup: (
      releaseId: number,
      found: 'sent' | 'not_seen' | 'not_reached' | 'certainly_not_sent',
      evidence: Record<string, string>,
    ) => rpc('record_lookup', { p_release_id: releaseId, p_found: found, p_evidence: evidence }, z.boolean()),

    /** Stores what came from the provider once; a reply stops its sequence in the same transaction. False: known already. */
    recordInbound: (event: InboundEvent) => rpc('record_inbound', { p_event: event }, z.boolean()),

    /** The account's inbox was read up to now: follow-ups may go for 5 minutes. */
    recordInboxRead: (providerAccountId: string) =>
      rpc('record_inbox_read', { p_provider_account_id: providerAccountId }, z.null()),

    /** What a read profile says of a lead: who it is, and fields, each null where it is not told. */
    recordProfile: (p: {
      provider_account_id: string;
      lead_id: string;
      provider_id: string;
      public_id: string | null;
      name: string | null;
      headline: string | null;
      title: string | null;
      company: string | null;
      connected: boolean;
      invitation: 'none' | 'pending' | 'withdrawn';
    }) => rpc('record_profile', { p_profile: p }, z.null()),

    recordAccountStatus: (providerAccountId: string, status: string) =>
      rpc(
        'record_account_status',
        { p_provider_account_id: providerAccountId, p_status: status },
        z.boolean(),
      ),

    /** Regions and years that accounts keep and whose closed days are not stored yet. */
    holidayGaps: () =>
      rpc('holiday_gaps', {}, z.array(z.object({ region: z.string(), year: z.number().int() }))),

    /** Stores a region's closed days of a year. `days` null: no calendar knows the region, so it stays closed. */
    keepHolidays: (region: string, year: number, days: { date: string; name: string }[] | null) =>
      rpc('keep_holidays', { p_region: region, p_year: year, p_holidays: days }, z.number()),
  };
}
export type OutreachForGovernor = ReturnType<typeof outreachForGovernor>;
