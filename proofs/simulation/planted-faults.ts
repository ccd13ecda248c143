import { fault, inFile, type PlantedFault } from './plant.ts';

const HELD = 'perform content.hold_job(p_job_id, p_fence);';
const HELD_PUT = `perform content.hold_job(p_put ->> 'thread_id', (p_put ->> 'fence')::bigint);`;
const HELD_SURFACE = 'and fence = p_fence and leased_until is not null';

/** What could be wrong in the job engine; stories that do not find each of them prove little. */
export const plantedFaults: readonly PlantedFault[] = [
  ...[
    ['heartbeat_job', HELD, ''],
    ['record_progress', HELD, ''],
    ['give_back_job', HELD, ''],
    [
      'fail_job',
      'content.hold_job(p_job_id, p_fence)',
      '(select j from content.jobs j where j.id = p_job_id)',
    ],
    [
      'record_draft',
      'v_job := content.hold_job(p_job_id, p_fence);',
      'select * into v_job from content.jobs where id = p_job_id;',
    ],
    ['put_checkpoint', HELD_PUT, ''],
    ['put_checkpoint_writes', HELD_PUT, ''],
    ['settle_outbox', HELD_SURFACE, ''],
    ['fail_outbox', HELD_SURFACE, ''],
    ['note_uploads', HELD_SURFACE, ''],
  ].map(([name, from = '', to = '']) => fault(`${name} takes any fence`, `content.${name}`, from, to)),
  fault(
    'a job is held by who held it once',
    'content.hold_job',
    'or v_job.fence is distinct from p_fence',
    '',
  ),
  fault(
    'a claim keeps the fence of the one before',
    'content.claim_job',
    'fence = j.fence + 1',
    'fence = j.fence',
  ),
  fault(
    'a claim of a surface keeps the fence of the one before',
    'content.claim_outbox',
    'fence = o.fence + 1',
    'fence = o.fence',
  ),
  fault(
    'a claim of a job waits for others',
    'content.claim_job',
    'for no key update skip locked',
    'for no key update',
  ),
  fault('a claim of a job locks nothing', 'content.claim_job', 'for no key update skip locked', ''),
  fault(
    'a claim of surfaces waits for others',
    'content.claim_outbox',
    'for update skip locked',
    'for update',
  ),
  fault('a claim of surfaces locks nothing', 'content.claim_outbox', 'for update skip locked', ''),
  fault(
    'a reaper waits for another',
    'content.reap_jobs',
    'for no key update skip locked',
    'for no key update',
  ),
  fault('a reaper selects, and updates afterwards', 'content.reap_jobs', 'for no key update skip locked', ''),
  fault(
    'who has the most jobs running is not last',
    'content.claim_job',
    `order by (select count(*) from content.jobs b where b.status = 'running' and b.requester_id = q.requester_id),`,
    'order by',
  ),
  fault(
    'the reaper takes jobs whose lease holds',
    'content.reap_jobs',
    'e.leased_until < platform.now()',
    'true',
  ),
  fault(
    `the reaper goes by its process's clock`,
    'content.reap_jobs',
    'e.leased_until < platform.now()',
    'e.leased_until < clock_timestamp()',
  ),
  fault(
    'no runner hears of leases that end',
    'content.agent_due',
    `'leases', (select`,
    `'forgotten', (select`,
  ),
  fault(
    'attempts are not counted',
    'content.claim_job',
    'attempts = j.attempts + 1',
    'attempts = j.attempts',
  ),
  fault(
    'a job that was given back has lost an attempt',
    'content.give_back_job',
    'attempts = greatest(attempts - 1, 0)',
    'attempts = attempts',
  ),
  fault(
    'a paid answer is asked for again',
    'content.reserve_usage',
    `and state = 'settled' and not unheard;`,
    'and false;',
  ),
  fault(
    'the newest checkpoint is the one of the fastest clock',
    'content.get_checkpoint',
    'order by c.put_order desc',
    'order by c.checkpoint_id desc',
  ),
  fault(
    'a post of a dead process is not looked for',
    'content.claim_outbox',
    'o.ts is null and (o.leased_until is not null',
    'o.ts is null and (false',
  ),
  fault(
    'a post without an answer is not looked for',
    'content.fail_outbox',
    `maybe_posted = maybe_posted or coalesce((p_failure ->> 'maybe_posted')::boolean, false)`,
    'maybe_posted = maybe_posted',
  ),
  fault(
    'what changed while it was drawn is not drawn again',
    'content.settle_outbox',
    'shown = greatest(shown, p_revision)',
    'shown = wanted',
  ),
  fault(
    'that a surface stands in Slack gets lost',
    'content.settle_outbox',
    'shown = greatest(shown, p_revision)',
    'shown = shown',
  ),
  inFile(
    'a command is acknowledged before it is stored',
    'bot/drafts/start-job.ts',
    `if (isExpected(error, 'database_unavailable')) return { kind: 'uncertain' };`,
    `if (isExpected(error, 'database_unavailable')) return { kind: 'started' };`,
  ),
  inFile(
    'a press is acknowledged before it is recorded',
    'bot/review/review-action.ts',
    'const recorded = noted(',
    'await ack();\n    const recorded = noted(',
  ),
  inFile(
    'a command that comes twice starts two jobs',
    'bot/drafts/start-job.ts',
    'desk.content.enqueueJob(request)',
    'desk.content.enqueueJob({ ...request, idempotency_key: request.idempotency_key + desk.random.next() })',
  ),
  inFile(
    'what Slack did not take counts as shown',
    'bot/delivery/show-surface.ts',
    `await failed(outbox, drawings, desk, item, error);
    return;`,
    `ts = item.ts ?? '1.000000';`,
  ),
  inFile(
    'a post whose answer was lost is made again',
    'bot/delivery/show-message.ts',
    'if (place.ts !== null || place.maybe_posted) {',
    'if (place.ts !== null) {',
  ),
  inFile(
    'two posts of two bots both stay',
    'bot/delivery/show-surface.ts',
    'if (item.ts === null) await dropDuplicates(drawings, desk, item);',
    '',
  ),
  inFile(
    'every failure of Slack says that nothing was done',
    'bot/delivery/after-failure.ts',
    `maybePosted: failure.kind === 'unknown'`,
    'maybePosted: false',
  ),
  inFile(
    'files are shared without a note of it',
    'bot/drafts/post-files.ts',
    'await note([...uploads, asked])',
    'await note(uploads)',
  ),
  inFile(
    'a checkpoint knows no parent',
    'agents/runner/saver.ts',
    'parent_checkpoint_id: parent ?? null',
    'parent_checkpoint_id: null',
  ),
  inFile(
    'a checkpoint knows only the channels that changed',
    'agents/runner/saver.ts',
    'Object.entries(checkpoint.channel_versions).map(',
    'Object.entries(newVersions).map(',
  ),
  inFile(
    'what tasks of a broken step wrote is forgotten',
    'agents/runner/saver.ts',
    'ordered(stored.writes).map(',
    'ordered([]).map(',
  ),
  inFile(
    'all that a task wrote gets one place',
    'agents/runner/saver.ts',
    'idx: WRITES_IDX_MAP[channel] ?? at,',
    'idx: 0,',
  ),
  inFile(
    'a decision is carried out again after it was',
    'agents/runner/run-job.ts',
    `if ('decision' in resume) return resume.version === awaited.version;`,
    `if ('decision' in resume) return true;`,
  ),
  inFile(
    'a thread of another version of the graph goes on as if it were of this one',
    'agents/runner/run-job.ts',
    'if (stored !== undefined && stored !== workflow.version) {',
    'if (false) {',
  ),
  inFile(
    'a graph begins anew after a crash',
    'agents/runner/run-job.ts',
    "if (hasEnded(state)) return 'record';\n  return { input: null, newVersion: false };",
    "if (hasEnded(state)) return 'record';\n  return { input: run.opened.input(), newVersion: true };",
  ),
  inFile(
    'a process that stops in order burns an attempt',
    'agents/runner/runner.ts',
    `else if (isGraphDrained(cause) || isExpected(cause, 'shutdown')) await giveBack(job);`,
    '',
  ),
  inFile(
    'a runner lets go of no lease',
    'agents/runner/reap.ts',
    'look: () => tools.content.reapJobs(),',
    'look: async () => 0,',
  ),
];
