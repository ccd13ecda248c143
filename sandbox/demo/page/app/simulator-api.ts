import { askSandbox, tellSandbox } from './control-api.ts';

export interface SimulatedAccount {
  id: string;
  name: string;
  tier: string;
  status: string;
  pending_invitations: number;
  connections: number;
}

export interface SimulatedLead {
  account_id: string;
  lead: string;
  name: string;
  headline: string;
  connected: boolean;
  invitation: 'pending' | 'accepted' | 'ignored' | 'withdrawn' | null;
  messages: number;
  replies: number;
}

export interface SimulatedCall {
  id: number;
  at: string;
  account_id: string | null;
  kind: string;
  lead: string | null;
  text: string | null;
  outcome: string;
  effect: boolean;
  is_write: boolean;
}

/** What the LinkedIn simulator answers (sandbox/linkedin/present.ts). Unknown fields are ignored. */
export interface Simulator {
  now: string;
  accounts: SimulatedAccount[];
  leads: SimulatedLead[];
  /** Oldest first. */
  calls: SimulatedCall[];
  breaches: { id: number; at: string; rule: string; message: string; call_id: number }[];
  faults: { error?: string | undefined; commit: boolean; cut: boolean; null_ids: boolean; count: number }[];
  webhooks: { waiting: number; next_at: string | null };
}

/** One thing that the outside world does. */
export type Injection = Record<string, unknown>;

/** More than the panel shows, and little to send every two seconds. */
const CALLS = 200;

export const simulatorApi = {
  read: () => askSandbox<Simulator>(`/linkedin?calls=${CALLS}`),
  inject: (what: Injection) => tellSandbox<Simulator>(`/linkedin?calls=${CALLS}`, what),
  advance: (minutes: number) => tellSandbox<{ now: string }>('/clock', { advance_minutes: minutes }),
  nextAction: () =>
    tellSandbox<{ now: string; ended: string; held_by: string | null }>('/clock', { until: 'next_action' }),
};
