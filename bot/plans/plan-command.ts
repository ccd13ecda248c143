import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { openForm } from '../asking/open-form.ts';
import { plainWords } from '../asking/plain-words.ts';
import { type Asked, askedBy, isDirectMessage, onPress, placeOf, tellLine } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { explanation } from '../drafts/draft-command.ts';
import { startedMessage, startJob } from '../drafts/start-job.ts';
import type { Given } from '../drafts/typed-brief.ts';
import { type Message, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { parsePlan } from './parse-plan.ts';
import { planModal } from './plan-modal.ts';

/** `/plan`: answers help and mistakes at once, opens the form for an empty text, else stores the job and says so. */
export function planCommand(desk: ContentDesk) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const texts = await desk.textsFor(command.team_id);
    const typed = plainWords(command.text);
    const parsed = parsePlan(command.text);
    const answer = (message: Message) => ack({ response_type: 'ephemeral', ...message });
    if (parsed.kind !== 'form' && parsed.kind !== 'plan') {
      return answer(explanation(texts.plans, parsed, typed, texts));
    }
    if (parsed.kind === 'form' || isDirectMessage(command)) {
      await ack();
      const given =
        parsed.kind === 'form' ? parsed.given : { brief: parsed.theme, length: String(parsed.count) };
      return openPlanForm(desk, askedBy(command), given, texts);
    }
    const { theme, count } = parsed;
    const started = await startJob(
      desk,
      {
        type: 'plan',
        brief: { topic: theme, count, first_day: null, language: null },
        team_id: command.team_id,
        requester_id: command.user_id,
        channel_id: command.channel_id,
        command: `${command.command} ${typed}`,
        idempotency_key: `${command.team_id}:${command.trigger_id}`,
        response_url: command.response_url,
      },
      texts,
    );
    if (started.kind === 'started') {
      const text = desk.tokenRefused() ? texts.command.storedForLater : texts.plans.started;
      return answer({ text, blocks: [said(text)] });
    }
    await answer(startedMessage(started, theme, texts));
  };
}

/** New plan, on the Home tab and in direct messages. */
export function startPlanAction(desk: ContentDesk) {
  return onPress(async (press) => openPlanForm(desk, press, {}, await desk.textsFor(press.teamId)));
}

async function openPlanForm(desk: ContentDesk, asked: Asked, given: Given, texts: Texts): Promise<void> {
  // A guest is refused once the form is sent, when it could not be told before.
  const person = await desk.knowPerson(asked.teamId, asked.userId).catch(() => null);
  if (person?.role === 'guest') return tellLine(desk, asked.to, texts.command.guest);
  await openForm(desk, asked, planModal({ ...placeOf(asked), zone: person?.tz ?? 'UTC' }, given, texts), {
    command: { formNotOpened: texts.command.formNotOpened('/plan') },
  });
}
