import { askSandbox } from './control-api.ts';

/** What the sandbox says of what runs behind the page (sandbox/demo/overview). Unknown fields are ignored. */
export interface Overview {
  parts: { name: string; what: string; is_real: boolean }[];
  /** Newest first. */
  jobs: OverviewJob[];
  first: {
    command: string;
    asked: boolean;
    drafted: boolean;
    approved: boolean;
    requester_id: string | null;
    channel_id: string | null;
    thread_ts: string | null;
  };
}

export interface OverviewJob {
  id: string;
  type: string;
  status: string;
  topic: string;
  requester_id: string;
  channel_id: string;
  thread_ts: string | null;
  usd: number;
}

export const readOverview = () => askSandbox<Overview>('/overview');
