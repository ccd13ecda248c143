import type { App, BlockAction, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { BRIEFING } from './content/briefing-modal.ts';
import { CHANGES } from './content/changes-modal.ts';
import { draftCommand } from './content/draft-command.ts';
import { cancelAction, retryAction } from './content/job-action.ts';
import { progressActions } from './content/progress-message.ts';
import { requestChangesAction, reviewAction } from './content/review-action.ts';
import { reviewActions } from './content/review-card.ts';
import { submitBriefing } from './content/submit-briefing.ts';
import { submitChanges } from './content/submit-changes.ts';
import { threadMessage } from './content/thread-message.ts';
import type { Desk } from './desk.ts';
import { appHome, publishHome } from './home/app-home.ts';
import { answerMention } from './home/mention.ts';
import { oldButton } from './old-button.ts';
import { anyOf, outreachActions } from './outreach/action-ref.ts';
import { ADD, submitAdd } from './outreach/add-command.ts';
import { CONFIG, configureAction, submitConfig } from './outreach/config-command.ts';
import { decideAction } from './outreach/decide-action.ts';
import { EDIT, editAction, submitEdit } from './outreach/edit-action.ts';
import { outreachHome } from './outreach/home-section.ts';
import { outreachCommand } from './outreach/outreach-command.ts';
import type { OutreachDesk } from './outreach/outreach-desk.ts';
import { switchAction } from './outreach/pause-command.ts';
import { RESCHEDULE, rescheduleAction, submitReschedule } from './outreach/reschedule-action.ts';
import { statusAction } from './outreach/status-command.ts';
import { statusPicture } from './outreach/status-picture.ts';
import { suppressAction } from './outreach/suppress-command.ts';
import { submitTerms, TERMS, termsAction } from './outreach/terms.ts';
import { unknownCommand } from './unknown-command.ts';

/** Table of contents: what people do in Slack, and who handles it. */
export function register(app: App, desk: Desk, outreachDesk: Omit<OutreachDesk, 'refreshHome'>): void {
  const home = publishHome(desk, [(teamId, userId) => outreachHome(outreach, teamId, userId)]);
  const outreach: OutreachDesk = { ...outreachDesk, refreshHome: home };
  const drawStatus = statusPicture();
  app.command('/carousel', draftCommand(desk));
  app.command('/outreach', outreachCommand(outreach, drawStatus));
  app.command(allBut('/carousel', '/outreach'), unknownCommand(desk));

  app.view<ViewSubmitAction>(BRIEFING, submitBriefing(desk));
  app.view<ViewSubmitAction>(CHANGES, submitChanges(desk));
  app.view<ViewSubmitAction>(ADD, submitAdd(outreach));
  app.view<ViewSubmitAction>(CONFIG, submitConfig(outreach));
  app.view<ViewSubmitAction>(EDIT, submitEdit(outreach));
  app.view<ViewSubmitAction>(RESCHEDULE, submitReschedule(outreach));
  app.view<ViewSubmitAction>(TERMS, submitTerms(outreach));

  app.action<BlockButtonAction>(reviewActions.approve, reviewAction(desk, 'approve'));
  app.action<BlockButtonAction>(reviewActions.requestChanges, requestChangesAction(desk));
  app.action<BlockButtonAction>(reviewActions.reject, reviewAction(desk, 'reject'));
  app.action<BlockButtonAction>(progressActions.cancel, cancelAction(desk));
  app.action<BlockButtonAction>(progressActions.retry, retryAction(desk));

  const pressed = (actionId: string, handler: ReturnType<typeof decideAction>) =>
    app.action<BlockButtonAction>(anyOf(actionId), handler);
  pressed(outreachActions.approve, decideAction(outreach, 'approve'));
  pressed(outreachActions.edit, editAction(outreach));
  pressed(outreachActions.reject, decideAction(outreach, 'reject'));
  pressed(outreachActions.cancel, decideAction(outreach, 'cancel'));
  pressed(outreachActions.reschedule, rescheduleAction(outreach));
  pressed(outreachActions.wasSent, decideAction(outreach, 'sent'));
  pressed(outreachActions.wasNotSent, decideAction(outreach, 'not_sent'));
  pressed(outreachActions.terms, termsAction(outreach));
  pressed(outreachActions.configure, configureAction(outreach));
  pressed(outreachActions.status, statusAction(outreach, drawStatus));
  pressed(outreachActions.pause, switchAction(outreach, 'pause'));
  pressed(outreachActions.resume, switchAction(outreach, 'resume'));
  pressed(outreachActions.suppress, suppressAction(outreach));

  app.action<BlockAction>(
    allBut(
      ...Object.values(reviewActions),
      ...Object.values(progressActions),
      ...Object.values(outreachActions).map((id) => `${id}(?::\\d+)?`),
    ),
    oldButton(desk),
  );

  app.message(threadMessage(desk));
  app.event('app_mention', answerMention(desk));
  app.event('app_home_opened', appHome(home));
}

/** Bolt runs every listener that matches, so that the last resort must not match what is listed above. */
function allBut(...known: string[]): RegExp {
  return new RegExp(`^(?!(?:${known.join('|')})$)`);
}
