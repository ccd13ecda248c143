import type { JobToStart } from '../../ports/content.ts';
import { CHANNEL, chosenChannel } from '../asking/channel-input.ts';
import { noticeView } from '../asking/form-parts.ts';
import { onForm } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { formOrigin } from './briefing-modal.ts';
import type { DraftKind } from './draft-kinds.ts';
import { readForm } from './read-form.ts';
import { startedMessage, startJob } from './start-job.ts';

/** The briefing form was sent: the same job as the command would start, in the channel where the form was opened. */
export function submitBriefing(desk: ContentDesk, kind: DraftKind) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const origin = formOrigin.parse(JSON.parse(view.private_metadata));
    const read = readForm(kind, view.state.values, texts);
    const channel = origin.channel_id ?? chosenChannel(view.state.values);
    if (channel === null) {
      return refuse({ [CHANNEL]: texts.form.channelHint });
    }
    if ('errors' in read) {
      return refuse(read.errors);
    }
    const { job } = read;
    const approver = view.state.values.approver?.approver?.selected_user;
    const started = await startJob(
      desk,
      {
        ...job,
        ...(origin.from_job_id === undefined ? {} : { from_job_id: origin.from_job_id }),
        ...(approver ? { named_approver: approver } : {}),
        team_id: teamId,
        requester_id: userId,
        channel_id: channel,
        command: asCommand(kind, job),
        // A form that is sent twice is one form.
        idempotency_key: `${teamId}:${view.id}`,
        response_url: origin.response_url,
      },
      texts,
    );
    if (started.kind === 'started') await ack();
    else if (started.kind === 'refused' && started.field) await refuse({ [started.field]: started.message });
    else {
      // What was typed stays in sight.
      const { blocks } = startedMessage(started, job.brief.topic, texts);
      const view = noticeView(texts.kinds[kind.type].form.title, texts.form.close, blocks);
      await ack({ response_action: 'update', view });
    }
  });
}

function asCommand(kind: DraftKind, { brief }: JobToStart): string {
  const given = Object.entries(brief).filter(
    ([name, value]) => name !== 'topic' && value !== null && String(value) !== '',
  );
  return [`${kind.command} ${brief.topic}`, ...given.map(([name, value]) => `${name}: ${value}`)].join('\n');
}
