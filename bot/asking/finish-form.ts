import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { within } from '../../platform/within.ts';
import type { Desk } from '../desk.ts';
import { clip, letters, plain } from '../slack/blocks.ts';
import { deadlines } from './deadlines.ts';
import { noticeView } from './form-parts.ts';
import type { Recipient } from './tell.ts';

export type FormOutcome =
  | { kind: 'started' }
  | { kind: 'uncertain' }
  | { kind: 'refused'; field: string; message: string };

interface FormWords {
  title: string;
  close: string;
  working: string;
  started: string;
  notCertain: string;
  /** What was typed, where the form no longer shows it. */
  typed: KnownBlock[];
}

/**
 * Answers a form in time, however long its work takes: it closes, stays open with a fault, or gives way to a sentence that is
 * replaced by the outcome. A person who closed that in the meantime is told what did not work.
 */
export async function finishForm(
  desk: Pick<Desk, 'slack' | 'tell' | 'clock' | 'log'>,
  form: {
    ack: SlackViewMiddlewareArgs<ViewSubmitAction>['ack'];
    viewId: string;
    to: Recipient;
    /** ms; by default all that Slack allows. */
    waits?: number;
  },
  work: Promise<FormOutcome>,
  words: FormWords,
): Promise<void> {
  const view = (line: string) => noticeView(words.title, words.close, [plain(line), ...words.typed]);
  const quick = await within(desk.clock, form.waits ?? deadlines.formWork, work);
  if (quick?.kind === 'started') return form.ack();
  if (quick?.kind === 'refused') {
    return form.ack({
      response_action: 'errors',
      errors: { [quick.field]: clip(quick.message, 1000) },
    });
  }
  // In the form's place, so that it is not sent again while it is not certain.
  if (quick) return form.ack({ response_action: 'update', view: view(words.notCertain) });
  await form.ack({ response_action: 'update', view: view(words.working) });
  const outcome = await work;
  const line =
    outcome.kind === 'started'
      ? words.started
      : outcome.kind === 'uncertain'
        ? words.notCertain
        : outcome.message;
  await desk.slack.views.update({ view_id: form.viewId, view: view(line) }).catch((error: unknown) => {
    // Closed by the person, most likely.
    desk.log.info('form_not_updated', { user_id: form.to.user_id, error });
  });
  if (outcome.kind !== 'started') await desk.tell(form.to, letters(line, words.typed));
}
