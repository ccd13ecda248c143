import { button, type Message, until, type Workspace } from './app.ts';

export const MARINA = 'U0MARINA';
export const PEDRO = 'U0PEDRO';
export const LUCIA = 'U0LUCIA';
export const THOMAS = 'U0THOMAS';
export const BRIEF = '5 erros ao escolher um fornecedor de implantes';

/** One job's thread as people see it. */
export interface Thread {
  channel: string;
  /** ts of the message that opens it. */
  root: string;
  messages(asPerson?: string): Promise<Message[]>;
  /** The card of a version with its buttons, once it is there. */
  card(version: number, seconds?: number): Promise<Message>;
  /** A message that only that person sees. */
  ephemeral(person: string, pattern: RegExp): Promise<Message>;
  finals(): Promise<Message['files']>;
}

export const startCarousel = (slack: Workspace, text = BRIEF, person = MARINA): Promise<Thread> =>
  startJob(slack, '/carousel', text, person);

/** Types a command and waits for the message that opens the thread. */
export async function startJob(
  slack: Workspace,
  command: string,
  text: string,
  person = MARINA,
  channelName = 'marketing',
): Promise<Thread> {
  const channel = await slack.channel(channelName);
  const before = new Set((await slack.messages(person, channel)).map((m) => m.ts));
  const { status } = await slack.command(person, channel, command, text);
  if (status !== 200) throw new Error(`${command} was answered with ${status}`);
  const root = await until('the message with the brief', async () =>
    (await slack.messages(person, channel)).find((m) => !before.has(m.ts) && !m.ephemeral),
  );
  return openThread(slack, channel, root.ts);
}

export function openThread(slack: Workspace, channel: string, root: string): Thread {
  const messages = (person = LUCIA) => slack.messages(person, channel, root);
  return {
    channel,
    root,
    messages,
    card: (version, seconds) =>
      until(
        `the card of version ${version}`,
        async () => (await messages()).find((m) => isCard(m, version) && button(m, /approve/i)),
        seconds,
      ),
    ephemeral: (person, pattern) =>
      until(`${pattern} for ${person}`, async () =>
        [...(await slack.messages(person, channel, root)), ...(await slack.messages(person, channel))].find(
          (m) => m.ephemeral && pattern.test(textOf(m)),
        ),
      ),
    finals: async () => (await messages()).flatMap((m) => m.files).filter((f) => f.name.includes('final')),
  };
}

/** Everything a person reads in a message, blocks included. */
export function textOf(message: Message): string {
  return `${message.text}\n${JSON.stringify(message.blocks)}`;
}

function isCard(message: Message, version: number): boolean {
  return (
    message.blocks.length > 3 &&
    new RegExp(`version ${version}\\b`, 'i').test(textOf(message)) &&
    /image/.test(JSON.stringify(message.blocks))
  );
}

export async function press(
  slack: Workspace,
  thread: Thread,
  message: Message,
  person: string,
  label: RegExp,
): Promise<void> {
  const found = button(message, label);
  if (!found?.action_id) throw new Error(`No button ${label} in: ${textOf(message).slice(0, 400)}`);
  const { status } = await slack.click(
    person,
    thread.channel,
    message.ts,
    found.action_id,
    found.value === undefined ? {} : { value: found.value },
  );
  if (status !== 200) throw new Error(`The click on ${label} was answered with ${status}`);
}

/** Presses Request changes and fills in the form. */
export function requestChanges(
  slack: Workspace,
  thread: Thread,
  card: Message,
  person: string,
  note: string,
): Promise<void> {
  return decideWithNote(slack, thread, card, person, /request changes/i, note);
}

/** Presses Reject and fills in the form. */
export function reject(
  slack: Workspace,
  thread: Thread,
  card: Message,
  person: string,
  note: string,
): Promise<void> {
  return decideWithNote(slack, thread, card, person, /^reject$/i, note);
}

async function decideWithNote(
  slack: Workspace,
  thread: Thread,
  card: Message,
  person: string,
  name: RegExp,
  note: string,
): Promise<void> {
  await press(slack, thread, card, person, name);
  const modal = await until('the modal', async () => (await slack.views(person)).modals.at(-1));
  const input = modal.blocks.find((b) => b.type === 'input') as unknown as
    | { block_id: string; element: { action_id: string } }
    | undefined;
  if (!input) throw new Error(`No input in the modal: ${JSON.stringify(modal)}`);
  const { status, response } = await slack.submit(person, modal.id, {
    [input.block_id]: { [input.element.action_id]: note },
  });
  if (status !== 200 || response?.errors)
    throw new Error(`The modal was refused: ${JSON.stringify(response)}`);
}

/**
 * What must hold in a thread at any moment, after any crash: each surface is there once.
 *
 * @returns What is wrong, in words; empty when nothing is.
 */
export async function faultsOf(thread: Thread): Promise<string[]> {
  const messages = (await thread.messages()).filter((m) => !m.ephemeral);
  const ids = messages.map((m) => m.metadata?.event_payload?.outbox_id).filter((id) => id !== undefined);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const names = messages.flatMap((m) => m.files).map((f) => f.name);
  const filesTwice = names.filter((name, at) => names.indexOf(name) !== at);
  return [
    ...twice.map((id) => `outbox item ${id} was posted twice`),
    ...filesTwice.map((name) => `file ${name} is in the thread twice`),
  ];
}
