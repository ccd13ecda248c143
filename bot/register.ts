import type { App, BlockAction, BlockButtonAction, ViewSubmitAction } from '@slack/bolt';
import { oldButton, oldForm, oldShortcut } from './asking/old-button.ts';
import { inChannel, later, membersLater, says, saysLetters, subcommands } from './asking/subcommands.ts';
import { unknownCommand } from './asking/unknown-command.ts';
import { memberAsks } from './asking/who-asks.ts';
import { brandCommand, changeBrandAction } from './brand/brand-command.ts';
import { BRAND, submitBrand } from './brand/submit-brand.ts';
import type { ContentDesk } from './content-desk.ts';
import { addForm as addDocument, addInline, useAChannel } from './documents/add-command.ts';
import { ADD_KNOWLEDGE } from './documents/add-modal.ts';
import { documentActions } from './documents/document-actions.ts';
import { listCommand, turnPage } from './documents/list-command.ts';
import { openDocumentAction } from './documents/open-document.ts';
import { parseCommand as parseKnowledge } from './documents/parse-command.ts';
import { removeCommand } from './documents/remove-command.ts';
import { documentAction } from './documents/remove-document.ts';
import { searchCommand } from './documents/search-command.ts';
import { startDocumentAction } from './documents/start-document.ts';
import { submitAdd as submitKnowledge } from './documents/submit-add.ts';
import { raiseAction, stopAction, submitRaise } from './drafts/budget-stop-action.ts';
import { stopActions } from './drafts/budget-stop-message.ts';
import { draftCommand } from './drafts/draft-command.ts';
import {
  DRAFT_FROM_THREAD,
  draftFromThread,
  openThreadFormAction,
  threadActions,
} from './drafts/draft-from-thread.ts';
import { articleKind, carouselKind, researchKind } from './drafts/draft-kinds.ts';
import { cancelAction, resumeAction, retryAction } from './drafts/job-action.ts';
import { progressActions } from './drafts/progress-message.ts';
import { answerAction, changeQuestionAction } from './drafts/question-action.ts';
import { questionActions } from './drafts/question-message.ts';
import { RAISE } from './drafts/raise-modal.ts';
import { reuseActions, reuseReportAction } from './drafts/reuse-report.ts';
import { openedAction, startActions, startDraftAction } from './drafts/start-actions.ts';
import { submitBriefing } from './drafts/submit-briefing.ts';
import { changeQuestions, changeSentence, submitQuestionChange } from './drafts/submit-question-change.ts';
import { submitThreadForm } from './drafts/submit-thread-form.ts';
import { THREAD_FORM } from './drafts/thread-form.ts';
import { threadMessage } from './drafts/thread-message.ts';
import { csvAction, sendCsv, showHistory, turnHistory } from './history/history-command.ts';
import { historyActions } from './history/history-ref.ts';
import { parseHistory } from './history/parse-history.ts';
import { appHome } from './home/app-home.ts';
import type { Homes } from './home/keep-fresh.ts';
import { answerMention } from './home/mention.ts';
import { jobsActions } from './jobs/job-ref.ts';
import { listJobs, showJob, showJobAction, steerAction, turnJobs } from './jobs/jobs-command.ts';
import { parseJobs } from './jobs/parse-jobs.ts';
import { COLUMNS, columnsAction, submitColumns } from './leads/columns-form.ts';
import { enrichCommand } from './leads/enrich-command.ts';
import { eraseAction, eraseCommand, submitErase } from './leads/erase-command.ts';
import { ERASE } from './leads/erase-form.ts';
import { IMPORT_LEADS, importForm, importFromMessage, submitImport } from './leads/import-command.ts';
import { IMPORT } from './leads/import-modal.ts';
import { leadActions } from './leads/lead-ref.ts';
import { parseCommand as parseLeads } from './leads/parse-command.ts';
import { dismissAction, importAction, lookAgainAction } from './leads/preview-actions.ts';
import { rollbackAction, rollbackCommand } from './leads/rollback-command.ts';
import { scoreActions } from './leads/score-actions.ts';
import {
  backToScoreAction,
  changeScoreAction,
  scoreCommand,
  showScoreAction,
  submitScoreRules,
} from './leads/score-command.ts';
import { SCORE_FORM } from './leads/score-form.ts';
import { showCommand as showLead, showLeadAction, verdictAction } from './leads/show-command.ts';
import { topAction, topCommand, turnTop } from './leads/top-command.ts';
import { editNoteAction, submitNoteEdit } from './notes/edit-note.ts';
import { noteActions } from './notes/note-actions.ts';
import { NOTE_FORM } from './notes/note-form.ts';
import { approveShownAction, decideNoteAction, turnNotesPageAction } from './notes/note-press.ts';
import { anyOf, outreachActions } from './outreach/action-ref.ts';
import {
  ADD,
  addForm as addOutreach,
  addInline as addOutreachInline,
  submitAdd,
  useAChannel as useAChannelForOutreach,
} from './outreach/add-command.ts';
import { campaignActions } from './outreach/campaigns/campaign-actions.ts';
import {
  CAMPAIGN,
  campaignForm,
  countAction,
  submitCampaign,
} from './outreach/campaigns/campaign-command.ts';
import { GO_ON, goOnAction, submitGoOn } from './outreach/campaigns/go-on.ts';
import { listCampaigns, steerCampaignAction, steerCommand } from './outreach/campaigns/steer-campaign.ts';
import { CONFIG, configCommand, configureAction, submitConfig } from './outreach/config-command.ts';
import { decideAction } from './outreach/decide-action.ts';
import { EDIT, editAction, submitEdit } from './outreach/edit-action.ts';
import { forecastAction, forecastCommand } from './outreach/forecast/forecast-command.ts';
import { type DrawForecast, forecastPicture } from './outreach/forecast/forecast-picture.ts';
import { previewAction } from './outreach/forecast/preview-config.ts';
import type { OutreachDesk } from './outreach/outreach-desk.ts';
import { parseCommand as parseOutreach } from './outreach/parse-command.ts';
import { switchAction, switchNow } from './outreach/pause-command.ts';
import { queueCommand } from './outreach/queue-command.ts';
import { RESCHEDULE, rescheduleAction, submitReschedule } from './outreach/reschedule-action.ts';
import { statusAction, statusCommand } from './outreach/status-command.ts';
import { type DrawStatus, statusPicture } from './outreach/status-picture.ts';
import { suppressAction, suppressQuestion } from './outreach/suppress-command.ts';
import { suppressWriterAction } from './outreach/suppress-writer.ts';
import { submitTerms, TERMS, termsAction } from './outreach/terms.ts';
import { submitUnsuppress, UNSUPPRESS, unsuppressCommand } from './outreach/unsuppress-command.ts';
import { whyCommand } from './outreach/why-command.ts';
import { changePlannedAction, submitPlanned } from './plans/change-planned.ts';
import { planActions } from './plans/plan-actions.ts';
import { planCommand, startPlanAction } from './plans/plan-command.ts';
import { PLAN_FORM } from './plans/plan-modal.ts';
import { dropPlannedAction, startAllAction, startPlannedAction } from './plans/plan-press.ts';
import { PLANNED_FORM } from './plans/planned-form.ts';
import { submitPlan } from './plans/submit-plan.ts';
import { CHANGES, REJECTION } from './review/changes-modal.ts';
import { evidenceAction } from './review/evidence-action.ts';
import { evidenceActions } from './review/evidence-ref.ts';
import { NAMED_APPROVER, nameApproverAction, submitNamedApprover } from './review/name-approver.ts';
import { openFinalFiles } from './review/open-final-files.ts';
import { OVERRIDE } from './review/override-modal.ts';
import { RETRACTION, retractAction, submitRetraction } from './review/retract.ts';
import { approveAction, rejectAction, requestChangesAction } from './review/review-action.ts';
import { reviewActions } from './review/review-card.ts';
import { submitNote } from './review/submit-note.ts';
import { submitOverride } from './review/submit-override.ts';
import { editAction as editDraftAction } from './review/versions/edit-action.ts';
import { CHOOSE, EDIT as EDIT_DRAFT } from './review/versions/edit-modal.ts';
import { PICK, pickAction, submitPick } from './review/versions/pick-slides.ts';
import { submitChoice, submitEdit as submitEditedDraft } from './review/versions/submit-edit.ts';
import { differenceAction, restoreAction, versionsAction } from './review/versions/versions-action.ts';
import { versionActions } from './review/versions/versions-view.ts';
import { addRuleAction, editRuleAction, editVoiceAction } from './rules/open-rules-form.ts';
import { learnedAction, proposalAction } from './rules/proposal-action.ts';
import { proposalActions } from './rules/proposal-blocks.ts';
import { backToAction, historyAction, historyCommand } from './rules/restore-version.ts';
import { RULE } from './rules/rule-modal.ts';
import { rulesCommand, turnRules } from './rules/rules-command.ts';
import { settingActions } from './rules/setting-actions.ts';
import { submitRule, submitVoice } from './rules/submit-rules.ts';
import { VOICE } from './rules/voice-modal.ts';
import { letters } from './slack/blocks.ts';
import {
  openRuleAction,
  openRuleCommand,
  removeRuleAction,
  ruleGroupsAction,
} from './team/approver-rule-actions.ts';
import { restoreRuleAction, ruleHistoryAction } from './team/approver-rule-history.ts';
import { giveCommand, giveRoleAction, listApprovers, takeRoleAction } from './team/approvers-command.ts';
import { changeBudgetAction, openBudget, showBudget, submitBudget } from './team/budget-command.ts';
import { showLanguage, switchLanguageAction, switchTo } from './team/language-command.ts';
import { parseApprovers } from './team/parse-approvers.ts';
import { parseBudget } from './team/parse-budget.ts';
import { parseGreenlight } from './team/parse-greenlight.ts';
import { personChanged, userGroupChanged } from './team/people-events.ts';
import { type DrawSpending, spendingPicture } from './team/spending-picture.ts';
import { submitApproverRule } from './team/submit-approver-rule.ts';
import { submitRole } from './team/submit-role.ts';
import { APPROVER_RULE_FORM, BUDGET_FORM, ROLE_FORM, teamActions } from './team/team-actions.ts';
import type { TeamDesk } from './team/team-desk.ts';

/** Table of contents: what people do in Slack, and who handles it. */
export function register(
  app: App,
  content: ContentDesk,
  outreach: OutreachDesk,
  team: TeamDesk,
  homes: Homes,
): void {
  const drawStatus = statusPicture();
  const drawForecast = forecastPicture();
  const drawSpending = spendingPicture();
  app.command('/approvers', approversCommand(team));
  app.command('/blog', draftCommand(content, articleKind));
  app.command('/budget', budgetCommand(team, drawSpending));
  app.command('/carousel', draftCommand(content, carouselKind));
  app.command('/greenlight', greenlightCommand(team));
  app.command('/history', workHistoryCommand(content));
  app.command('/jobs', jobsCommand(content));
  app.command('/knowledge', knowledgeCommand(content));
  app.command('/leads', leadsCommand(outreach));
  app.command('/outreach', outreachCommand(outreach, drawStatus, drawForecast));
  app.command('/plan', planCommand(content));
  app.command('/research', draftCommand(content, researchKind));
  app.command(
    allBut(
      '/approvers',
      '/blog',
      '/budget',
      '/carousel',
      '/greenlight',
      '/history',
      '/jobs',
      '/knowledge',
      '/leads',
      '/outreach',
      '/plan',
      '/research',
    ),
    unknownCommand(content),
  );

  const forms: string[] = [];
  const submitted = (form: string, handler: ReturnType<typeof submitBriefing>) => {
    forms.push(form);
    app.view<ViewSubmitAction>(form, handler);
  };
  submitted(carouselKind.form, submitBriefing(content, carouselKind));
  submitted(articleKind.form, submitBriefing(content, articleKind));
  submitted(researchKind.form, submitBriefing(content, researchKind));
  submitted(PLAN_FORM, submitPlan(content));
  submitted(NOTE_FORM, submitNoteEdit(content));
  submitted(PLANNED_FORM, submitPlanned(content));
  submitted(THREAD_FORM, submitThreadForm(content));
  submitted(CHANGES, submitNote(content, 'request_changes'));
  submitted(REJECTION, submitNote(content, 'reject'));
  submitted(NAMED_APPROVER, submitNamedApprover(content));
  submitted(OVERRIDE, submitOverride(content));
  submitted(CHOOSE, submitChoice(content));
  submitted(EDIT_DRAFT, submitEditedDraft(content));
  submitted(PICK, submitPick(content));
  submitted(RETRACTION, submitRetraction(content));
  submitted(changeSentence.form, submitQuestionChange(content, changeSentence));
  submitted(changeQuestions.form, submitQuestionChange(content, changeQuestions));
  submitted(RAISE, submitRaise(content));
  submitted(ADD_KNOWLEDGE, submitKnowledge(content));
  submitted(RULE, submitRule(content));
  submitted(VOICE, submitVoice(content));
  submitted(BRAND, submitBrand(content));
  submitted(ROLE_FORM, submitRole(team));
  submitted(APPROVER_RULE_FORM, submitApproverRule(team));
  submitted(BUDGET_FORM, submitBudget(team, drawSpending));
  submitted(IMPORT, submitImport(outreach));
  submitted(ERASE, submitErase(outreach));
  submitted(COLUMNS, submitColumns(outreach));
  submitted(SCORE_FORM, submitScoreRules(outreach));
  submitted(ADD, submitAdd(outreach));
  submitted(CONFIG, submitConfig(outreach));
  submitted(UNSUPPRESS, submitUnsuppress(outreach));
  submitted(CAMPAIGN, submitCampaign(outreach));
  submitted(GO_ON, submitGoOn(outreach));
  submitted(EDIT, submitEdit(outreach));
  submitted(RESCHEDULE, submitReschedule(outreach));
  submitted(TERMS, submitTerms(outreach));
  app.view<ViewSubmitAction>({ callback_id: allBut(...forms), type: 'view_submission' }, oldForm(content));
  app.shortcut(DRAFT_FROM_THREAD, draftFromThread(content));
  app.shortcut(IMPORT_LEADS, importFromMessage(outreach));
  app.shortcut(allBut(DRAFT_FROM_THREAD, IMPORT_LEADS), oldShortcut(content));

  app.action<BlockButtonAction>(reviewActions.approve, approveAction(content));
  app.action<BlockButtonAction>(reviewActions.requestChanges, requestChangesAction(content));
  app.action<BlockButtonAction>(reviewActions.reject, rejectAction(content));
  app.action<BlockButtonAction>(reviewActions.openFinals, openFinalFiles(content));
  app.action<BlockButtonAction>(reviewActions.nameApprover, nameApproverAction(content));
  app.action<BlockButtonAction>(reviewActions.edit, editDraftAction(content));
  app.action<BlockButtonAction>(reviewActions.versions, versionsAction(content));
  app.action<BlockButtonAction>(versionActions.list, versionsAction(content));
  app.action<BlockButtonAction>(anyOf(versionActions.difference), differenceAction(content));
  app.action<BlockButtonAction>(versionActions.restore, restoreAction(content));
  app.action<BlockButtonAction>(versionActions.pick, pickAction(content));
  app.action<BlockButtonAction>(evidenceActions.open, evidenceAction(content));
  app.action<BlockButtonAction>(evidenceActions.previous, evidenceAction(content));
  app.action<BlockButtonAction>(evidenceActions.next, evidenceAction(content));
  app.action<BlockButtonAction>(evidenceActions.filter, evidenceAction(content));
  app.action<BlockButtonAction>(evidenceActions.retract, retractAction(content));
  app.action<BlockButtonAction>(questionActions.goOn, answerAction(content, 'go_on'));
  app.action<BlockButtonAction>(questionActions.use, answerAction(content, 'go_on'));
  app.action<BlockButtonAction>(questionActions.discard, answerAction(content, 'discard'));
  app.action<BlockButtonAction>(questionActions.change, changeQuestionAction(content));
  app.action<BlockButtonAction>(planActions.start, startPlannedAction(content));
  app.action<BlockButtonAction>(planActions.startAll, startAllAction(content));
  app.action<BlockButtonAction>(planActions.change, changePlannedAction(content));
  app.action<BlockButtonAction>(planActions.drop, dropPlannedAction(content, 'drop'));
  app.action<BlockButtonAction>(planActions.restore, dropPlannedAction(content, 'restore'));
  app.action<BlockButtonAction>(noteActions.approve, decideNoteAction(content, 'approve'));
  app.action<BlockButtonAction>(noteActions.skip, decideNoteAction(content, 'skip'));
  app.action<BlockButtonAction>(noteActions.approveShown, approveShownAction(content));
  app.action<BlockButtonAction>(noteActions.edit, editNoteAction(content));
  app.action<BlockButtonAction>(noteActions.page, turnNotesPageAction(content));
  app.action<BlockButtonAction>(noteActions.nextPage, turnNotesPageAction(content));
  app.action<BlockButtonAction>(planActions.close, answerAction(content, 'go_on'));
  app.action<BlockButtonAction>(stopActions.raise, raiseAction(content));
  app.action<BlockButtonAction>(stopActions.goOn, stopAction(content, 'go_on'));
  app.action<BlockButtonAction>(stopActions.finish, stopAction(content, 'finish'));
  app.action<BlockButtonAction>(stopActions.stop, stopAction(content, 'stop'));
  app.action<BlockButtonAction>(reuseActions.carousel, reuseReportAction(content, carouselKind));
  app.action<BlockButtonAction>(reuseActions.article, reuseReportAction(content, articleKind));
  app.action<BlockButtonAction>(progressActions.cancel, cancelAction(content));
  app.action<BlockButtonAction>(progressActions.retry, retryAction(content));
  app.action<BlockButtonAction>(progressActions.resume, resumeAction(content));

  app.action<BlockButtonAction>(leadActions.import, importAction(outreach));
  app.action<BlockButtonAction>(leadActions.lookAgain, lookAgainAction(outreach));
  app.action<BlockButtonAction>(leadActions.columns, columnsAction(outreach));
  app.action<BlockButtonAction>(leadActions.dismiss, dismissAction(outreach));
  app.action<BlockButtonAction>(anyOf(leadActions.show), showLeadAction(outreach));
  app.action<BlockButtonAction>(anyOf(leadActions.merge), verdictAction(outreach, 'same'));
  app.action<BlockButtonAction>(anyOf(leadActions.apart), verdictAction(outreach, 'apart'));
  app.action<BlockButtonAction>(anyOf(leadActions.split), verdictAction(outreach, 'split'));
  app.action<BlockButtonAction>(anyOf(leadActions.erase), eraseAction(outreach));
  app.action<BlockButtonAction>(anyOf(leadActions.rollback), rollbackAction(outreach));

  app.action<BlockButtonAction>(scoreActions.next, turnTop(outreach));
  app.action<BlockButtonAction>(scoreActions.previous, turnTop(outreach));
  app.action<BlockButtonAction>(scoreActions.top, topAction(outreach));
  app.action<BlockButtonAction>(scoreActions.rules, showScoreAction(outreach, false));
  app.action<BlockButtonAction>(scoreActions.history, showScoreAction(outreach, true));
  app.action<BlockButtonAction>(scoreActions.change, changeScoreAction(outreach));
  app.action<BlockButtonAction>(scoreActions.backTo, backToScoreAction(outreach));

  app.action<BlockButtonAction>(documentActions.newer, turnPage(content));
  app.action<BlockButtonAction>(documentActions.older, turnPage(content));
  app.action<BlockButtonAction>(documentActions.open, openDocumentAction(content));
  app.action<BlockButtonAction>(documentActions.pageBefore, openDocumentAction(content));
  app.action<BlockButtonAction>(documentActions.pageAfter, openDocumentAction(content));
  app.action<BlockButtonAction>(documentActions.remove, documentAction(content, 'remove'));
  app.action<BlockButtonAction>(documentActions.restore, documentAction(content, 'restore'));
  app.action<BlockButtonAction>(settingActions.rulesPrevious, turnRules(content));
  app.action<BlockButtonAction>(settingActions.rulesNext, turnRules(content));
  app.action<BlockButtonAction>(settingActions.editVoice, editVoiceAction(content));
  app.action<BlockButtonAction>(settingActions.addRule, addRuleAction(content));
  app.action<BlockButtonAction>(settingActions.editRule, editRuleAction(content));
  app.action<BlockButtonAction>(settingActions.history, historyAction(content));
  app.action<BlockButtonAction>(settingActions.backTo, backToAction(content));
  app.action<BlockButtonAction>(settingActions.changeBrand, changeBrandAction(content));
  app.action<BlockButtonAction>(proposalActions.list, learnedAction(content));
  app.action<BlockButtonAction>(proposalActions.accept, proposalAction(content, 'accept'));
  app.action<BlockButtonAction>(proposalActions.decline, proposalAction(content, 'decline'));
  app.action<BlockButtonAction>(proposalActions.revoke, proposalAction(content, 'revoke'));

  app.action<BlockButtonAction>(startActions.carousel, startDraftAction(content, carouselKind));
  app.action<BlockButtonAction>(startActions.article, startDraftAction(content, articleKind));
  app.action<BlockButtonAction>(startActions.research, startDraftAction(content, researchKind));
  app.action<BlockButtonAction>(startActions.plan, startPlanAction(content));
  app.action<BlockButtonAction>(startActions.document, startDocumentAction(content));
  app.action<BlockButtonAction>(startActions.open, openedAction());
  app.action<BlockButtonAction>(threadActions.open, openThreadFormAction(content));

  app.action<BlockButtonAction>(jobsActions.show, showJobAction(content));
  app.action<BlockButtonAction>(jobsActions.newer, turnJobs(content));
  app.action<BlockButtonAction>(jobsActions.older, turnJobs(content));
  app.action<BlockButtonAction>(jobsActions.list, turnJobs(content));
  app.action<BlockButtonAction>(jobsActions.cancel, steerAction(content, 'cancel'));
  app.action<BlockButtonAction>(jobsActions.retry, steerAction(content, 'retry'));
  app.action<BlockButtonAction>(jobsActions.resume, steerAction(content, 'resume'));
  app.action<BlockButtonAction>(jobsActions.open, openedAction());
  app.action<BlockButtonAction>(historyActions.newer, turnHistory(content));
  app.action<BlockButtonAction>(historyActions.older, turnHistory(content));
  app.action<BlockButtonAction>(historyActions.csv, csvAction(content));
  app.action<BlockButtonAction>(historyActions.open, openedAction());

  app.action<BlockButtonAction>(teamActions.giveRole, giveRoleAction(team));
  app.action<BlockButtonAction>(anyOf(teamActions.takeRole), takeRoleAction(team));
  for (const id of [teamActions.newRule, teamActions.newRuleOfTwo, teamActions.changeRule]) {
    app.action<BlockButtonAction>(id, openRuleAction(team));
  }
  app.action<BlockButtonAction>(teamActions.ruleGroups, ruleGroupsAction(team));
  app.action<BlockButtonAction>(teamActions.ruleHistory, ruleHistoryAction(team));
  app.action<BlockButtonAction>(teamActions.restoreRule, restoreRuleAction(team));
  app.action<BlockButtonAction>(teamActions.removeRule, removeRuleAction(team));
  app.action<BlockButtonAction>(teamActions.changeBudget, changeBudgetAction(team));
  app.action<BlockButtonAction>(teamActions.switchLanguage, switchLanguageAction(team));

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
  pressed(outreachActions.forecast, forecastAction(outreach, drawForecast));
  pressed(outreachActions.preview, previewAction(outreach, drawForecast));
  pressed(outreachActions.pause, switchAction(outreach, 'pause'));
  pressed(outreachActions.resume, switchAction(outreach, 'resume'));
  pressed(outreachActions.suppress, suppressAction(outreach));
  pressed(outreachActions.suppressWriter, suppressWriterAction(outreach));
  app.action<BlockButtonAction>(campaignActions.count, countAction(outreach));
  app.action<BlockButtonAction>(campaignActions.pause, steerCampaignAction(outreach, 'pause'));
  app.action<BlockButtonAction>(campaignActions.resume, steerCampaignAction(outreach, 'resume'));
  app.action<BlockButtonAction>(campaignActions.end, steerCampaignAction(outreach, 'end'));
  app.action<BlockButtonAction>(campaignActions.goOn, goOnAction(outreach));

  app.action<BlockAction>(
    allBut(
      ...Object.values(campaignActions),
      ...Object.values(reviewActions),
      ...Object.values(evidenceActions),
      ...Object.values(versionActions).map((id) => `${id}(?::\\d+)?`),
      ...Object.values(progressActions),
      ...Object.values(questionActions),
      ...Object.values(noteActions),
      ...Object.values(planActions),
      ...Object.values(stopActions),
      ...Object.values(reuseActions),
      ...Object.values(documentActions),
      ...Object.values(settingActions),
      ...Object.values(proposalActions),
      ...Object.values(startActions),
      ...Object.values(threadActions),
      ...Object.values(jobsActions),
      ...Object.values(historyActions),
      ...Object.values(teamActions).map((id) => `${id}(?::\\d+)?`),
      ...Object.values(outreachActions).map((id) => `${id}(?::\\d+)?`),
      ...Object.values(scoreActions),
      ...Object.values(leadActions).map((id) => `${id}(?::\\d+)?`),
    ),
    oldButton(content),
  );

  app.message(threadMessage(content));
  app.event('app_mention', answerMention(content));
  app.event('subteam_updated', userGroupChanged(team));
  app.event('subteam_members_changed', userGroupChanged(team));
  app.event('user_change', personChanged(team));
  app.event('app_home_opened', appHome(homes));
}

/** `/approvers …` */
export function approversCommand(desk: TeamDesk) {
  return subcommands(desk, parseApprovers, (texts) => texts.team, {
    list: later((asked, _, t) => listApprovers(desk, asked, t)),
    // `take` makes a member of an approver.
    give: (call, parsed) => giveCommand(desk, call, parsed),
    rule: later((asked, _, t) => openRuleCommand(desk, asked, t)),
    help: says((t) => t.approvers.help),
    unknown: saysLetters((t, { word }) => t.command.unknown(word)),
  });
}

/** `/budget …` */
export function budgetCommand(desk: TeamDesk, draw: DrawSpending) {
  return subcommands(desk, parseBudget, (texts) => texts.team, {
    show: later((asked, _, t) => showBudget(desk, draw, asked, t)),
    change: later((asked, _, t) => openBudget(desk, asked, t)),
    help: says((t) => t.budget.help),
    unknown: saysLetters((t, { word }) => t.command.unknown(word)),
  });
}

/** `/greenlight …`: a switch is stored before the acknowledgement. */
export function greenlightCommand(desk: TeamDesk) {
  return subcommands(desk, parseGreenlight, (texts) => texts.team, {
    language: later((asked, _, t) => showLanguage(desk, asked, t)),
    switch_language: ({ ack, asked, t }, { locale }) => switchTo(desk, asked, locale, t, ack),
    unknown_language: saysLetters((t, { language }) => t.language.unknown(language)),
    help: says((t) => t.language.help),
    unknown: saysLetters((t, { word }) => t.command.unknown(word)),
  });
}

/** `/history …` */
export function workHistoryCommand(desk: ContentDesk) {
  return subcommands(desk, parseHistory, (texts) => texts, {
    show: later((asked, { filter }, t) => showHistory(desk, asked, filter, t)),
    csv: later((asked, { filter }, t) => sendCsv(desk, asked, filter, t)),
    help: says((t) => t.history.help),
    bad_period: saysLetters((t, { word }) => t.history.badPeriod(word)),
    name_not_chosen: saysLetters((t, { word }) => t.history.nameNotChosen(word)),
  });
}

/** `/jobs …` */
export function jobsCommand(desk: ContentDesk) {
  return subcommands(desk, parseJobs, (texts) => texts, {
    list: later((asked, { whose }, t) => listJobs(desk, asked, { whose, offset: 0 }, t)),
    one: later((asked, { id }, t) => showJob(desk, asked, id, t)),
    help: says((t) => t.jobs.help),
    unknown: saysLetters((t, { word }) => t.jobs.unknown(word)),
  });
}

/** `/knowledge …`: what is added is stored before the acknowledgement. */
export function knowledgeCommand(desk: ContentDesk) {
  return subcommands(desk, parseKnowledge, (texts) => texts.knowledge, {
    add_form: membersLater(desk, (asked, _, t) => addDocument(desk, asked, t)),
    add_pages: inChannel(useAChannel, (call, parsed) => addInline(desk, call, parsed)),
    add_text: inChannel(useAChannel, (call, parsed) => addInline(desk, call, parsed)),
    add_file_name: inChannel(useAChannel, (call, parsed) => addInline(desk, call, parsed)),
    list: later((asked, { matching }, t) => listCommand(desk, asked, matching, t)),
    search: later((asked, { words }, t) => searchCommand(desk, asked, words, t)),
    remove: later((asked, { words }, t) => removeCommand(desk, asked, words, t)),
    rules: later((asked, { history }, t) =>
      history ? historyCommand(desk, asked, 'house_rules', t) : rulesCommand(desk, asked, t),
    ),
    brand: later((asked, { history }, t) =>
      history ? historyCommand(desk, asked, 'brand_kit', t) : brandCommand(desk, asked, t),
    ),
    help: says((t) => t.command.help),
    incomplete: says((t, { of }) => t.command.incomplete[of]),
    unknown: saysLetters((t, { word, meant, said }) => t.command.unknown(word, meant, said)),
  });
}

/** `/leads …` */
export function leadsCommand(desk: OutreachDesk) {
  return subcommands(desk, parseLeads, (texts) => ({ ...texts.leads, all: texts }), {
    import: membersLater(desk, (asked, _, t) => importForm(desk, asked, t)),
    show: later((asked, { words }, t) => showLead(desk, asked, words, t.all)),
    enrich: inChannel(
      ({ all }) => letters(all.leadEnrichment.useAChannel),
      async ({ ack, asked, command, t }, { words }) => {
        await ack();
        if (await memberAsks(desk, asked, t)) await enrichCommand(desk, asked, command.channel_id, words);
      },
    ),
    erase: later((asked, { words }, t) => eraseCommand(desk, asked, words, t.all)),
    rollback: membersLater(desk, (asked, { batch }, t) => rollbackCommand(desk, asked, batch, t)),
    top: later((asked, { words }, t) => topCommand(desk, asked, words, t.all.scores)),
    score: later((asked, { history }, t) => scoreCommand(desk, asked, history, t.all.scores)),
    help: says((t) => t.command.help),
    incomplete: says((t, { of }) => t.command.incomplete[of]),
    unknown: saysLetters((t, { word, meant }) => t.command.unknown(word, meant)),
  });
}

/** `/outreach …`: a proposal, a pause and a resume are stored before the acknowledgement. */
export function outreachCommand(desk: OutreachDesk, draw: DrawStatus, drawForecast: DrawForecast) {
  return subcommands(desk, parseOutreach, (texts) => texts.outreach, {
    add_form: membersLater(desk, (asked, _, t) => addOutreach(desk, asked, t)),
    add: inChannel(useAChannelForOutreach, async ({ command, t, answer }, parsed) =>
      answer(await addOutreachInline(desk, command, parsed, t)),
    ),
    status: membersLater(desk, (asked, { words }, t) => statusCommand(desk, draw, asked, words, t)),
    forecast: membersLater(desk, (asked, { words }, t) =>
      forecastCommand(desk, drawForecast, asked, words, t),
    ),
    queue: membersLater(desk, (asked, _, t) => queueCommand(desk, asked, t)),
    pause: (call, { words }) => switchNow(desk, call, { kind: 'pause', words }),
    resume: (call, { words }) => switchNow(desk, call, { kind: 'resume', words }),
    suppress: membersLater(desk, (asked, { what, value }, t) =>
      desk.tell(asked.to, suppressQuestion(what, value, t)),
    ),
    config: membersLater(desk, (asked, { words }, t) => configCommand(desk, asked, words, t)),
    unsuppress: membersLater(desk, (asked, { words }, t) => unsuppressCommand(desk, asked, words, t)),
    why: membersLater(desk, (asked, { words }, t) => whyCommand(desk, asked, words, t)),
    campaign_form: membersLater(desk, (asked, _, t) => campaignForm(desk, asked, t)),
    campaign_list: membersLater(desk, (asked, _, t) => listCampaigns(desk, asked, t)),
    campaign_steer: membersLater(desk, (asked, parsed, t) => steerCommand(desk, asked, parsed, t)),
    help: says((t) => t.command.help),
    incomplete: says((t, { of }) => t.command.incomplete[of]),
    unknown: saysLetters((t, { word, meant }) => t.command.unknown(word, meant)),
  });
}

/** Bolt runs every listener that matches, so that the last resort must not match what is listed above. */
function allBut(...known: string[]): RegExp {
  return new RegExp(`^(?!(?:${known.join('|')})$)`);
}
