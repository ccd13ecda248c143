/** What can go wrong where a process calls something outside of itself. */
const all = {
  /** The process is killed before the call goes out. */
  killed_before: true,
  /** It is killed when the other side has done it. */
  killed_after: true,
  /** It is done and the answer is lost. */
  answer_lost: true,
  /** The caller gives up waiting, and it is done after that. */
  late: true,
  /** The call arrives twice. */
  twice: true,
  /** Refused, nothing done: 429, 5xx. */
  busy: true,
  broken: true,
  /** The process stands still for longer than its lease before the call goes out. */
  frozen: true,
  /** Before it is committed another process calls as well: `overlaps`. */
  overlapped: true,
};
export type Variant = keyof typeof all;

/** What the database does, a bucket of it included, a method of Slack's, the model, or something that Slack delivers to the bot. */
type Kind = 'sql' | 'slack' | 'shown' | 'model' | 'delivery';

const everyVariant = Object.keys(all) as Variant[];
export const without = (...left: Variant[]) => everyVariant.filter((variant) => !left.includes(variant));

/** What another process calls while the first call is not committed: what each process does again and again. */
export const overlaps: ReadonlyMap<string, 'claim_job' | 'reap_jobs' | 'claim_outbox'> = new Map([
  ['claim_job', 'claim_job'],
  ['reap_jobs', 'reap_jobs'],
  ['heartbeat_job', 'reap_jobs'],
  ['record_progress', 'reap_jobs'],
  ['record_draft', 'reap_jobs'],
  ['fail_job', 'reap_jobs'],
  ['cancel_job', 'claim_job'],
  ['claim_outbox', 'claim_outbox'],
  ['settle_outbox', 'claim_outbox'],
]);

/**
 * Slack and models are called over one connection, which delivers nothing twice; what Slack delivers has no answer to lose. What Slack shows
 * later than the bot waited for, and after it looked again, is outside of what the product promises: README.md.
 */
const variantsOf: Record<Kind, readonly Variant[]> = {
  sql: without('overlapped'),
  slack: without('twice', 'overlapped'),
  shown: without('twice', 'late', 'overlapped'),
  model: without('twice', 'overlapped'),
  delivery: ['killed_before', 'killed_after', 'late', 'twice'],
};

const agentCalls = [
  'agent_due',
  'claim_job',
  'heartbeat_job',
  'lost_claims',
  'record_progress',
  'record_draft',
  'record_question',
  'keep_waiting',
  'fail_job',
  'give_back_job',
  'reap_jobs',
  'prune_checkpoints',
  'reserve_usage',
  'settle_usage',
  'void_usage',
  'bucket_in_use',
  'put_artifact',
  'put_checkpoint',
  'put_checkpoint_writes',
  'get_checkpoint',
  'list_checkpoints',
  'delete_checkpoint_thread',
] as const;
const botCalls = [
  'bot_due',
  'note_person',
  'get_person',
  'enqueue_job',
  'find_job',
  'claim_outbox',
  'settle_outbox',
  'fail_outbox',
  'note_uploads',
  'get_artifact',
  'record_review',
  'answer_question',
  'cancel_job',
  'retry_job',
] as const;
const slackCalls = [
  'users.info',
  'chat.postEphemeral',
  'chat.delete',
  'chat.getPermalink',
  'conversations.history',
  'conversations.replies',
  'files.getUploadURLExternal',
  'files.upload',
  'files.info',
  'files.delete',
] as const;
const slackShows = ['chat.postMessage', 'chat.update', 'files.completeUploadExternal'] as const;

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...[...agentCalls, ...botCalls].map((name) => [name, 'sql'] as const),
  ...slackCalls.map((name) => [name, 'slack'] as const),
  ...slackShows.map((name) => [name, 'shown'] as const),
  ['model', 'model'],
  ['storage.put', 'sql'],
  ['delivery.command', 'delivery'],
  ['delivery.press', 'delivery'],
]);

/** A fault at a point. */
export interface Mark {
  point: string;
  variant: Variant;
}

export const nameOf = ({ point, variant }: Mark): string => `${point}:${variant}`;

/** Every place where a fault may come, by name. A call of a name that is not here fails the run. */
export class Points {
  readonly #variants: ReadonlyMap<string, readonly Variant[]>;
  /** Each point in each of its variants. */
  readonly marks: readonly Mark[];
  /** So many marks a seed is bound to meet where its story passes them; the next seed takes the next ones. */
  readonly meant: number;
  /** A meant fault comes within so many passes of its point. */
  readonly within: number;
  readonly #stride: number;
  readonly #rare: readonly string[];

  /**
   * @param stride From one meant mark to the next one, with no divisor in common with their number.
   * @param rare Points that few stories pass: in each of them a fault is meant at the first pass.
   */
  constructor(
    variants: ReadonlyMap<string, readonly Variant[]>,
    options: { meant?: number; within?: number; stride?: number; rare?: readonly string[] } = {},
  ) {
    const { meant = 12, within = 3, stride = 1, rare = [] } = options;
    this.#rare = rare;
    this.#variants = variants;
    this.meant = meant;
    this.within = within;
    this.#stride = stride;
    this.marks = [...variants].flatMap(([point, all]) => all.map((variant) => ({ point, variant })));
  }

  /** Each mark was meant at least thirty times by then; some points are passed by few stories. */
  get seedsForAllMarks(): number {
    return 30 * Math.ceil(this.marks.length / this.meant);
  }

  meantIn(seed: number): Mark[] {
    const { marks, meant } = this;
    // SAFETY: the rest of a division by the length.
    return Array.from(
      { length: meant },
      (_, n) => marks[((seed * meant + n) * this.#stride) % marks.length] as Mark,
    );
  }

  /** Met at the first pass of their point. */
  rareIn(seed: number): Mark[] {
    return this.#rare.map((point) => {
      const variants = this.at(point);
      // SAFETY: the rest of a division by the length.
      return { point, variant: variants[seed % variants.length] as Variant };
    });
  }

  at(point: string): readonly Variant[] {
    const variants = this.#variants.get(point);
    if (!variants) throw new Error(`The simulation passes "${point}", which is no registered point`);
    return variants;
  }
}

export const enginePoints = new Points(
  new Map(
    [...kinds].map(([point, kind]) => [
      point,
      overlaps.has(point) ? [...variantsOf[kind], 'overlapped'] : variantsOf[kind],
    ]),
  ),
  {
    rare: [
      ...['keep_waiting', 'give_back_job', 'void_usage', 'find_job', 'retry_job'],
      ...['chat.delete', 'files.delete'],
    ],
  },
);

/** What goes wrong in a seed of the engine; `mostRate` of all calls by chance, in the worst one. */
export const engineFaults = { points: enginePoints, mostRate: 0.04 };
