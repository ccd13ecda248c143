import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { CarouselBrief } from '../../ports/content.ts';
import type { Desk } from '../desk.ts';
import type { Texts } from '../texts/texts.ts';
import { formOrigin, readForm } from './briefing-modal.ts';
import { startedMessage } from './draft-command.ts';
import { type Started, startJob } from './start-job.ts';

/** The briefing form was sent: the same job as the command would start, in the channel where the form was opened. */
export function submitBriefing(desk: Desk) {
  return async ({ ack, body, view }: SlackViewMiddlewareArgs<ViewSubmitAction>): Promise<void> => {
    const teamId = body.team?.id ?? view.team_id;
    const texts = await desk.textsFor(teamId);
    const origin = formOrigin.parse(JSON.parse(view.private_metadata));
    const read = readForm(view.state.values, texts);
    if ('errors' in read) {
      await ack({ response_action: 'errors', errors: read.errors });
      return;
    }
    const { brief } = read;
    const started = await startJob(
      desk,
      {
        team_id: teamId,
        requester_id: body.user.id,
        channel_id: origin.channel_id,
        brief,
        command: asCommand(brief),
        // A form that is sent twice is one form.
        idempotency_key: `${teamId}:${view.id}`,
        response_url: origin.response_url,
      },
      texts,
    );
    if (started.kind === 'started') await ack();
    else await ack({ response_action: 'update', view: noticeView(started, brief.topic, texts) });
  };
}

function asCommand(brief: CarouselBrief): string {
  const given = Object.entries(brief).filter(([name, value]) => name !== 'topic' && value !== null);
  return [`/carousel ${brief.topic}`, ...given.map(([name, value]) => `${name}: ${value}`)].join('\n');
}

/** Takes the form's place, so that what was typed stays in sight. */
function noticeView(started: Started, topic: string, texts: Texts): ModalView {
  return {
    type: 'modal',
    title: { type: 'plain_text', text: texts.form.title },
    close: { type: 'plain_text', text: texts.form.close },
    blocks: startedMessage(started, topic, texts).blocks,
  };
}
