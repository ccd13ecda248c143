import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackOptions } from '../sandbox/slack/start.ts';
import { until } from '../testing/product/app.ts';
import { seeded } from '../testing/seeded.ts';
import { ACK_LIMIT_MS, acksOf, callsAMinute, growthOf, memoryOf, timesOf } from './fleet/figures.ts';
import { judgeContent, judgeLogs } from './fleet/judge-fleet.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { openOffice } from './fleet/open-office.ts';
import { startSlowModel } from './fleet/start-slow-model.ts';

interface LoadProof {
  people: number;
  commands: { typed: number; by_the_noisy_one: number; minutes: number };
  runners: number;
  /** Jobs at once, of all runners. */
  slots: number;
  model_s: number;
  /** Acknowledgements, ms. */
  acks: ReturnType<typeof acksOf>;
  /** From the command to a runner that took its job, s. */
  wait_s: { others: ReturnType<typeof timesOf>; noisy: ReturnType<typeof timesOf> };
  /** From the command to the card in its thread, s. */
  card_s: { others: ReturnType<typeof timesOf>; noisy: ReturnType<typeof timesOf> };
  /** Resident MB of each process: after a quarter of its life, at its end, at most. */
  memory_mb: ReturnType<typeof memoryOf>;
  /** Of each process, the last fifth of its life beside the middle fifth. */
  memory_growth: ReturnType<typeof growthOf>;
  database_calls_a_minute: Record<string, number>;
  model_calls: { made: number; most_at_once: number };
  log_lines: Record<string, number>;
  seconds: number;
  faults: string[];
}

/** More than this beside the middle of the run is no flat memory: V8 collects late while there is room. */
const FLAT = 1.3;
const NOISY = 'U0NOISY';

/**
 * A team of `people` types commands for `minutes`, one of them a great part of them at the beginning, while each call of the
 * model takes its time: acknowledgements, shares, memory, threads.
 *
 * A fault is: a command that is not acknowledged in Slack's three seconds, one without its card, a thread with something
 * twice, a person who waits longer behind the noisy one than that one waits for itself, memory that goes on growing.
 */
export async function proveLoad(options: {
  seed: number;
  people: number;
  minutes: number;
  commands: number;
  /** Of these, typed by one person in the first tenth of the time. */
  noisy: number;
  runners: number;
  slotsEach: number;
  modelMs: number;
  log(line: string): void;
}): Promise<LoadProof> {
  const began = performance.now();
  const { next: random } = seeded(options.seed);
  const model = await startSlowModel(options.modelMs);
  const people = [
    NOISY,
    ...Array.from({ length: options.people - 1 }, (_, n) => `U1P${String(n).padStart(4, '0')}`),
  ];
  const fleet = await openFleet({
    size: { bot: 2, agents: options.runners, governor: 0 },
    env: { agents: { ...model.env, AGENT_CONCURRENCY: String(options.slotsEach) } },
    people: people.map((id): NonNullable<SlackOptions['people']>[number] => ({
      id,
      name: id.toLowerCase(),
      real_name: id,
      role: 'member',
      tz: 'America/Sao_Paulo',
    })),
  });
  const office = await openOffice(fleet);
  const faults: string[] = [];
  try {
    const channels = await Promise.all(
      ['marketing', 'sales', 'general'].map((name) => office.slack.channel(name)),
    );
    fleet.standIns.database.calls.clear();
    const from = Date.now();
    const cards: { person: string; ms: number }[] = [];
    const commands = plan(options, people.slice(1), random);
    const answered = commands.map(async ({ person, atMs }, n) => {
      await sleep(atMs);
      const channel = channels[n % channels.length] ?? '';
      const { mark, at } = await office.begin(
        person,
        channel,
        '/carousel',
        (ref) => `Rastreabilidade UDI ${ref}`,
      );
      try {
        const job = await until(
          `the draft of "${mark}"`,
          async () => {
            const now = office.jobOf(mark);
            if (now?.status === 'failed') throw new Error(`the job ${now.id} failed`);
            return now?.status === 'awaiting_review' && now;
          },
          4 * options.minutes * 60 + 600,
          1000,
        );
        const card = await office.inThread(job, /^approve$/i);
        cards.push({ person, ms: Number(card.ts) * 1000 - at });
      } catch (error) {
        faults.push(`"${mark}" of ${person}: ${error instanceof Error ? error.message : error}`);
      }
    });
    const telling = setInterval(
      () =>
        options.log(
          `${office.typed.length} typed, ${cards.length} cards, ${model.open()} calls of the model`,
        ),
      30_000,
    );
    await Promise.all(answered);
    clearInterval(telling);
    const calls = callsAMinute(fleet, (Date.now() - from) / 60_000);
    faults.push(...(await judgeContent(fleet, office)));
    const logs = judgeLogs(fleet);
    faults.push(...logs.faults, ...fleet.faults);
    const acks = acksOf(office, fleet);
    if (acks.unheard > 0 || acks.all.longest > ACK_LIMIT_MS)
      faults.push(
        `${acks.unheard} commands were not acknowledged in time; the longest took ${acks.all.longest} ms`,
      );

    const of = (mine: boolean, list: readonly { person: string; ms: number }[]) =>
      timesOf(list.filter(({ person }) => (person === NOISY) === mine).map(({ ms }) => ms / 1000));
    const waits = office.typed.flatMap(({ mark, person, at }) => {
      const taken = office.takenAt(mark);
      return taken === undefined ? [] : [{ person, ms: Math.max(0, taken - at) }];
    });
    const wait_s = { others: of(false, waits), noisy: of(true, waits) };
    if (wait_s.noisy.p50 > 5 && wait_s.others.p99 > wait_s.noisy.p50)
      faults.push(
        `others waited ${wait_s.others.p99} s (p99) behind one who waited ${wait_s.noisy.p50} s (p50)`,
      );
    const memory_growth = growthOf(fleet);
    // In less time a process is still filling what it keeps.
    for (const [part, growths] of options.minutes < 5 ? [] : Object.entries(memory_growth))
      for (const growth of growths)
        if (growth > FLAT) faults.push(`the memory of a ${part} grew to ${growth} times`);
    return {
      people: people.length,
      commands: { typed: office.typed.length, by_the_noisy_one: options.noisy, minutes: options.minutes },
      runners: options.runners,
      slots: options.runners * options.slotsEach,
      model_s: options.modelMs / 1000,
      acks,
      wait_s,
      card_s: { others: of(false, cards), noisy: of(true, cards) },
      memory_mb: memoryOf(fleet, 12),
      memory_growth,
      database_calls_a_minute: calls,
      model_calls: { made: model.made(), most_at_once: model.most() },
      log_lines: logs.lines,
      seconds: Math.round((performance.now() - began) / 1000),
      faults,
    };
  } finally {
    await office.close();
    await fleet.close();
    await model.stop();
  }
}

/** Who types when, ms from the beginning. */
function plan(
  { commands, noisy, minutes }: { commands: number; noisy: number; minutes: number },
  others: readonly string[],
  random: () => number,
): { person: string; atMs: number }[] {
  const span = minutes * 60_000;
  return Array.from({ length: commands }, (_, n) =>
    n < noisy
      ? { person: NOISY, atMs: (random() * span) / 10 }
      : { person: others[n % others.length] ?? NOISY, atMs: random() * span },
  );
}
