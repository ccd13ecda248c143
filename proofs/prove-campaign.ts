import { button, type Message, startApp, temporaryData, until, workspace } from '../testing/product/app.ts';
import { acceptRules } from '../testing/product/outreach.ts';
import { LUCIA, MARINA, textOf } from '../testing/product/thread.ts';
import { seeded } from '../testing/seeded.ts';

interface CampaignProof {
  days: number;
  people: number;
  restarts: { node: number; group: number };
  /** What the outside world did. */
  happened: Record<string, number>;
  /** What the campaign's message says at the end. */
  said: string[];
  writes: number;
  effects: number;
  /** Writes by kind that LinkedIn took. */
  by_kind: Record<string, number>;
  /** Requests to the provider, reads too, for each write that had an effect. */
  requests_per_effect: number;
  seconds: number;
  faults: string[];
}

interface LinkedIn {
  leads: { lead: string; name: string; connected: boolean }[];
  calls: { kind: string; lead: string | null; text: string | null; effect: boolean; is_write: boolean }[];
  breaches: { rule: string; message: string }[];
}

const THOMAS = 'U0THOMAS';
const DAY = 24 * 60;

/** What goes wrong at the provider. Each is met by the next call that it fits. */
const troubles: Record<string, unknown>[] = [
  { on: 'write', error: 'request_timeout', commit: true },
  { on: 'write', error: 'request_timeout' },
  { on: 'write', cut: true, commit: true },
  { on: 'write', null_ids: true, commit: true },
  { on: 'send_invite', error: 'provider_error' },
  { on: 'send_message', error: 'user_unreachable' },
  { on: 'read', error: 'service_unavailable', count: 3 },
  { on: 'read_profile', partial: true },
];

/**
 * A campaign from `/outreach campaign` to its last step, through the control API alone, in the whole product: an agent writes the
 * words of forty people, approvers approve the people of each page, and days of virtual time pass in which people accept,
 * reply and refuse, the owner does things by hand, the provider fails, a person pauses and resumes, and the product is killed
 * and started again every day. The simulator's judge watches every write; the texts that LinkedIn took are compared with those
 * that stood on the cards.
 */
export async function proveCampaign(options: {
  seed: number;
  days: number;
  log(line: string): void;
}): Promise<CampaignProof> {
  const began = performance.now();
  const random = seeded(options.seed).next;
  const chance = (p: number) => random() < p;
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const happened: Record<string, number> = {};
  const faults: string[] = [];
  const restarts = { node: 0, group: 0 };
  const data = temporaryData();
  let app = await startApp({ dataFolder: data.path });
  const slack = workspace(() => app.url);
  const linkedin = () => slack.call<LinkedIn>('GET', 'linkedin');
  const inject = (body: unknown) => slack.call<LinkedIn & { error?: string }>('POST', 'linkedin', body);
  const advance = (minutes: number) => slack.call('POST', 'clock', { advance_minutes: minutes });
  try {
    const channel = await slack.channel('sales');
    await acceptRules(slack, channel);
    const root = await start(slack, channel);
    const approved = await approveWords(slack, channel, root);
    options.log(`${approved.people} people, ${approved.texts.size} texts approved`);
    await inject({ webhooks: { duplicate: 2, reorder_s: 120 } });
    let paused = false;
    for (let day = 0; day < options.days; day += 1) {
      await inject({ fault: null, webhooks: { lose: chance(0.3) ? 3 : 0 } });
      await inject({ fault: pick(troubles) });
      // Not before the first day is over: what is paused all the while sends nothing.
      if (paused || (day > 0 && chance(0.15))) {
        await press(slack, channel, await rootOf(slack, channel, root), MARINA, paused ? /resume/ : /pause/);
        paused = !paused;
        happened.paused = (happened.paused ?? 0) + (paused ? 1 : 0);
      }
      const minutes = Math.floor(random() * 20 * 60) + 120;
      await advance(minutes);
      for (const [what, body] of acts(await linkedin(), { chance, pick })) {
        const { error } = await inject(body);
        if (error === undefined) happened[what] = (happened[what] ?? 0) + 1;
      }
      const what = pick(['node', 'group'] as const) ?? 'node';
      await app.kill(what);
      restarts[what] += 1;
      app = await startApp({ dataFolder: data.path });
      await advance(DAY - minutes);
      const { calls, breaches } = await linkedin();
      options.log(
        `day ${day + 1}: ${calls.filter((c) => c.is_write && c.effect).length} writes, ${breaches.length} breaches, ${JSON.stringify(happened)}`,
      );
    }
    const { calls, breaches } = await linkedin();
    faults.push(...breaches.map((b) => `${b.rule}: ${b.message}`));
    const writes = calls.filter((c) => c.is_write);
    const effects = writes.filter((c) => c.effect);
    faults.push(...unapproved(effects, approved.texts), ...twice(effects));
    const card = await rootOf(slack, channel, root);
    const thread = await slack.messages(LUCIA, channel, root);
    faults.push(...shownTwice(thread));
    if (effects.length < options.days) faults.push(`only ${effects.length} writes in ${options.days} days`);
    const by_kind: Record<string, number> = {};
    for (const { kind } of effects) by_kind[kind] = (by_kind[kind] ?? 0) + 1;
    return {
      days: options.days,
      people: approved.people,
      restarts,
      happened,
      said: linesOf(card),
      writes: writes.length,
      effects: effects.length,
      by_kind,
      requests_per_effect: Number((calls.length / Math.max(1, effects.length)).toFixed(1)),
      seconds: Math.round((performance.now() - began) / 1000),
      faults,
    };
  } finally {
    await app.stop();
    data.remove();
  }
}

type Workspace = ReturnType<typeof workspace>;

async function press(
  slack: Workspace,
  channel: string,
  message: Message,
  person: string,
  label: RegExp,
): Promise<void> {
  const found = button(message, label);
  if (!found?.action_id) throw new Error(`No button ${label} in: ${textOf(message).slice(0, 300)}`);
  const extra = found.value === undefined ? {} : { value: found.value };
  const { status, error } = await slack.click(person, channel, message.ts, found.action_id, extra);
  if (status !== 200) throw new Error(`The click on ${label} was answered with ${status} ${error}`);
}

/** `/outreach campaign`, its form as it opens, with a name and a purpose; answers the ts of the campaign's message. */
async function start(slack: Workspace, channel: string): Promise<string> {
  await slack.command(MARINA, channel, '/outreach', 'campaign');
  const modal = await until('the form', async () =>
    (await slack.views(MARINA)).modals.find((m) => m.callback_id === 'outreach_campaign'),
  );
  const typed: Record<string, string> = {
    name: 'Quarenta pessoas',
    purpose: 'Convidar para uma conversa sobre passivação de implantes de titânio.',
  };
  const values: Record<string, Record<string, unknown>> = {};
  for (const block of modal.blocks) {
    if (block.type !== 'input' || !block.block_id) continue;
    // SAFETY: an input of our own form.
    const { element } = block as unknown as {
      element: {
        type: string;
        initial_value?: string;
        initial_option?: unknown;
        initial_options?: unknown[];
      };
    };
    const value = typed[block.block_id] ?? element.initial_value ?? '';
    values[block.block_id] = {
      [block.block_id]: element.type.endsWith('select')
        ? { type: element.type, selected_option: element.initial_option }
        : element.type === 'checkboxes'
          ? { type: element.type, selected_options: element.initial_options ?? [] }
          : value,
    };
  }
  const { response } = await slack.submit(MARINA, modal.id, values);
  if (response?.errors) throw new Error(`The campaign was refused: ${JSON.stringify(response.errors)}`);
  return until('the message of the campaign', async () =>
    (await slack.messages(MARINA, channel)).find((m) => /^Campaign Quarenta pessoas/.test(m.text)),
  ).then((m) => m.ts);
}

async function rootOf(slack: Workspace, channel: string, ts: string): Promise<Message> {
  const found = (await slack.messages(LUCIA, channel)).find((m) => m.ts === ts);
  if (!found) throw new Error('The message of the campaign is gone');
  return found;
}

/** Lúcia and Thomas in turn approve the people of each page; answers every text that stood on a page. */
async function approveWords(
  slack: Workspace,
  channel: string,
  root: string,
): Promise<{ people: number; texts: Set<string> }> {
  const texts = new Set<string>();
  const cardNow = async (ts?: string) =>
    (await slack.messages(LUCIA, channel, root)).find((m) =>
      ts ? m.ts === ts : button(m, /note_approve_shown/),
    );
  let people = 0;
  let card: Message | undefined = await until('the words', () => cardNow());
  while (card && button(card, /note_approve_shown/)) {
    const { ts } = card;
    const before = textOf(card);
    for (const quote of quotesOf(card)) texts.add(quote);
    const label = button(card, /note_approve_shown/)?.text?.text ?? '';
    await press(slack, channel, card, people % 2 === 0 ? LUCIA : THOMAS, /note_approve_shown/);
    people += Number(/\d+/.exec(label)?.[0] ?? 1);
    card = await until('the next page', async () => {
      const next = await cardNow(ts);
      return next !== undefined && textOf(next) !== before ? next : undefined;
    });
  }
  return { people, texts };
}

/** What stands in quotes on a card: the words as they would be sent. */
function quotesOf(message: Message): string[] {
  const quotes: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      const { type, elements } = value as { type?: string; elements?: { text?: string }[] };
      if (type === 'rich_text_quote' || type === 'rich_text_preformatted')
        quotes.push((elements ?? []).map((e) => e.text ?? '').join(''));
      else for (const one of Object.values(value)) walk(one);
    }
  };
  walk(message.blocks);
  return quotes;
}

/** What people and the account's owner do on a day. */
function acts(
  { calls, leads }: LinkedIn,
  { chance, pick }: { chance(p: number): boolean; pick<T>(list: readonly T[]): T | undefined },
): [string, unknown][] {
  const done = calls.filter((c) => c.is_write && c.effect);
  const to = (kind: string) => [...new Set(done.filter((c) => c.kind === kind).map((c) => c.lead ?? ''))];
  const found: [string, unknown][] = [];
  for (const lead of to('send_invite')) {
    if (chance(0.25)) found.push(['accepted', { accept: { lead } }]);
    else if (chance(0.02)) found.push(['ignored', { ignore: { lead } }]);
  }
  for (const lead of to('send_message')) {
    const text = pick(['Tenho interesse', 'Não, obrigada', 'Estou de férias até dia 5']) ?? '';
    if (chance(0.12)) found.push(['replied', { reply: { lead, text } }]);
  }
  const early = pick(to('send_invite'));
  if (early && chance(0.1)) found.push(['replied', { reply: { lead: early, text: 'Quem fala?' } }]);
  const untouched = pick(leads.filter((l) => !l.connected && !done.some((c) => c.lead === l.lead)));
  if (untouched && chance(0.3))
    found.push(['invited by hand', { human: { lead: untouched.lead, do: 'invite' } }]);
  const friend = pick(leads.filter((l) => l.connected));
  if (friend && chance(0.3))
    found.push([
      'wrote by hand',
      { human: { lead: friend.lead, do: 'message', text: 'Tudo certo por aí?' } },
    ]);
  return found;
}

type Write = LinkedIn['calls'][number];

function unapproved(effects: Write[], texts: Set<string>): string[] {
  return effects.flatMap((c) =>
    c.text === null || texts.has(c.text)
      ? []
      : [`${c.lead} got words that stood on no card: ${c.text.slice(0, 80)}`],
  );
}

/** No person the same kind with the same words twice. */
function twice(effects: Write[]): string[] {
  const seen = new Set<string>();
  return effects.flatMap((c) => {
    const act = `${c.kind} ${c.lead} ${c.text ?? ''}`;
    if (!seen.has(act)) {
      seen.add(act);
      return [];
    }
    return [`${c.kind} reached ${c.lead} twice`];
  });
}

/** Each surface stands once, after any kill. */
function shownTwice(messages: Message[]): string[] {
  const marks = messages.flatMap((m) => (m.metadata ? [JSON.stringify(m.metadata)] : []));
  return marks.filter((mark, at) => marks.indexOf(mark) !== at).map((mark) => `posted twice: ${mark}`);
}

/** The sections of a message, as people read them. */
function linesOf(message: Message): string[] {
  return message.blocks.flatMap((b) => {
    const { type, text } = b as { type: string; text?: { text?: string } };
    return type === 'section' && text?.text ? text.text.split('\n') : [];
  });
}
