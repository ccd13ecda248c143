import { type Meters, noMeters } from '../platform/meters.ts';
import type { AgentMetrics } from '../ports/content.ts';

const WAIT_S = [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];
const CALL_S = [0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320];

/** What the agents' part counts by itself. */
export function agentMeters(meters: Meters) {
  return {
    /** From when a job could be claimed until it was. */
    claimWait: meters.histogram(
      'greenlight_job_claim_wait_seconds',
      'From when a job could be claimed until a runner claimed it',
      ['type'],
      WAIT_S,
    ),
    /** `outcome`: waiting, completed, given_back, at_cap, lost_lease or failed. */
    run: meters.counter('greenlight_job_runs_total', 'Runs of jobs by how they ended', ['type', 'outcome']),
    failure: meters.counter('greenlight_job_failures_total', 'Runs of jobs that failed, by code', [
      'type',
      'code',
    ]),
    modelCall: meters.counter('greenlight_model_calls_total', 'Calls of a model by how they ended', [
      'model',
      'outcome',
    ]),
    modelSeconds: meters.histogram(
      'greenlight_model_call_seconds',
      'Time that a model took to answer',
      ['model'],
      CALL_S,
    ),
    tokens: meters.counter('greenlight_model_tokens_total', 'Tokens of model calls that were paid', [
      'model',
      'kind',
    ]),
    usd: meters.counter('greenlight_model_usd_total', 'USD of model calls that were paid', ['model']),
  };
}
export type AgentMeters = ReturnType<typeof agentMeters>;

/** Where no one reads them. */
export const noAgentMeters: AgentMeters = agentMeters(noMeters);

/** What the database knows of the queue. */
export function queueFigures(meters: Meters, read: () => Promise<AgentMetrics>): void {
  meters.figures('agents', read, [
    {
      name: 'greenlight_jobs',
      help: 'Jobs that have not ended',
      labels: ['type', 'status'],
      rows: ({ jobs }) => jobs.map(({ type, status, count }) => [{ type, status }, count]),
    },
    {
      name: 'greenlight_jobs_ready',
      help: 'Jobs that wait for a runner now',
      labels: ['type'],
      rows: ({ ready }) => ready.map(({ type, count }) => [{ type }, count]),
    },
    {
      name: 'greenlight_jobs_ready_oldest_seconds',
      help: 'How long the oldest of them has waited',
      labels: ['type'],
      rows: ({ ready }) => ready.map(({ type, oldest_s }) => [{ type }, oldest_s]),
    },
  ]);
}
