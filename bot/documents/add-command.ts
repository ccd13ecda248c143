import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { within } from '../../platform/within.ts';
import { maxBriefUrls } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { openForm } from '../asking/open-form.ts';
import { plainWords } from '../asking/plain-words.ts';
import { type Asked, placeOf } from '../asking/press.ts';
import type { Call } from '../asking/subcommands.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { Started } from '../drafts/start-job.ts';
import { letters, type Message, plain, quoted, said, small } from '../slack/blocks.ts';
import type { KnowledgeTexts, Texts } from '../texts/texts.ts';
import { type Adding, type Addition, addDocument } from './add-document.ts';
import { addModal } from './add-modal.ts';
import { fromAddress, fromText, TITLE_MAX } from './document-source.ts';
import type { KnowledgeCommand } from './parse-command.ts';

type Inline = Extract<KnowledgeCommand, { kind: 'add_pages' | 'add_text' | 'add_file_name' }>;
type Command = SlackCommandMiddlewareArgs['command'];
type Outcome = { addition: Addition; started: Started };

/** `/knowledge add <address …>` or `<text>`: stored durably, then acknowledged. */
export async function addInline(
  desk: ContentDesk,
  { command, asked, t, answer: ack }: Call<KnowledgeTexts>,
  parsed: Inline,
): Promise<void> {
  const read = additions(parsed, t);
  if ('fault' in read) return ack(withText(read.fault, parsed, t));
  const texts = await desk.textsFor(command.team_id);
  const message = (outcomes: Outcome[]) => outcomeMessage(desk, outcomes, parsed, t, texts);
  const work = Promise.all(
    read.map(async (addition, i): Promise<Outcome> => {
      const started = await addDocument(desk, addition, adding(command, i), t);
      return { addition, started };
    }),
  );
  const quick = await within(desk.clock, deadlines.severalStarts, work);
  if (quick) return ack(message(quick));
  await ack({ text: t.outcome.takesLong, blocks: [small(t.outcome.takesLong)] });
  await desk.tell(asked.to, message(await work));
}

/** `/knowledge add` alone: the form, which in a conversation of two asks for the channel. */
export async function addForm(desk: ContentDesk, asked: Asked, t: KnowledgeTexts): Promise<void> {
  await openForm(desk, asked, addModal(placeOf(asked), t), t);
}

/** The thread that shows how it goes is for the team. */
export function useAChannel(t: KnowledgeTexts, parsed: KnowledgeCommand): Message {
  const text = t.command.useAChannel;
  return { text, blocks: [said(text), ...(parsed.kind === 'add_text' ? typed(parsed, t) : [])] };
}

function additions(parsed: Inline, t: KnowledgeTexts): Addition[] | { fault: string } {
  const none = { title: null, language: null };
  if (parsed.kind === 'add_file_name') return { fault: t.add.errors.fileName(parsed.word) };
  if (parsed.kind === 'add_text') {
    const text = fromText(parsed.text, none, t);
    return 'fault' in text ? text : [text];
  }
  const addresses = [...new Set(parsed.addresses)];
  if (addresses.length > maxBriefUrls) {
    return { fault: t.add.errors.tooManyAddresses(addresses.length, maxBriefUrls) };
  }
  const length = [...(parsed.title ?? '')].length;
  if (length > TITLE_MAX) return { fault: t.add.errors.titleTooLong(length, TITLE_MAX) };
  const pages: Addition[] = [];
  for (const address of addresses) {
    const page = fromAddress(address, { ...none, title: parsed.title }, t);
    if ('fault' in page) return page;
    pages.push(page);
  }
  return pages;
}

function adding(command: Command, i: number): Adding {
  return {
    team_id: command.team_id,
    user_id: command.user_id,
    channel_id: command.channel_id,
    response_url: command.response_url,
    command: `${command.command} ${plainWords(command.text)}`,
    key: `${command.team_id}:${command.trigger_id}${i === 0 ? '' : `:${i}`}`,
  };
}

function outcomeMessage(
  desk: ContentDesk,
  outcomes: Outcome[],
  parsed: Inline,
  t: KnowledgeTexts,
  texts: Texts,
): Message {
  const { storedForLater, notCertain } = texts.command;
  const started = outcomes.filter((o) => o.started.kind === 'started').length;
  const blocks: KnownBlock[] = [];
  const done = desk.tokenRefused() ? storedForLater : t.add.started(started);
  if (started > 0) blocks.push(small(done));
  if (outcomes.some((o) => o.started.kind === 'uncertain')) blocks.push(said(notCertain));
  const refused = outcomes.flatMap(({ addition, started: s }) =>
    s.kind === 'refused' ? [outcomes.length > 1 ? `${addition.topic}: ${s.message}` : s.message] : [],
  );
  for (const line of refused) blocks.push(plain(line));
  if (started === 0) blocks.push(...typed(parsed, t));
  return { ...letters(refused[0] ?? (started > 0 ? done : notCertain)), blocks };
}

function withText(fault: string, parsed: Inline, t: KnowledgeTexts): Message {
  return letters(fault, typed(parsed, t));
}

/** The person's own words given back, so that nothing typed is lost with a refusal. */
function typed(parsed: Inline, t: KnowledgeTexts): KnownBlock[] {
  const words =
    parsed.kind === 'add_text'
      ? parsed.text
      : parsed.kind === 'add_pages'
        ? [...parsed.addresses, parsed.title ?? ''].join(' ').trim()
        : '';
  return words === '' ? [] : [said(t.command.yourText), quoted(words, 2500)];
}
