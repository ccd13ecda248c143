import type { RunnableConfig } from '@langchain/core/runnables';
import {
  BaseCheckpointSaver,
  type ChannelVersions,
  type Checkpoint,
  type CheckpointListOptions,
  type CheckpointMetadata,
  type CheckpointTuple,
  compareWritesSortKeys,
  INTERRUPT,
  maxChannelVersion,
  type PendingWrite,
  type SerializerProtocol,
  TASKS,
  WRITES_IDX_MAP,
  writesSortKey,
} from '@langchain/langgraph-checkpoint';
import type { CheckpointCalls, StoredCheckpoint } from '../../ports/content.ts';

/** A channel that was written and is empty again: its version counts, it has no value. */
const EMPTY = 'empty';
/** Checkpoints that are looked through at a time. */
const PAGE = 10;

/**
 * LangGraph checkpoints in Supabase, one call for each operation.
 *
 * Each call carries the fence of the claim: a runner that lost its job neither reads nor writes a checkpoint (`lost_lease`).
 * Values of channels are kept apart by version: one that did not change is neither sent nor stored again.
 */
export class SupabaseSaver extends BaseCheckpointSaver {
  readonly #calls: Omit<CheckpointCalls, 'prune'>;
  readonly #fence: number;
  #newest: string | null = null;
  /** The newest checkpoint of a thread and namespace as it was read last; it is so while `#changes` stands where it stood before. */
  #read: { key: string; at: number; stored: StoredCheckpoint | null } | null = null;
  /** Grows when a write begins and when it has ended. */
  #changes = 0;
  #afresh: string[] | null = null;

  constructor(calls: Omit<CheckpointCalls, 'prune'>, fence: number, serde?: SerializerProtocol) {
    super(serde);
    this.#calls = calls;
    this.#fence = fence;
  }

  /** Id of the checkpoint put last by this saver. */
  get newest(): string | null {
    return this.#newest;
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const { thread_id, checkpoint_ns = '', checkpoint_id } = config.configurable ?? {};
    if (thread_id === undefined) return undefined;
    const stored = checkpoint_id
      ? await this.#calls.get(thread_id, this.#fence, checkpoint_ns, checkpoint_id)
      : await this.#newestOf(thread_id, checkpoint_ns);
    if (!stored) return undefined;
    const tuple = await this.#tuple(thread_id, stored);
    return this.#afresh ? afresh(tuple, this.#afresh) : tuple;
  }

  /** Read once, though first the runner and then its graph ask: only the holder of the claim writes. */
  async #newestOf(threadId: string, namespace: string): Promise<StoredCheckpoint | null> {
    const key = JSON.stringify([threadId, namespace]);
    const at = this.#changes;
    if (this.#read?.key === key && this.#read.at === at) return this.#read.stored;
    const stored = await this.#calls.get(threadId, this.#fence, namespace, null);
    this.#read = { key, at, stored };
    return stored;
  }

  async #write(call: () => Promise<unknown>): Promise<void> {
    this.#changes += 1;
    try {
      await call();
    } finally {
      this.#changes += 1;
    }
  }

  /** Where the thread last waited for people: all its values there, and what it waited for. */
  async lastWaiting(threadId: string): Promise<{ values: Record<string, unknown>; awaited: object } | null> {
    let before: string | null = null;
    for (;;) {
      const rows: StoredCheckpoint[] = await this.#calls.list({
        thread_id: threadId,
        fence: this.#fence,
        checkpoint_ns: '',
        checkpoint_id: null,
        before,
        metadata: null,
        limit: PAGE,
      });
      for (const row of rows) {
        const asked = row.writes.find((write) => write.channel === INTERRUPT);
        if (!asked) continue;
        const { checkpoint } = await this.#tuple(threadId, row);
        const [first] = (await this.#decode(asked)) as { value: object }[];
        if (first) return { values: checkpoint.channel_values, awaited: first.value };
      }
      before = rows.at(-1)?.checkpoint_id ?? null;
      if (rows.length < PAGE) return null;
    }
  }

  /**
   * While `begin` runs, the thread's newest checkpoint shows neither values nor open tasks, so that what another version
   * of the graph left starts nothing in this one. `begin` has to write every one of `fields`.
   */
  async startAfresh(fields: string[], begin: () => Promise<unknown>): Promise<void> {
    this.#afresh = fields;
    try {
      await begin();
    } finally {
      this.#afresh = null;
    }
  }

  async *list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    const { thread_id, checkpoint_ns, checkpoint_id } = config.configurable ?? {};
    if (thread_id === undefined) throw missing('list checkpoints', 'thread_id');
    const filter = options?.filter;
    const rows = await this.#calls.list({
      thread_id,
      fence: this.#fence,
      // The root namespace is the empty string, so only "not given" means all of them.
      checkpoint_ns: checkpoint_ns ?? null,
      checkpoint_id: checkpoint_id || null,
      before: options?.before?.configurable?.checkpoint_id ?? null,
      metadata: filter && Object.keys(filter).length > 0 ? filter : null,
      limit: options?.limit ?? null,
    });
    for (const row of rows) yield await this.#tuple(thread_id, row);
  }

  async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const { thread_id, checkpoint_ns = '', checkpoint_id: parent } = config.configurable ?? {};
    if (thread_id === undefined) throw missing('put a checkpoint', 'thread_id');
    const { channel_values: values, ...rest } = checkpoint;
    const put = {
      thread_id,
      fence: this.#fence,
      checkpoint_ns,
      checkpoint_id: checkpoint.id,
      parent_checkpoint_id: parent ?? null,
      checkpoint: await this.#encode(rest),
      metadata: await this.#plainMetadata(metadata),
      channel_versions: Object.fromEntries(
        Object.entries(checkpoint.channel_versions).map(([channel, version]) => [channel, String(version)]),
      ),
      channels: await Promise.all(
        Object.entries(newVersions).map(async ([channel, version]) => ({
          channel,
          version: String(version),
          ...(channel in values ? await this.#encode(values[channel]) : { type: EMPTY, data: '' }),
        })),
      ),
    };
    await this.#write(() => this.#calls.put(put));
    this.#newest = checkpoint.id;
    return { configurable: { thread_id, checkpoint_ns, checkpoint_id: checkpoint.id } };
  }

  async putWrites(
    config: RunnableConfig,
    writes: PendingWrite[],
    taskId: string,
    taskPath = '',
  ): Promise<void> {
    const { thread_id, checkpoint_ns = '', checkpoint_id } = config.configurable ?? {};
    if (thread_id === undefined) throw missing('put writes', 'thread_id');
    if (checkpoint_id === undefined) throw missing('put writes', 'checkpoint_id');
    const put = {
      thread_id,
      fence: this.#fence,
      checkpoint_ns,
      checkpoint_id,
      task_id: taskId,
      task_path: taskPath,
      writes: await Promise.all(
        writes.map(async ([channel, value], at) => ({
          // Special writes (error, interrupt, resume) have fixed negative places and replace what is there.
          idx: WRITES_IDX_MAP[channel] ?? at,
          channel,
          ...(await this.#encode(value)),
        })),
      ),
    };
    await this.#write(() => this.#calls.putWrites(put));
  }

  async deleteThread(threadId: string): Promise<void> {
    const newest = (await this.#newestOf(threadId, ''))?.checkpoint_id ?? '';
    await this.#write(() => this.#calls.deleteThread(threadId, this.#fence, newest));
  }

  async #tuple(threadId: string, stored: StoredCheckpoint): Promise<CheckpointTuple> {
    const { checkpoint_ns, checkpoint_id, parent_checkpoint_id: parentId } = stored;
    const at = (id: string) => ({ configurable: { thread_id: threadId, checkpoint_ns, checkpoint_id: id } });
    const channels = stored.channels.filter((c) => c.type !== EMPTY);
    const values = await Promise.all(channels.map(async (c) => [c.channel, await this.#decode(c)] as const));
    const bare = (await this.#decode(stored.checkpoint)) as Omit<Checkpoint, 'channel_values'>;
    const checkpoint: Checkpoint = { ...bare, channel_values: Object.fromEntries(values) };
    if (checkpoint.v < 4 && parentId !== null) await this.#migrateSends(checkpoint, threadId, stored);
    const tuple: CheckpointTuple = {
      config: at(checkpoint_id),
      checkpoint,
      metadata: (await this.serde.loadsTyped('json', JSON.stringify(stored.metadata))) as CheckpointMetadata,
      pendingWrites: await Promise.all(
        ordered(stored.writes).map(
          async (w): Promise<[string, string, unknown]> => [w.task_id, w.channel, await this.#decode(w)],
        ),
      ),
    };
    if (parentId !== null) tuple.parentConfig = at(parentId);
    return tuple;
  }

  /** Before format 4, sends lay among the parent's writes; a newer graph expects them in a channel. */
  async #migrateSends(checkpoint: Checkpoint, threadId: string, stored: StoredCheckpoint): Promise<void> {
    const parent = await this.#calls.get(
      threadId,
      this.#fence,
      stored.checkpoint_ns,
      stored.parent_checkpoint_id,
    );
    const sends = ordered(parent?.writes ?? []).filter((w) => w.channel === TASKS);
    checkpoint.channel_values[TASKS] = await Promise.all(sends.map((w) => this.#decode(w)));
    const versions = Object.values(checkpoint.channel_versions);
    checkpoint.channel_versions[TASKS] =
      versions.length > 0 ? maxChannelVersion(...versions) : this.getNextVersion(undefined);
  }

  async #encode(value: unknown): Promise<{ type: string; data: string }> {
    const [type, bytes] = await this.serde.dumpsTyped(value);
    return { type, data: Buffer.from(bytes).toString('base64') };
  }

  #decode(stored: { type: string; data: string }): Promise<unknown> {
    return this.serde.loadsTyped(stored.type, new Uint8Array(Buffer.from(stored.data, 'base64')));
  }

  /** Metadata is kept as jsonb, to filter by it; jsonb knows neither NUL nor half a surrogate pair. */
  async #plainMetadata(metadata: CheckpointMetadata): Promise<Record<string, unknown>> {
    const [, bytes] = await this.serde.dumpsTyped(metadata);
    return JSON.parse(new TextDecoder().decode(bytes), (_key, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
    );
  }
}

/** Versions go on from the highest one: a value of a version that was stored before is never stored again. */
function afresh(tuple: CheckpointTuple, fields: string[]): CheckpointTuple {
  const versions = Object.values(tuple.checkpoint.channel_versions);
  const highest = versions.length > 0 ? maxChannelVersion(...versions) : 0;
  return {
    ...tuple,
    pendingWrites: [],
    checkpoint: {
      ...tuple.checkpoint,
      channel_values: {},
      channel_versions: Object.fromEntries(fields.map((field) => [field, highest])),
      versions_seen: {},
    },
  };
}

/** The order in which a run applies the writes of one step; the database may sort text otherwise. */
function ordered(writes: StoredCheckpoint['writes']): StoredCheckpoint['writes'] {
  const key = (w: StoredCheckpoint['writes'][number]) => writesSortKey(w.task_path, w.task_id, w.idx);
  return [...writes].sort((a, b) => compareWritesSortKeys(key(a), key(b)));
}

function missing(action: string, field: string): TypeError {
  return new TypeError(`Cannot ${action}: config.configurable has no "${field}"`);
}
