import type { SlackCommandMiddlewareArgs, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { ContentDesk } from '../../bot/content-desk.ts';
import { knowledgeCommand } from '../../bot/register.ts';
import { ExpectedError } from '../../platform/errors.ts';
import type { ContentForBot } from '../../ports/content.ts';
import { expectFit, expectViewFits } from './knowledge.ts';

export const unavailable = () => Promise.reject(new ExpectedError('database_unavailable', 'away'));
export const never = () => new Promise<never>(() => {});
export const json = (value: unknown) => JSON.stringify(value);

/** Types `/knowledge <text>`; the acknowledgements as Slack got them. */
export function typed(
  desk: ContentDesk,
  text: string,
  change: Record<string, string> = {},
  onAck: (answer: object) => unknown = () => undefined,
) {
  const acks: { text?: string; blocks?: unknown[] }[] = [];
  const command = {
    command: '/knowledge',
    team_id: 'T0GREENLIGHT',
    user_id: 'U0MARINA',
    channel_id: 'C0MARKETING',
    channel_name: 'marketing',
    trigger_id: 'trigger-1',
    response_url: 'https://hooks.example/1',
    text,
    ...change,
  };
  // SAFETY: the handler reads nothing else of what Bolt gives.
  const args = {
    command,
    ack: async (answer?: { text?: string; blocks?: unknown[] }) => {
      if (answer?.blocks) expectFit(answer.blocks);
      acks.push(answer ?? {});
      onAck(answer ?? {});
    },
  } as unknown as SlackCommandMiddlewareArgs;
  return knowledgeCommand(desk)(args).then(() => acks);
}

/** What Bolt gives to the handler of a button. */
export function pressed(
  value: unknown,
  change: Record<string, unknown> = {},
  onAck: () => unknown = () => undefined,
) {
  return {
    ack: async () => void onAck(),
    body: {
      team: { id: 'T0GREENLIGHT' },
      user: { id: 'U0MARINA' },
      channel: { id: 'C0MARKETING' },
      response_url: 'https://hooks.example/press',
      trigger_id: 'trigger-1',
      actions: [{ value: typeof value === 'string' ? value : json(value) }],
      ...change,
    },
  } as never;
}

export type Ack = { response_action?: string; errors?: Record<string, string>; view?: ModalView };
type Submit = (args: SlackViewMiddlewareArgs<ViewSubmitAction>) => Promise<void>;

/** Sends a form that Slack would accept; what it was answered. */
export async function sent(submit: Submit, view: ModalView, values: object): Promise<Ack> {
  expectViewFits(view);
  let answer: Ack = {};
  await submit({
    ack: async (given?: Ack) => {
      answer = given ?? {};
      if (given?.view) expectViewFits(given.view);
    },
    body: { team: { id: 'T0GREENLIGHT' }, user: { id: 'U0MARINA' } },
    view: { id: 'V1', team_id: 'T0GREENLIGHT', private_metadata: view.private_metadata, state: { values } },
  } as unknown as SlackViewMiddlewareArgs<ViewSubmitAction>);
  return answer;
}

export const text = (id: string, value: string) => ({ [id]: { [id]: { value } } });
export const chosen = (id: string, value: string) => ({ [id]: { [id]: { selected_option: { value } } } });
export const given = (id: string, file: object) => ({ [id]: { [id]: { files: [file] } } });

/** Jobs that were started, and uploads that were kept. */
export function storing() {
  const jobs: Parameters<ContentForBot['enqueueJob']>[0][] = [];
  const uploads: Parameters<ContentForBot['putUpload']>[0][] = [];
  const content: Partial<ContentForBot> = {
    enqueueJob: async (job) => {
      jobs.push(job);
      return { job_id: `job-${jobs.length}`, created: true };
    },
    putUpload: async (upload) => {
      uploads.push(upload);
      return { upload_id: `upload-${uploads.length}` };
    },
  };
  return { jobs, uploads, content };
}
