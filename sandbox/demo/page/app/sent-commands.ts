/** The newest command of a person in a channel, for the up-arrow. */
export interface SentCommand {
  line: string;
  /** Workspace time, in ms. */
  at: number;
}

type Kept = Pick<Storage, 'getItem' | 'setItem'>;
const nameOf = (place: string) => `command ${place}`;

export function rememberCommand(kept: Kept, place: string, command: SentCommand): void {
  kept.setItem(nameOf(place), JSON.stringify(command));
}

/** @param messageAt When the person last said something there, in ms: the up-arrow takes what is newer. */
export function recallCommand(kept: Kept, place: string, messageAt: number | null): string | null {
  const raw = kept.getItem(nameOf(place));
  if (raw === null) return null;
  const { line, at } = JSON.parse(raw) as SentCommand;
  return messageAt !== null && messageAt > at ? null : line;
}
