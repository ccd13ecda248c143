import { type Meters, noMeters } from '../platform/meters.ts';
import type { GovernorMetrics } from '../ports/outreach.ts';

const CALL_S = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** What the governor counts by itself. */
export function governorMeters(meters: Meters) {
  return {
    /** `outcome` as in the ledger: sent, already, failed, not_sent or unknown. */
    release: meters.counter('greenlight_releases_total', 'Releases by how the one call ended', [
      'type',
      'outcome',
    ]),
    held: meters.counter(
      'greenlight_release_refusals_total',
      'Claims of a release that the database refused, by reason',
      ['reason'],
    ),
    beat: meters.counter('greenlight_beats_total', 'Beats by how they ended: ok or failed', ['outcome']),
    call: meters.counter('greenlight_unipile_calls_total', 'Calls of Unipile by how they ended', ['outcome']),
    seconds: meters.histogram(
      'greenlight_unipile_call_seconds',
      'Time that Unipile took',
      ['outcome'],
      CALL_S,
    ),
  };
}
export type GovernorMeters = ReturnType<typeof governorMeters>;

/** Where no one reads them. */
export const noGovernorMeters: GovernorMeters = governorMeters(noMeters);

/** What the database knows of outreach. */
export function outreachFigures(meters: Meters, read: () => Promise<GovernorMetrics>): void {
  meters.figures('governor', read, [
    {
      name: 'greenlight_actions',
      help: 'Outreach actions that have not ended',
      labels: ['type', 'status'],
      rows: ({ actions }) => actions.map(({ type, status, count }) => [{ type, status }, count]),
    },
    {
      name: 'greenlight_actions_held',
      help: 'Approved actions by what holds them',
      labels: ['reason'],
      rows: ({ held }) => held.map(({ reason, count }) => [{ reason }, count]),
    },
    {
      name: 'greenlight_unknown_actions',
      help: 'Actions whose outcome is not known: looked_up by the governor, or left to a person',
      labels: ['asked'],
      rows: ({ unknown }) => [
        [{ asked: 'provider' }, unknown.count - unknown.for_a_person],
        [{ asked: 'person' }, unknown.for_a_person],
      ],
    },
    {
      name: 'greenlight_unknown_oldest_seconds',
      help: 'How long ago the oldest of them was sent',
      labels: ['part'],
      rows: ({ unknown }) => [[{ part: 'governor' }, unknown.oldest_s]],
    },
    {
      name: 'greenlight_accounts',
      help: 'LinkedIn accounts by what the provider says of them',
      labels: ['status'],
      rows: ({ accounts }) => accounts.map(({ status, count }) => [{ status }, count]),
    },
    {
      name: 'greenlight_accounts_paused',
      help: 'LinkedIn accounts that a person paused',
      labels: ['part'],
      rows: ({ accounts }) => [[{ part: 'governor' }, accounts.reduce((sum, { paused }) => sum + paused, 0)]],
    },
    {
      name: 'greenlight_breakers_open',
      help: 'Stops of accounts after a warning of the provider, by reason, and whether a person has to resume',
      labels: ['reason', 'needs_person'],
      rows: ({ breakers }) =>
        breakers.map(({ reason, needs_person, count }) => [
          { reason, needs_person: String(needs_person) },
          count,
        ]),
    },
    {
      name: 'greenlight_stopped_teams',
      help: 'Teams whose outreach is stopped as a whole',
      labels: ['part'],
      rows: ({ stopped_teams }) => [[{ part: 'governor' }, stopped_teams]],
    },
  ]);
}
