import { setTimeout as sleep } from 'node:timers/promises';
import { acceptRules, openAccountNow } from '../testing/product/outreach.ts';
import { seeded } from '../testing/seeded.ts';
import { planWork } from './fleet/day-of-work.ts';
import { acksOf, callsAMinute, memoryOf, recoveriesOf, timesOf } from './fleet/figures.ts';
import { judgeContent, judgeLogs, judgeOutside } from './fleet/judge-fleet.ts';
import { openFleet } from './fleet/open-fleet.ts';
import { openOffice } from './fleet/open-office.ts';
import { type PartName, partNames } from './production/stand-ins.ts';

interface DayProof {
  /** In which people began new work; what was begun was then let come to its end. */
  minutes: number;
  parts: Record<PartName, number>;
  /** What was begun, by kind. */
  work: Record<string, number>;
  /** Commands that were typed, by what the bot said. */
  commands: Record<string, number>;
  /** Acknowledgements, ms. */
  acks: ReturnType<typeof acksOf>;
  /** From the command to its card, s. */
  command_to_card_s: Record<string, ReturnType<typeof timesOf>>;
  /** From each to as many ready processes as before, s. */
  restarts: ReturnType<typeof recoveriesOf>;
  /** Resident MB of processes that lived longest: after a quarter of their life, at its end, at most. */
  memory_mb: ReturnType<typeof memoryOf>;
  database_calls_a_minute: Record<string, number>;
  /** How outreach stands at the end, and what LinkedIn took. */
  outreach: Record<string, number>;
  /** Warnings and errors in the logs of all processes. */
  log_lines: Record<string, number>;
  seconds: number;
  faults: string[];
}

type Fleet = Awaited<ReturnType<typeof openFleet>>;

/**
 * Bots, runners and governors, several of each as processes on one Postgres, under mixed work of people and of a program,
 * while parts are killed and rolled and Postgres is restarted. It runs by the clock.
 *
 * A fault is: an accepted command without its job or with two, a message or file in a thread twice, a job that neither
 * ended nor waits, an approved draft without its files, a breach at LinkedIn or an act there twice, an end that its
 * program was not told or was told differently, an error line while the database was there.
 */
export async function proveDay(options: {
  seed: number;
  minutes: number;
  /** Between two beginnings of work, s on average. */
  everyS: number;
  parts: Record<PartName, number>;
  /** How often something is done to the parts, s. */
  disruptEveryS: number;
  /** What is done, in turn. */
  disruptions: readonly Disruption[];
  log(line: string): void;
}): Promise<DayProof> {
  const began = performance.now();
  const { next: random } = seeded(options.seed);
  const { next: randomOfFaults } = seeded(options.seed + 1);
  const fleet = await openFleet({
    size: options.parts,
    env: { bot: { WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' } },
  });
  const office = await openOffice(fleet);
  const faults: string[] = [];
  const begun: Record<string, number> = {};
  try {
    await openAccountNow(fleet.supabase.owner, options.minutes + 1);
    await acceptRules(office.slack, await office.slack.channel('sales'));
    const work = await planWork(fleet, office, random);
    const kinds = Object.keys(work.kinds);
    const from = Date.now();
    const until = from + options.minutes * 60_000;
    fleet.standIns.database.calls.clear();
    const under: Promise<unknown>[] = [];
    /** What has not come to its end yet, for who watches. */
    const open = new Set<string>();
    const telling = setInterval(() => options.log(`open: ${[...open].slice(0, 12).join('; ')}`), 20_000);
    telling.unref();
    const disrupting = disrupt(fleet, randomOfFaults, until, options);

    for (let n = 0; Date.now() < until; n += 1) {
      // The first of each kind, then by chance.
      const kind = kinds[n < kinds.length ? n : Math.floor(random() * kinds.length)] ?? '';
      begun[kind] = (begun[kind] ?? 0) + 1;
      const name = `${n + 1} ${kind}`;
      open.add(name);
      const ended: Promise<unknown> = Promise.resolve(work.kinds[kind]?.()).catch((error: unknown) => {
        faults.push(`${name}: ${error instanceof Error ? error.message : error}`);
        options.log(faults.at(-1) ?? '');
      });
      under.push(ended.finally(() => open.delete(name)));
      if (n % 20 === 19)
        options.log(`${n + 1} begun, ${fleet.disruptions.length} disruptions, ${faults.length} faults`);
      await sleep(-Math.log(1 - random()) * options.everyS * 1000);
    }
    await disrupting;
    await Promise.all(under);
    clearInterval(telling);
    const minutes = (Date.now() - from) / 60_000;
    const calls = callsAMinute(fleet, minutes);
    await quiet(fleet);
    faults.push(...(await judgeContent(fleet, office)));
    const outside = await judgeOutside(fleet, office, work);
    const logs = judgeLogs(fleet);
    faults.push(...outside.faults, ...logs.faults, ...fleet.faults);
    await work.program.close();
    const types = [...new Set(work.cards.map(({ type }) => type))];
    const said: Record<string, number> = {};
    for (const one of office.typed) said[one.said] = (said[one.said] ?? 0) + 1;
    return {
      minutes: options.minutes,
      parts: options.parts,
      work: begun,
      commands: said,
      acks: acksOf(office, fleet),
      command_to_card_s: Object.fromEntries(
        types.map((type) => [
          type,
          timesOf(work.cards.filter((c) => c.type === type).map((c) => c.ms / 1000)),
        ]),
      ),
      restarts: recoveriesOf(fleet),
      memory_mb: memoryOf(fleet, 12),
      database_calls_a_minute: calls,
      outreach: { ...outside.ended, 'took effect at LinkedIn': outside.effects },
      log_lines: logs.lines,
      seconds: Math.round((performance.now() - began) / 1000),
      faults,
    };
  } finally {
    await office.close();
    await fleet.close();
  }
}

export type Disruption =
  | `kill ${PartName}`
  | `roll ${PartName}`
  | 'roll all'
  | 'restart Postgres'
  | 'kill any';

async function disrupt(
  fleet: Fleet,
  random: () => number,
  until: number,
  { disruptions, disruptEveryS, log }: Parameters<typeof proveDay>[0],
): Promise<void> {
  for (let n = 0; ; n += 1) {
    await sleep(disruptEveryS * 1000 * (0.5 + random()));
    if (Date.now() >= until) return;
    const what = disruptions[n % disruptions.length] ?? 'kill any';
    log(`${what}, ${Math.round((until - Date.now()) / 1000)} s before the end`);
    const [act, given] = what.split(' ') as [
      'kill' | 'roll' | 'restart',
      PartName | 'any' | 'all' | 'Postgres',
    ];
    const draw = Math.floor(random() * 1000);
    const parts = partNames.filter((part) => given === part || given === 'all');
    if (act === 'restart') await fleet.restartPostgres();
    else if (act === 'kill') await fleet.kill(parts[0] ?? partNames[draw % partNames.length] ?? 'bot', draw);
    else for (const part of parts) await fleet.roll(part);
  }
}

/** What is still to be shown is shown within a minute, where it ever is. */
async function quiet(fleet: Fleet): Promise<void> {
  for (let waited = 0; waited < 60; waited += 1) {
    const { rows } = await fleet.supabase.owner.query(
      `select (select count(*) from content.outbox where shown < wanted and not given_up)
            + (select count(*) from outreach.outbox where shown < wanted and not given_up)
            + (select count(*) from content.webhooks where status = 'waiting')
            + (select count(*) from content.jobs where status in ('queued', 'running')) as n`,
    );
    if (Number(rows[0]?.n) === 0) return;
    await sleep(1000);
  }
}
