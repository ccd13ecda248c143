import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { type Message, plain, safeText, said, small } from '../blocks.ts';
import type { Desk } from '../desk.ts';
import { plainWords } from '../plain-words.ts';
import type { Texts } from '../texts/texts.ts';
import { briefingModal } from './briefing-modal.ts';
import { type ParsedBrief, parseBrief } from './parse-brief.ts';
import { type Started, startJob, yourText } from './start-job.ts';

/** `/carousel`: answers help and mistakes at once, opens the form for an empty text, else stores the job and says so. */
export function draftCommand(desk: Desk) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const texts = await desk.textsFor(command.team_id);
    const answer = (message: Message) => ack({ response_type: 'ephemeral', ...message });
    const parsed = parseBrief(command.text);
    if (parsed.kind !== 'form' && parsed.kind !== 'brief') return answer(explanation(parsed, texts));
    // Nobody could review a draft in a conversation of two.
    if (command.channel_name === 'directmessage' || command.channel_id.startsWith('D')) {
      const text = texts.command.useAChannel;
      return answer({
        text,
        blocks: [said(text), ...(parsed.kind === 'brief' ? yourText(parsed.brief.topic, texts) : [])],
      });
    }
    if (parsed.kind === 'form') {
      await ack();
      return openForm(desk, command, texts);
    }
    const started = await startJob(
      desk,
      {
        team_id: command.team_id,
        requester_id: command.user_id,
        channel_id: command.channel_id,
        brief: parsed.brief,
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
    await answer(startedMessage(started, parsed.brief.topic, texts));
  };
}

async function openForm(
  desk: Desk,
  command: SlackCommandMiddlewareArgs['command'],
  texts: Texts,
): Promise<void> {
  const to = {
    user_id: command.user_id,
    channel_id: command.channel_id,
    response_url: command.response_url,
  };
  // A guest is refused once the form is sent, when it could not be told before.
  const person = await desk.knowPerson(command.team_id, command.user_id).catch(() => null);
  if (person?.role === 'guest') {
    await desk.tell(to, { text: texts.command.guest, blocks: [said(texts.command.guest)] });
    return;
  }
  try {
    await desk.slack.views.open({
      trigger_id: command.trigger_id,
      view: briefingModal({ channel_id: command.channel_id, response_url: command.response_url }, texts),
    });
  } catch (error) {
    desk.log.warn('form_not_opened', { user_id: command.user_id, error });
    await desk.tell(to, { text: texts.command.formNotOpened, blocks: [said(texts.command.formNotOpened)] });
  }
}

/** What the person sees at once. */
export function startedMessage(started: Started, topic: string, texts: Texts): Message {
  const t = texts.command;
  switch (started.kind) {
    case 'started':
      return { text: t.started, blocks: [small(t.started)] };
    case 'uncertain':
      return { text: t.notCertain, blocks: [said(t.notCertain)] };
    case 'refused':
      return {
        text: safeText(started.message, 1000),
        blocks: [plain(started.message), ...yourText(topic, texts)],
      };
  }
}

function explanation(parsed: Exclude<ParsedBrief, { kind: 'form' | 'brief' }>, texts: Texts): Message {
  const t = texts.command;
  switch (parsed.kind) {
    case 'help':
      return { text: t.help, blocks: [said(t.help)] };
    case 'too_long': {
      const text = t.tooLong(parsed.length, parsed.max);
      return { text, blocks: [plain(text), ...yourText(parsed.head, texts)] };
    }
    case 'slides_out_of_range': {
      const text = t.slidesOutOfRange(parsed.asked, parsed.min, parsed.max);
      return { text, blocks: [plain(text)] };
    }
    case 'mistyped': {
      const text = t.didYouMean(parsed.word, parsed.meant);
      return { text, blocks: [plain(text)] };
    }
  }
}
