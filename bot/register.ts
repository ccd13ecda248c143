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
import { appHome } from './home/app-home.ts';
import { answerMention } from './home/mention.ts';
import { oldButton } from './old-button.ts';
import { unknownCommand } from './unknown-command.ts';

/** Table of contents: what people do in Slack, and who handles it. */
export function register(app: App, desk: Desk): void {
  app.command('/carousel', draftCommand(desk));
  app.command(allBut('/carousel'), unknownCommand(desk));

  app.view<ViewSubmitAction>(BRIEFING, submitBriefing(desk));
  app.view<ViewSubmitAction>(CHANGES, submitChanges(desk));

  app.action<BlockButtonAction>(reviewActions.approve, reviewAction(desk, 'approve'));
  app.action<BlockButtonAction>(reviewActions.requestChanges, requestChangesAction(desk));
  app.action<BlockButtonAction>(reviewActions.reject, reviewAction(desk, 'reject'));
  app.action<BlockButtonAction>(progressActions.cancel, cancelAction(desk));
  app.action<BlockButtonAction>(progressActions.retry, retryAction(desk));
  app.action<BlockAction>(
    allBut(...Object.values(reviewActions), ...Object.values(progressActions)),
    oldButton(desk),
  );

  app.message(threadMessage(desk));
  app.event('app_mention', answerMention(desk));
  app.event('app_home_opened', appHome(desk));
}

/** Bolt runs every listener that matches, so that the last resort must not match what is listed above. */
function allBut(...known: string[]): RegExp {
  return new RegExp(`^(?!(?:${known.join('|')})$)`);
}
