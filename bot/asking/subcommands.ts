import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { Desk } from '../desk.ts';
import { letters, type Message, said } from '../slack/blocks.ts';
import { type Asked, askedBy, isDirectMessage } from './press.ts';
import { memberAsks } from './who-asks.ts';

/** A command that was typed. */
export interface Call<Words> {
  command: SlackCommandMiddlewareArgs['command'];
  asked: Asked;
  t: Words;
  ack(): Promise<void>;
  /** Acknowledges with a message for the person alone. */
  answer(message: Message): Promise<void>;
}

type Subcommand<Parsed, Words> = (call: Call<Words>, parsed: Parsed) => Promise<void>;

type Of<Parsed, Kind> = Parsed extends { kind: infer K } ? (Kind extends K ? Parsed : never) : never;

/** A command whose first word says what it does; each of them has its handler. */
export function subcommands<Parsed extends { kind: string }, Texts, Words>(
  desk: { textsFor(teamId: string): Promise<Texts> },
  parse: (text: string) => Parsed,
  wordsOf: (texts: Texts) => Words,
  handlers: { [Kind in Parsed['kind']]: Subcommand<Of<Parsed, Kind>, Words> },
) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const t = wordsOf(await desk.textsFor(command.team_id));
    const parsed = parse(command.text);
    // SAFETY: the handler of the kind that was parsed.
    const handle = handlers[parsed.kind as Parsed['kind']] as Subcommand<Parsed, Words>;
    const answer = (message: Message) => ack({ response_type: 'ephemeral', ...message });
    await handle({ command, asked: askedBy(command), t, ack: () => ack(), answer }, parsed);
  };
}

/** Answered at once with the bot's own sentence. */
export function says<Parsed, Words>(line: (t: Words, parsed: Parsed) => string): Subcommand<Parsed, Words> {
  return ({ t, answer }, parsed) => {
    const text = line(t, parsed);
    return answer({ text, blocks: [said(text)] });
  };
}

/** Answered at once with a sentence that holds words of the person. */
export function saysLetters<Parsed, Words>(
  line: (t: Words, parsed: Parsed) => string,
): Subcommand<Parsed, Words> {
  return ({ t, answer }, parsed) => answer(letters(line(t, parsed)));
}

/** Acknowledged at once; it answers when it is done. */
export function later<Parsed, Words>(
  handle: (asked: Asked, parsed: Parsed, t: Words) => Promise<unknown>,
): Subcommand<Parsed, Words> {
  return async ({ ack, asked, t }, parsed) => {
    await ack();
    await handle(asked, parsed, t);
  };
}

/** The same, for the members of the team. */
export function membersLater<Parsed, Words extends { command: { guest: string; notAnswered: string } }>(
  desk: Pick<Desk, 'knowPerson' | 'tell'>,
  handle: (asked: Asked, parsed: Parsed, t: Words) => Promise<unknown>,
): Subcommand<Parsed, Words> {
  return later(async (asked, parsed, t) => {
    if (await memberAsks(desk, asked, t)) await handle(asked, parsed, t);
  });
}

/** In a conversation of two it is refused: what comes of it is for others to see. */
export function inChannel<Parsed, Words>(
  refusal: (t: Words, parsed: NoInfer<Parsed>) => Message,
  handle: Subcommand<Parsed, Words>,
): Subcommand<Parsed, Words> {
  return (call, parsed) =>
    isDirectMessage(call.command) ? call.answer(refusal(call.t, parsed)) : handle(call, parsed);
}
