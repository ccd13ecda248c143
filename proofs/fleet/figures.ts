import { quantile, round2 } from '../../bench/quantile.ts';
import type { PartName } from '../production/stand-ins.ts';
import type { Fleet } from './open-fleet.ts';
import type { Office } from './open-office.ts';

/** Slack gives up on an answer after this long, ms. */
export const ACK_LIMIT_MS = 3000;

interface Times {
  count: number;
  p50: number;
  p99: number;
  longest: number;
}

export function timesOf(list: number[]): Times {
  return {
    count: list.length,
    p50: quantile(list, 0.5),
    p99: quantile(list, 0.99),
    longest: quantile(list, 1),
  };
}

/** Acknowledgements, ms, all of them and those of requests that came while something was being restarted. */
export function acksOf({ requests }: Office, { disruptions }: Fleet) {
  const heard = requests.filter(({ status }) => status === 200);
  const disturbed = heard.filter(({ at }) =>
    disruptions.some(({ began, ended }) => at >= began && at <= ended),
  );
  const ms = (of: typeof heard) => timesOf(of.map((one) => one.ms));
  return {
    all: ms(heard),
    during_restarts: ms(disturbed),
    /** They met a bot that had just died, or were answered too late; each was typed or pressed again. */
    unheard: requests.length - heard.length,
  };
}

/** Seconds from each disruption until as many were ready as before. */
export function recoveriesOf({ disruptions }: Fleet): Record<string, Times> {
  const kinds = [...new Set(disruptions.map(({ what }) => what))];
  return Object.fromEntries(
    kinds.map((kind) => [
      kind,
      timesOf(
        disruptions.filter(({ what }) => what === kind).map(({ began, ended }) => (ended - began) / 1000),
      ),
    ]),
  );
}

/** Resident MB of each process that lived at least so many samples: after a quarter of its life, at the end, at most. */
export function memoryOf({ all }: Fleet, leastSamples: number): Record<PartName, [number, number, number][]> {
  const of = (part: PartName) =>
    all
      .filter((one) => one.part === part && one.memory.length >= leastSamples)
      .map(({ memory }): [number, number, number] => [
        memory[Math.floor(memory.length / 4)] ?? 0,
        memory.at(-1) ?? 0,
        Math.max(...memory),
      ]);
  return { bot: of('bot'), agents: of('agents'), governor: of('governor') };
}

/** Calls of the database a minute by the role of the part, all its replicas together. */
export function callsAMinute({ standIns }: Fleet, minutes: number): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [call, n] of standIns.database.calls) {
    const role = call.split(' ')[0] ?? '';
    sums[role] = (sums[role] ?? 0) + n;
  }
  return Object.fromEntries(Object.entries(sums).map(([role, n]) => [role, Math.round(n / minutes)]));
}

/** Of each process, its memory in the last fifth of its life over that in the middle fifth. */
export function growthOf({ all }: Fleet): Record<PartName, number[]> {
  const median = (list: number[]) => quantile(list, 0.5);
  const of = (part: PartName) =>
    all
      .filter((one) => one.part === part && one.memory.length >= 20)
      .map(({ memory }) => {
        const fifth = Math.floor(memory.length / 5);
        return round2(median(memory.slice(-fifth)) / median(memory.slice(2 * fifth, 3 * fifth)));
      });
  return { bot: of('bot'), agents: of('agents'), governor: of('governor') };
}
