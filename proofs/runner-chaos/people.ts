import type { Random } from '../../platform/clock.ts';
import { isExpected } from '../../platform/errors.ts';
import { faultsOf, LUCIA, MARINA, openThread, PEDRO, THOMAS } from '../../testing/product/thread.ts';
import type { World } from './world.ts';

const TOPICS = [
  '5 erros ao escolher um fornecedor de implantes',
  'Salas limpas ISO 14644-1',
  'Titanium ASTM F136 for implants',
  'Rastreabilidade UDI',
];
/** Latest moment of a cancellation after its command, ms. */
const CANCEL_WITHIN_MS = 15_000;

/** What the people around a job have in mind for it. */
interface Intent {
  key: string;
  requester: string;
  end: 'approve' | 'reject' | 'cancel';
  changes: number;
  cancelAt: number;
  /** Null until the database has said so. */
  id: string | null;
  tries: number;
}

const ENDS = { approve: 'completed', reject: 'rejected', cancel: 'cancelled' } as const;

/**
 * People who ask for carousels and decide on drafts, each step again until it is recorded, as one who is told "not
 * recorded" presses again. A job that failed for good is put back by its requester.
 */
export function people(world: World, random: Random) {
  const intents: Intent[] = [];
  const putBack: Record<string, number> = {};
  let channel: string | undefined;

  /** What an outage loses is done at the next round. */
  async function insist(step: () => Promise<unknown>): Promise<void> {
    try {
      await step();
    } catch (error) {
      if (!isExpected(error)) throw error;
    }
  }

  async function enqueue(intent: Intent): Promise<void> {
    channel ??= await world.standIns.workspace.channel('marketing');
    const at = channel;
    intent.tries += 1;
    await insist(async () => {
      const open = { audience: null, language: null, slides: null, tone: null, call_to_action: null };
      const topic = TOPICS[intents.indexOf(intent) % TOPICS.length] ?? '';
      const { job_id } = await world.people.enqueueJob({
        team_id: world.standIns.slack.teamId,
        type: 'carousel',
        brief: { topic, ...open },
        requester_id: intent.requester,
        channel_id: at,
        command: `/carousel ${topic}`,
        idempotency_key: intent.key,
        response_url: null,
      });
      intent.id = job_id;
    });
  }

  async function act(intent: Intent, job: Record<string, unknown>): Promise<void> {
    const { people: bot } = world;
    const id = String(job.id);
    if (job.status === 'failed') {
      const { code } = job.error as { code: string };
      await insist(async () => {
        const { outcome } = await bot.retryJob(id, intent.requester);
        if (outcome === 'done') putBack[code] = (putBack[code] ?? 0) + 1;
      });
    } else if (intent.end === 'cancel' && Date.now() >= intent.cancelAt) {
      await insist(() => bot.cancelJob(id, intent.requester));
    } else if (job.status === 'awaiting_review' && intent.end !== 'cancel') {
      const version = Number(job.versions);
      const [draft] = await world.query(
        'select hash from content.drafts where job_id = $1 and version = $2',
        [id, version],
      );
      const change = version <= intent.changes;
      await insist(() =>
        bot.recordReview({
          job_id: id,
          version,
          hash: String(draft?.hash),
          reviewer_id: LUCIA,
          decision: change ? 'request_changes' : intent.end === 'reject' ? 'reject' : 'approve',
          note: change ? `slide ${2 + version}: mais curto` : intent.end === 'reject' ? 'fora do tema' : null,
        }),
      );
    }
  }

  const open = async () =>
    await world.query(
      'select id, status, versions, error, idempotency_key from content.jobs where ended_at is null or status = $1',
      ['failed'],
    );

  return {
    /** How many failed jobs were, by code. */
    putBack: () => putBack,
    count: () => intents.length,
    ask(): void {
      const draw = random.next();
      intents.push({
        key: `chaos-${intents.length}`,
        requester: [MARINA, PEDRO, THOMAS][intents.length % 3] ?? MARINA,
        end: draw < 0.1 ? 'cancel' : draw < 0.2 ? 'reject' : 'approve',
        changes: random.next() < 0.25 ? 1 : 0,
        cancelAt: Date.now() + random.next() * CANCEL_WITHIN_MS,
        id: null,
        tries: 0,
      });
    },
    /** One round: what people see, they act on. Answers how many jobs are open. */
    async round(): Promise<number> {
      for (const intent of intents.filter(({ id }) => id === null)) await enqueue(intent);
      const jobs = await open();
      for (const job of jobs) {
        const intent = intents.find(({ key }) => key === job.idempotency_key);
        if (intent) await act(intent, job);
      }
      return jobs.length;
    },
    /** Whether Slack shows all that it is to show. */
    async isShown(): Promise<boolean> {
      const [row] = await world.query(
        'select count(*) as n from content.outbox where shown < wanted and not given_up',
      );
      return Number(row?.n) === 0;
    },
    /** What was asked for and did not come, came otherwise, or twice. */
    async faults(): Promise<string[]> {
      const rows = await world.query(
        'select id, status, versions, thread_ts, channel_id, idempotency_key, final from content.jobs',
      );
      const faults: string[] = [];
      if (rows.length !== intents.length) faults.push(`${rows.length} jobs of ${intents.length} commands`);
      for (const intent of intents) {
        const job = rows.find((row) => row.idempotency_key === intent.key);
        if (!job) {
          faults.push(`the command ${intent.key} is lost`);
          continue;
        }
        if (job.id !== intent.id)
          faults.push(`the command ${intent.key} was told job ${intent.id}, and ${job.id} is there`);
        if (job.status !== ENDS[intent.end])
          faults.push(`job ${job.id} is ${job.status}, not ${ENDS[intent.end]}`);
        if (intent.end !== 'cancel' && Number(job.versions) !== 1 + intent.changes)
          faults.push(`job ${job.id} has ${job.versions} versions, not ${1 + intent.changes}`);
        const thread = openThread(world.standIns.workspace, String(job.channel_id), String(job.thread_ts));
        for (const fault of await faultsOf(thread)) faults.push(`job ${job.id}: ${fault}`);
        const shown = (await thread.messages()).flatMap(({ files }) => files.map(({ name }) => name));
        const finals = (job.final as { name: string }[]).map(({ name }) => name);
        const missing = finals.filter((name) => !shown.includes(name));
        if (missing.length > 0) faults.push(`job ${job.id}: Slack lacks ${missing.join(', ')}`);
      }
      return faults;
    },
  };
}
export type People = ReturnType<typeof people>;
