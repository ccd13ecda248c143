import type { PlantedFault } from './simulation/plant.ts';
import { type Player, startPlayers } from './simulation/player.ts';

/** Which fault is found, and by what; null: by none. Of those that are missing nothing is known. */
export type FoundFaults = Record<string, string | null>;

type Plays<Story> = Player<Story, { breaches: readonly string[] }>;

/** Who plays with faults: `start` with those that are named in its files, `planted` names the one that is in the SQL meanwhile. */
interface Hunt<Story extends object> {
  start(inFiles?: string[]): Plays<Story & { planted?: string }>;
  /** Played in their order until one finds the fault; where none does it is not found. */
  stories: readonly Story[];
  tell(story: Story): string;
  log(line: string): void;
}

/** What earlier runs found is not looked for again; `keep` hears after each fault what is found so far. */
export interface Finds {
  before: FoundFaults;
  commit: string;
  keep(found: FoundFaults): void;
}

/** Which story found each and by what, at which commit. */
export async function findPlanted<Story extends object>(
  planted: readonly PlantedFault[],
  hunt: Hunt<Story>,
  { before, commit, keep }: Finds,
): Promise<FoundFaults> {
  const found = new Map(Object.entries(before).filter(([, by]) => by !== null));
  const inOrder = () => {
    const names = planted.map(({ name }) => name).filter((name) => found.has(name));
    return Object.fromEntries(names.map((name) => [name, found.get(name) ?? null]));
  };
  const well = new Map<string, Promise<boolean>>();
  const left = planted.filter(({ name }) => !found.has(name));
  const players = startPlayers(left.length, () => hunt.start());
  try {
    await Promise.all(
      players.map(async (player) => {
        for (let fault = left.shift(); fault; fault = left.shift()) {
          const by = await firstBreach(fault, player, hunt, well);
          found.set(fault.name, by && `${by} (at ${commit})`);
          keep(inOrder());
          hunt.log(`${fault.name}: ${by ?? 'not found'}`);
        }
      }),
    );
    return inOrder();
  } finally {
    await Promise.all(players.map((player) => player.end()));
  }
}

/**
 * @param player Plays the same story without the fault: what it meets as well is none of the fault's.
 * @param well Whether a story ends well without one, as far as it was asked.
 */
async function firstBreach<Story extends object>(
  { name, files }: PlantedFault,
  player: Plays<Story & { planted?: string }>,
  { start, stories, tell }: Hunt<Story>,
  well: Map<string, Promise<boolean>>,
): Promise<string | null> {
  const apart = files.length > 0 ? start([name]) : undefined;
  try {
    for (const story of stories) {
      const { breaches } = await (apart ? apart.play(story) : player.play({ ...story, planted: name }));
      if (breaches[0] === undefined) continue;
      const isWell =
        well.get(tell(story)) ?? player.play(story).then((played) => played.breaches.length === 0);
      well.set(tell(story), isWell);
      if (await isWell) return `${tell(story)}: ${breaches[0]}`;
    }
    return null;
  } finally {
    await apart?.end();
  }
}

/** What was planted where, and what found it, as a page. `of.played`: what the stories are, with a link. */
export function faultTable(
  planted: readonly PlantedFault[],
  found: Readonly<FoundFaults>,
  of: { title: string; command: string; commit: string; played: string },
): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
  const code = (text: string) => (text === '' ? 'nothing' : `\`${cell(text)}\``);
  const lines = planted.map(({ name, changes, files }) => {
    const places = [
      ...changes.map(({ function: fn, from, to }) => ({ where: fn, from, to })),
      ...files.map(({ file, from, to }) => ({ where: file, from, to })),
    ];
    const what = places.map(({ where, from, to }) => `${where}: ${code(from)} is ${code(to)}`).join('; ');
    const by = name in found ? (found[name] ?? '**none**') : 'not looked for yet';
    return `| ${cell(name)} | ${what} | ${cell(by)} |`;
  });
  return `# ${of.title}

Written by \`${of.command}\` at commit ${of.commit}; what is played: ${of.played}. Of
${planted.length} faults ${Object.values(found).filter((by) => by !== null).length} are found, each by the first that goes wrong with it and well without it.

| fault | what stands where instead of what | found by |
| --- | --- | --- |
${lines.join('\n')}
`;
}
