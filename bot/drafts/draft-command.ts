import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { openForm } from '../asking/open-form.ts';
import { plainWords } from '../asking/plain-words.ts';
import { isDirectMessage, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { clip, letters, type Message, plain, said } from '../slack/blocks.ts';
import type { DraftKindTexts } from '../texts/draft-kind-texts.ts';
import type { Texts } from '../texts/texts.ts';
import { briefingModal, type FormOrigin } from './briefing-modal.ts';
import { type DraftKind, onlyTopic } from './draft-kinds.ts';
import { estimateLine } from './estimate-line.ts';
import { findReport } from './find-report.ts';
import { reportReference } from './report-reference.ts';
import { startedMessage, startJob, yourText } from './start-job.ts';
import type { Given, ParsedBrief } from './typed-brief.ts';

type Command = SlackCommandMiddlewareArgs['command'];

/** `/carousel`, `/blog` and `/research`: answer help and mistakes at once, open the form for an empty text, else store the job and say so. */
export function draftCommand(desk: ContentDesk, kind: DraftKind) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const texts = await desk.textsFor(command.team_id);
    const typed = plainWords(command.text);
    const answer = (message: Message) => ack({ response_type: 'ephemeral', ...message });
    const asked = await askedFor(desk, kind, command, texts);
    if ('refused' in asked) {
      const line = `${asked.refused} ${texts.command.nothingStarted}`;
      return answer(letters(line, yourText(typed, texts)));
    }
    const { parsed, from } = asked;
    if (parsed.kind !== 'form' && parsed.kind !== 'brief') {
      return answer(explanation(texts.kinds[kind.type], parsed, typed, texts));
    }
    // In a conversation of two no one else could review a draft: the form asks for the channel, and loses no word.
    if (isDirectMessage(command)) {
      await ack();
      const given = parsed.kind === 'form' ? parsed.given : { brief: from ? parsed.job.brief.topic : typed };
      return openBriefing(desk, kind, command, { given, origin: { channel_id: null, ...from } }, texts);
    }
    if (parsed.kind === 'form') {
      await ack();
      const { given } = parsed;
      return openBriefing(
        desk,
        kind,
        command,
        { given, origin: { channel_id: command.channel_id, ...from } },
        texts,
      );
    }
    const { topic } = parsed.job.brief;
    const started = await startJob(
      desk,
      {
        ...parsed.job,
        ...from,
        team_id: command.team_id,
        requester_id: command.user_id,
        channel_id: command.channel_id,
        command: `${command.command} ${typed}`,
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

/** What the words ask for. Behind `from` stands a report; without more words its title is the topic. */
async function askedFor(
  desk: ContentDesk,
  kind: DraftKind,
  command: Command,
  texts: Texts,
): Promise<{ parsed: ParsedBrief; from?: { from_job_id: string } } | { refused: string }> {
  const named = kind.fromReport ? reportReference(plainWords(command.text)) : null;
  if (named === null) return { parsed: kind.parse(command.text) };
  const report = await findReport(desk, command.team_id, named.report, texts);
  if ('refused' in report) return report;
  const from = { from_job_id: report.job_id };
  const parsed = kind.parse(named.rest);
  if (parsed.kind !== 'form') return { parsed, from };
  if (named.rest !== '')
    return { parsed: { kind: 'form', given: { ...parsed.given, brief: report.title } }, from };
  return { parsed: { kind: 'brief', job: kind.job(onlyTopic(report.title)) }, from };
}

async function openBriefing(
  desk: ContentDesk,
  kind: DraftKind,
  command: Command,
  form: { given: Given; origin: Omit<FormOrigin, 'response_url'> },
  texts: Texts,
): Promise<void> {
  const { channel_id, response_url } = command;
  const to = { user_id: command.user_id, channel_id, response_url };
  // A guest is refused once the form is sent, when it could not be told before.
  const [person, estimate] = await Promise.all([
    desk.knowPerson(command.team_id, command.user_id).catch(() => null),
    estimateLine(desk, command.team_id, kind.type, texts.stops),
  ]);
  if (person?.role === 'guest') return tellLine(desk, to, texts.command.guest);
  await openForm(
    desk,
    { triggerId: command.trigger_id, to },
    briefingModal(kind, { ...form.origin, response_url }, form.given, texts, estimate),
    { command: { formNotOpened: texts.command.formNotOpened(kind.command) } },
  );
}

/** What is answered at once to words that start nothing. */
export function explanation(
  t: Pick<DraftKindTexts, 'help' | 'outOfRange' | 'didYouMean' | 'noOptions'>,
  parsed: Exclude<ParsedBrief, { kind: 'form' | 'brief' }>,
  typed: string,
  texts: Texts,
): Message {
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
