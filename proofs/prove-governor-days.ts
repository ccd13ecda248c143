import type { UnipileSettings } from '../platform/config.ts';
import type { ActionType } from '../ports/outreach.ts';
import { openWorld, seed } from '../testing/governor/world.ts';
import { seeded } from '../testing/seeded.ts';

interface GovernorDaysProof {
  days: number;
  restarts: number;
  actions: number;
  /** Actions by the state they ended in, before a person resolved what stayed unknown. */
  ended: Record<string, number>;
  writes: number;
  effects: number;
  /** Wall time of one beat, ms. */
  beat_ms: { median: number; worst: number };
  faults: string[];
}

/** What goes wrong at the provider. Each is met by the next call that it fits. */
const troubles: Record<string, unknown>[] = [
  { on: 'write', error: 'request_timeout', commit: true },
  { on: 'write', error: 'request_timeout' },
  { on: 'write', cut: true, commit: true },
  { on: 'write', cut: true },
  { on: 'write', null_ids: true, commit: true },
  { on: 'send_invite', error: 'provider_error' },
  { on: 'send_invite', error: 'cannot_resend_yet' },
  { on: 'write', error: 'too_many_requests' },
  { on: 'send_message', error: 'user_unreachable' },
  { on: 'read', error: 'service_unavailable', count: 3 },
  { on: 'read_profile', partial: true },
  { on: 'read', error: 'unexpected_error', count: 2 },
];

/**
 * Two accounts work through approved actions for days of virtual time, with faults, replies, acceptances, repeated,
 * overtaking and lost webhooks, and a restart of the governor every day at some hour. The simulator's judge watches.
 */
export async function proveGovernorDays(
  database: Parameters<typeof openWorld>[0],
  options: {
    seed: number;
    days: number;
    perDay: number;
    version: UnipileSettings['version'];
    log(line: string): void;
  },
): Promise<GovernorDaysProof> {
  const random = seeded(options.seed).next;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const world = await openWorld(database, options.seed, options.version);
  const proof: GovernorDaysProof = {
    days: options.days,
    restarts: 0,
    actions: 0,
    ended: {},
    writes: 0,
    effects: 0,
    beat_ms: { median: 0, worst: 0 },
    faults: [],
  };
  const beats: number[] = [];
  const start = async () => {
    const governor = await world.startGovernor();
    world.drive({
      ...governor,
      async beat() {
        const began = performance.now();
        await governor.beat();
        beats.push(performance.now() - began);
      },
    });
    return governor;
  };
  try {
    const second = await world.addAccount('acc_second');
    await world.inject({ webhooks: { duplicate: 2, reorder_s: 120 } });
    let governor = await start();
    const work = acts(world.accountId, second);
    const ids: { id: string; lead: string; type: ActionType; provider: string }[] = [];
    for (let day = 0; day < options.days + 3; day += 1) {
      for (let n = 0; day < options.days && n < options.perDay; n += 1) {
        const [account, lead, type, text] = work[ids.length] ?? work[0] ?? [second, 0, 'view_profile', null];
        const id = await world.approve(lead, type, text, account);
        const provider = account === second ? 'acc_second' : seed.account.id;
        ids.push({ id, lead: seed.leads[lead]?.public_identifier ?? '', type, provider });
      }
      if (day < options.days) {
        const fault = pick(troubles);
        await world.inject({ fault: { ...fault, account_id: pick(['acc_second', seed.account.id]) } });
        await world.inject({ webhooks: { lose: random() < 0.3 ? 3 : 0 } });
      } else await world.inject({ fault: null, webhooks: { lose: 0 } });
      const hour = Math.floor(random() * 20) + 2;
      await world.clock.advance(hour * 60);
      // One person accepts, one answers.
      const invited = ids.filter((a) => a.type === 'send_invite');
      const accepting = pick(invited);
      if (accepting)
        await world
          .inject({ accept: { account_id: accepting.provider, lead: accepting.lead } })
          .catch(() => {});
      const written = pick(ids.filter((a) => a.type === 'send_message'));
      if (written && random() < 0.5)
        await world
          .inject({ reply: { account_id: written.provider, lead: written.lead, text: `Resposta ${day}` } })
          .catch(() => {});
      await governor.stop(5000);
      proof.restarts += 1;
      governor = await start();
      await world.clock.advance((24 - hour) * 60);
      options.log(
        `day ${day + 1}: ${world.writes().length} writes, ${world.linkedIn.judge.breaches().length} breaches`,
      );
    }
    proof.actions = ids.length;
    for (const { id, type, lead } of ids) {
      const { status } = await world.get(id);
      proof.ended[status] = (proof.ended[status] ?? 0) + 1;
      const writes = world.writes().filter((w) => w.kind === type && w.lead === lead);
      if (
        writes.filter((w) => w.effect).length > ids.filter((a) => a.type === type && a.lead === lead).length
      )
        proof.faults.push(`${type} to ${lead} was done more often than approved`);
      // What the provider certainly did not do may be tried again, three times in all.
      if (writes.length > 3) proof.faults.push(`${type} to ${lead} was tried ${writes.length} times`);
      if (status === 'completed' && writes.length === 0)
        proof.faults.push(`${type} to ${lead} is completed and never reached LinkedIn`);
      if (['dispatching', 'pending_approval'].includes(status))
        proof.faults.push(`${type} to ${lead} is stuck in ${status}`);
    }
    await governor.stop(5000);
    proof.writes = world.writes().length;
    proof.effects = world.writes().filter((w) => w.effect).length;
    beats.sort((a, b) => a - b);
    proof.beat_ms = {
      median: Math.round(beats[beats.length >> 1] ?? 0),
      worst: Math.round(beats.at(-1) ?? 0),
    };
    proof.faults.push(...world.linkedIn.judge.breaches());
  } finally {
    await world.stop();
  }
  return proof;
}

/** Both accounts, all kinds of acts, no person twice in one kind. */
function acts(first: string, second: string): [string, number, ActionType, string | null][] {
  const strangers = seed.leads.flatMap((l, i) => (l.connected ? [] : [i]));
  const friends = seed.leads.flatMap((l, i) => (l.connected ? [i] : []));
  const half = Math.floor(strangers.length / 2);
  const list: [string, number, ActionType, string | null][] = [];
  for (let i = 0; i < half; i += 1) {
    const [a = 0, b = 0, friend] = [strangers[i], strangers[half + i], friends[i]];
    list.push([first, a, 'send_invite', `Olá!\nNota ${i}`], [second, b, 'send_invite', null]);
    list.push([first, b, 'view_profile', null], [second, a, 'view_profile', null]);
    if (friend !== undefined) list.push([first, friend, 'send_message', `Bom dia,\n\nmensagem ${i}`]);
    // Goes only to those who accept: it waits for them.
    list.push([second, b, 'send_message', `Obrigado por aceitar, ${i}`]);
  }
  return list;
}
