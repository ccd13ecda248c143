import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { openForm } from '../asking/open-form.ts';
import { plainWords } from '../asking/plain-words.ts';
import { isDirectMessage, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { clip, type Message, plain, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { briefingModal } from './briefing-modal.ts';
import type { DraftKind } from './draft-kinds.ts';
import { startedMessage, startJob, yourText } from './start-job.ts';
import type { Given, ParsedBrief } from './typed-brief.ts';

type Command = SlackCommandMiddlewareArgs['command'];

/** `/carousel`, `/blog` and `/research`: answer help and mistakes at once, open the form for an empty text, else store the job and say so. */
export function draftCommand(desk: ContentDesk, kind: DraftKind) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const texts = await desk.textsFor(command.team_id);
    const answer = (message: Message) => ack({ response_type: 'ephemeral', ...message });
    const parsed = kind.parse(command.text);
    if (parsed.kind !== 'form' && parsed.kind !== 'brief') {
      return answer(explanation(kind, parsed, plainWords(command.text), texts));
    }
    // In a conversation of two a draft would have no reviewer: the form asks for the channel, and loses no word.
    if (isDirectMessage(command)) {
      await ack();
      const given = parsed.kind === 'form' ? parsed.given : { brief: plainWords(command.text) };
      return openBriefing(desk, kind, command, given, texts, null);
    }
    if (parsed.kind === 'form') {
      await ack();
      return openBriefing(desk, kind, command, parsed.given, texts);
    }
    const { topic } = parsed.job.brief;
    const started = await startJob(
      desk,
      {
        ...parsed.job,
        team_id: command.team_id,
        requester_id: command.user_id,
        channel_id: command.channel_id,
        command: `${command.command} ${plainWords(command.text)}`,
        idempotency_key: `${command.team_id}:${command.trigger_id}`,
        response_url: command.response_url,
      },
      texts,
    );
    if (started.kind === 'started' && desk.tokenRefused()) {
      const text = texts.command.storedForLater;
      return answer({ text, blocks: [said(text)] });
    }
    await answer(startedMessage(started, topic, texts));
  };
}

async function openBriefing(
  desk: ContentDesk,
  kind: DraftKind,
  command: Command,
  given: Given,
  texts: Texts,
  draftChannel: string | null = command.channel_id,
): Promise<void> {
  const { channel_id, response_url } = command;
  const to = { user_id: command.user_id, channel_id, response_url };
  // A guest is refused once the form is sent, when it could not be told before.
  const person = await desk.knowPerson(command.team_id, command.user_id).catch(() => null);
  if (person?.role === 'guest') return tellLine(desk, to, texts.command.guest);
  await openForm(
    desk,
    { triggerId: command.trigger_id, to },
    briefingModal(kind, { channel_id: draftChannel, response_url }, given, texts),
    { command: { formNotOpened: texts.command.formNotOpened(kind.command) } },
  );
}

function explanation(
  kind: DraftKind,
  parsed: Exclude<ParsedBrief, { kind: 'form' | 'brief' }>,
  typed: string,
  texts: Texts,
): Message {
  const t = texts.kinds[kind.type];
  const refused = (text: string, head = typed): Message => ({
    text,
    blocks: [plain(text), ...yourText(head, texts)],
  });
  switch (parsed.kind) {
    case 'help':
      return { text: t.help, blocks: [said(t.help)] };
    case 'no_topic':
      return refused(texts.command.noTopic);
    case 'too_long':
      return refused(texts.command.tooLong(parsed.length, parsed.max), parsed.head);
    case 'out_of_range':
      return refused(t.outOfRange(parsed.asked, parsed.min, parsed.max));
    case 'mistyped': {
      const text = t.didYouMean(parsed.word, parsed.meant);
      return { text, blocks: [plain(text)] };
    }
    case 'no_options':
      return refused(t.noOptions(clip(parsed.option, 60)));
    case 'bad_address':
      return refused(
        `${texts.form.errors.notAnAddress(clip(parsed.address, 100))} ${texts.command.nothingStarted}`,
      );
    case 'too_many_addresses':
      return refused(
        `${texts.form.errors.tooManyAddresses(parsed.given, parsed.max)} ${texts.command.nothingStarted}`,
      );
  }
}
