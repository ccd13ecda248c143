import { button, type Message, until, type Workspace } from './app.ts';
import { LUCIA, MARINA, textOf } from './thread.ts';

/** Owns the LinkedIn account. */
export const RENATA = 'U0RENATA';

/** What the simulator's control API answers, as far as tests ask. */
export interface SeenLinkedIn {
  leads: { lead: string; name: string; connected: boolean }[];
  calls: {
    at: string;
    kind: string;
    lead: string | null;
    text: string | null;
    outcome: string;
    effect: boolean;
    is_write: boolean;
  }[];
  breaches: { rule: string; message: string }[];
}

/** The owner of the account accepts LinkedIn's rules. */
export async function acceptRules(slack: Workspace, channel: string): Promise<void> {
  await slack.command(RENATA, channel, '/outreach', 'status');
  const status = await until('the status', async () =>
    (await slack.messages(RENATA, channel)).find((m) => button(m, /accept/i)),
  );
  const accept = button(status, /accept/i);
  const value = accept?.value;
  await slack.click(
    RENATA,
    channel,
    status.ts,
    accept?.action_id ?? '',
    value === undefined ? {} : { value },
  );
  const modal = await until('the rules', async () => (await slack.views(RENATA)).modals.at(-1));
  // SAFETY: the form of the rules has one input, a box to tick.
  const input = modal.blocks.find((b) => b.type === 'input') as unknown as {
    block_id: string;
    element: { action_id: string; type: string; options: unknown[] };
  };
  const box = { type: input.element.type, selected_options: [input.element.options[0]] };
  await slack.submit(RENATA, modal.id, { [input.block_id]: { [input.element.action_id]: box } });
}

/** Types one proposal, such as `invite` with its words, and waits for its card with buttons. */
export async function propose(
  slack: Workspace,
  channel: string,
  what: string,
  to: { lead: string; name: string },
  words: string | null,
): Promise<Message> {
  const cards = async () =>
    (await slack.messages(LUCIA, channel)).filter(
      (m) => !m.ephemeral && button(m, /approve/i) && textOf(m).includes(to.name),
    );
  const before = new Set((await cards()).map((m) => m.ts));
  const text = `add ${what} https://www.linkedin.com/in/${to.lead}${words === null ? '' : ` "${words}"`}`;
  const { status } = await slack.command(MARINA, channel, '/outreach', text);
  if (status !== 200) throw new Error(`/outreach ${text} was answered with ${status}`);
  return until(`the card for ${to.lead}`, async () => (await cards()).find((m) => !before.has(m.ts)));
}

/** The account's working day is now, whatever the hour, and ends in so many minutes; releases keep a minute from each other. */
export async function openAccountNow(
  owner: { query(sql: string): Promise<unknown> },
  minutes: number,
): Promise<void> {
  // Where it is about noon, so that neither the day nor its window ends meanwhile.
  const west = new Date().getUTCHours() - 12;
  const zone = `Etc/GMT${west < 0 ? west : `+${west}`}`;
  await owner.query(
    `update outreach.accounts set time_zone = '${zone}', warm_up_days = 0, holidays = null, working_days = array[1,2,3,4,5,6,7],
       gap_min_minutes = 1, gap_max_minutes = 1,
       window_start = date_trunc('minute', now() at time zone '${zone}')::time - interval '1 minute',
       window_end = date_trunc('minute', now() at time zone '${zone}')::time + make_interval(mins => ${Math.round(minutes)} + 1)`,
  );
}
