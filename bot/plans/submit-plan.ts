import { briefLength, languages, plannedCount } from '../../ports/content.ts';
import { CHANNEL, chosenChannel } from '../asking/channel-input.ts';
import { noticeView } from '../asking/form-parts.ts';
import { plainWords } from '../asking/plain-words.ts';
import { onForm } from '../asking/press.ts';
import type { ContentDesk } from '../content-desk.ts';
import { startedMessage, startJob } from '../drafts/start-job.ts';
import { planOrigin } from './plan-modal.ts';
import { readDay } from './read-day.ts';

/** The form of a plan was sent: the same job as the command starts, with the first day that was chosen. */
export function submitPlan(desk: ContentDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const texts = await desk.textsFor(teamId);
    const t = texts.plans.form;
    const origin = planOrigin.parse(JSON.parse(view.private_metadata));
    const { values } = view.state;
    const topic = plainWords(values.brief?.brief?.value ?? '');
    const length = [...topic].length;
    const { min, max } = plannedCount;
    const typed = values.count?.count?.value?.trim() ?? '';
    const count = typed === '' ? plannedCount.default : Number(typed);
    const first = readDay(
      values.first_day?.first_day?.selected_date,
      { now: desk.clock.now(), zone: origin.zone },
      texts,
    );
    const channel = origin.channel_id ?? chosenChannel(values);
    const errors = {
      ...(channel === null ? { [CHANNEL]: texts.form.channelHint } : {}),
      ...(topic === '' ? { brief: t.themeMissing } : {}),
      ...(length > briefLength.max ? { brief: texts.form.errors.tooLong(length, briefLength.max) } : {}),
      ...(Number.isInteger(count) && count >= min && count <= max
        ? {}
        : { count: texts.form.errors.length(min, max) }),
      ...('error' in first ? { first_day: first.error } : {}),
    };
    if (channel === null || 'error' in first || Object.keys(errors).length > 0) return refuse(errors);
    const chosen = values.language?.language?.selected_option?.value;
    const language = languages.find((l) => l === chosen) ?? null;
    const started = await startJob(
      desk,
      {
        type: 'plan',
        brief: { topic, count, first_day: first.day, language },
        team_id: teamId,
        requester_id: userId,
        channel_id: channel,
        command: [`/plan ${count} ${topic}`, ...(first.day === null ? [] : [`first_day: ${first.day}`])].join(
          '\n',
        ),
        // A form that is sent twice is one form.
        idempotency_key: `${teamId}:${view.id}`,
        response_url: origin.response_url,
      },
      texts,
    );
    if (started.kind === 'started') return ack();
    // What was typed stays in sight.
    const { blocks } = startedMessage(started, topic, texts);
    await ack({ response_action: 'update', view: noticeView(t.title, texts.form.close, blocks) });
  });
}
