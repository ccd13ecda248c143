import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** A process that plays stories one after the other, on a Postgres of its own. */
export interface Player<Story, Played> {
  /** That the process ended over a story is an answer like any other; the next one is played by another process. */
  play(story: Story): Promise<Played>;
  end(): Promise<void>;
}

/**
 * @param program What plays, as play-for-parent.ts says it.
 * @param broken The answer for a story over which the process ended, and by what.
 * @param given To the program, as its arguments.
 */
export function startPlayer<Story extends object, Played>(
  program: URL,
  broken: (story: Story, by: string) => Played,
  given: string[] = [],
): Player<Story, Played> {
  const begin = () => {
    const child = fork(fileURLToPath(program), given, { serialization: 'advanced' });
    return { child, ended: once(child, 'exit') };
  };
  let running = begin();
  return {
    async play(story) {
      const { child, ended } = running;
      const answered = once(child, 'message').then(([played]): Played => played);
      child.send(story);
      const over = ended.then(([code, signal]) => broken(story, String(signal ?? code)));
      const played = await Promise.race([answered, over]);
      if (child.exitCode !== null || child.signalCode !== null) running = begin();
      return played;
    },
    async end() {
      if (running.child.connected) running.child.disconnect();
      await running.ended;
    },
  };
}

/** As many as the machine has processors, but no more than there is to play. */
export function startPlayers<P>(stories: number, start: () => P): P[] {
  return Array.from({ length: Math.min(stories, availableParallelism()) }, start);
}

/** Each player takes the next story when it is done with one, until there is none. */
export async function playEach<Story, Played>(
  players: readonly Player<Story, Played>[],
  next: () => Story | undefined,
  heard: (played: Played, story: Story) => void,
): Promise<void> {
  await Promise.all(
    players.map(async (player) => {
      for (let story = next(); story !== undefined; story = next()) heard(await player.play(story), story);
    }),
  );
}
