import type { Locale } from '../../ports/people.ts';
import { askingEn } from './en/asking.ts';
import { brandEn } from './en/brand.ts';
import { documentsEn } from './en/documents.ts';
import { draftsEn } from './en/drafts.ts';
import { enrichmentEn } from './en/enrichment.ts';
import { erasureEn } from './en/erasure.ts';
import { evidenceEn } from './en/evidence.ts';
import { failuresEn } from './en/failures.ts';
import { fromThreadEn } from './en/from-thread.ts';
import { handoversEn } from './en/handovers.ts';
import { historyEn } from './en/history.ts';
import { homeEn } from './en/home.ts';
import { jobsEn } from './en/jobs.ts';
import { leadEnrichmentEn } from './en/lead-enrichment.ts';
import { leadsEn } from './en/leads.ts';
import { notesEn } from './en/notes.ts';
import { outreachEn } from './en/outreach.ts';
import { plansEn } from './en/plans.ts';
import { repliesEn } from './en/replies.ts';
import { researchEn } from './en/research.ts';
import { reviewEn } from './en/review.ts';
import { rulesEn } from './en/rules.ts';
import { scoreRulesEn } from './en/score-rules.ts';
import { spendingEn } from './en/spending.ts';
import { stopsEn } from './en/stops.ts';
import { teamEn } from './en/team.ts';
import { teamHomeEn } from './en/team-home.ts';
import { versionsEn } from './en/versions.ts';
import { askingPtBr } from './pt-br/asking.ts';
import { brandPtBr } from './pt-br/brand.ts';
import { documentsPtBr } from './pt-br/documents.ts';
import { draftsPtBr } from './pt-br/drafts.ts';
import { enrichmentPtBr } from './pt-br/enrichment.ts';
import { erasurePtBr } from './pt-br/erasure.ts';
import { evidencePtBr } from './pt-br/evidence.ts';
import { failuresPtBr } from './pt-br/failures.ts';
import { fromThreadPtBr } from './pt-br/from-thread.ts';
import { handoversPtBr } from './pt-br/handovers.ts';
import { historyPtBr } from './pt-br/history.ts';
import { homePtBr } from './pt-br/home.ts';
import { jobsPtBr } from './pt-br/jobs.ts';
import { leadEnrichmentPtBr } from './pt-br/lead-enrichment.ts';
import { leadsPtBr } from './pt-br/leads.ts';
import { notesPtBr } from './pt-br/notes.ts';
import { outreachPtBr } from './pt-br/outreach.ts';
import { plansPtBr } from './pt-br/plans.ts';
import { repliesPtBr } from './pt-br/replies.ts';
import { researchPtBr } from './pt-br/research.ts';
import { reviewPtBr } from './pt-br/review.ts';
import { rulesPtBr } from './pt-br/rules.ts';
import { scoreRulesPtBr } from './pt-br/score-rules.ts';
import { spendingPtBr } from './pt-br/spending.ts';
import { stopsPtBr } from './pt-br/stops.ts';
import { teamPtBr } from './pt-br/team.ts';
import { teamHomePtBr } from './pt-br/team-home.ts';
import { versionsPtBr } from './pt-br/versions.ts';

export const en = {
  locale: 'en' as Locale,
  ...askingEn,
  ...draftsEn,
  ...reviewEn,
  ...evidenceEn,
  ...versionsEn,
  ...failuresEn,
  ...homeEn,
  notes: notesEn,
  plans: plansEn,
  research: researchEn,
  enrichment: enrichmentEn,
  erasure: erasureEn,
  replies: repliesEn,
  stops: stopsEn,
  spending: spendingEn,
  fromThread: fromThreadEn,
  knowledge: { locale: 'en' as Locale, ...documentsEn, ...rulesEn, ...brandEn },
  outreach: outreachEn,
  leads: leadsEn,
  scores: scoreRulesEn,
  leadEnrichment: leadEnrichmentEn,
  team: teamEn,
  handovers: handoversEn,
  teamHome: teamHomeEn,
  jobs: jobsEn,
  history: historyEn,
};

/**
 * Everything the bot says, in one language; English is the shape that every other language has. Drafts, their review and
 * the Home tab show words of each other, so that these are one; the others are a key each.
 *
 * Arguments named `…Mrkdwn` are mentions, dates and links that the bot made; every other text argument is words of people
 * and is escaped by the code that shows the sentence, or shown as plain text. `what` is one of `work`.
 */
export type Texts = typeof en;
export type KnowledgeTexts = Texts['knowledge'];

export const ptBr: Texts = {
  locale: 'pt-BR',
  ...askingPtBr,
  ...draftsPtBr,
  ...reviewPtBr,
  ...evidencePtBr,
  ...versionsPtBr,
  ...failuresPtBr,
  ...homePtBr,
  notes: notesPtBr,
  plans: plansPtBr,
  research: researchPtBr,
  enrichment: enrichmentPtBr,
  erasure: erasurePtBr,
  replies: repliesPtBr,
  stops: stopsPtBr,
  spending: spendingPtBr,
  fromThread: fromThreadPtBr,
  knowledge: { locale: 'pt-BR', ...documentsPtBr, ...rulesPtBr, ...brandPtBr },
  outreach: outreachPtBr,
  leads: leadsPtBr,
  scores: scoreRulesPtBr,
  leadEnrichment: leadEnrichmentPtBr,
  team: teamPtBr,
  handovers: handoversPtBr,
  teamHome: teamHomePtBr,
  jobs: jobsPtBr,
  history: historyPtBr,
};

export function textsOf(locale: Locale): Texts {
  return locale === 'pt-BR' ? ptBr : en;
}
