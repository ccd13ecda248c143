import type { KnownBlock } from '@slack/types';
import type { ContentForBot, Proposal, ProposalAnswer, ProposalOutcome } from '../../ports/content.ts';
import {
  noted,
  onPress,
  onRecordingPress,
  type Press,
  readValue,
  tellLine,
  tellOldButton,
} from '../asking/press.ts';
import { answered, recorded } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import { adminMentions, memberAsks } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { clip, dateToken, plain } from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { learnedMessage } from './learned-message.ts';
import { proposalRef } from './proposal-blocks.ts';

/** Learned from corrections: beside the rules. */
export function learnedAction(desk: ContentDesk) {
  return onPress(async (press) => {
    await showList(desk, press, [], (await desk.textsFor(press.teamId)).knowledge);
  });
}

/** Accept, Decline, Revoke. The messages to all admins are drawn anew from the database. */
export function proposalAction(desk: ContentDesk, answer: ProposalAnswer) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(proposalRef, press.value);
    if (!ref) return tellOldButton(desk, press, ack);
    const { knowledge: t } = await desk.textsFor(press.teamId);
    const { teamId: team_id, userId: person_id } = press;
    const work = noted(desk, press)
      .then(() => desk.content.listProposals(team_id, person_id))
      .then(({ open, learned }) => {
        const proposal = [...open, ...learned].find((one) => one.id === ref.proposal);
        const change = proposal ? changeOf(proposal, answer, t) : '';
        return desk.content.decideProposal({ team_id, person_id, proposal_id: ref.proposal, answer, change });
      });
    const decided = await recorded(desk, press.to, t, work, { ack });
    if (!decided) return;
    desk.log.info('proposal_decided', {
      user_id: person_id,
      code: `${answer}: ${decided.outcome}`,
    });
    desk.hints.outbox.wake();
    const line = await lineOf(desk, press, answer, decided, t);
    if (ref.at === 'list' && decided.outcome !== 'not_allowed')
      return showList(desk, press, [plain(line)], t);
    // What was done is seen in the message itself.
    if (decided.outcome !== 'done') await tellLine(desk, press.to, line);
  });
}

/** As the history of the house rules tells it. */
function changeOf({ rule, samples }: Proposal, answer: ProposalAnswer, t: KnowledgeTexts): string {
  const c = t.setting.change;
  if (rule) {
    const pattern = clip(rule.pattern, 120);
    return answer === 'revoke' ? c.ruleRevoked(pattern) : c.ruleLearned(pattern);
  }
  const count = samples?.length ?? 0;
  return answer === 'revoke' ? c.samplesRevoked(count) : c.samplesLearned(count);
}

async function lineOf(
  desk: ContentDesk,
  press: Press,
  answer: ProposalAnswer,
  { outcome, proposal }: ProposalOutcome,
  t: KnowledgeTexts,
): Promise<string> {
  const l = t.learned;
  switch (outcome) {
    case 'done':
      return l.done[answer];
    case 'not_allowed':
      return t.command.adminsOnly(await adminMentions(desk, press.teamId, t));
    case 'already': {
      const by = proposal?.revoked_by ?? proposal?.decided_by ?? null;
      const at = proposal?.revoked_at ?? proposal?.decided_at ?? null;
      return l.already(
        l.states[proposal?.status ?? 'open'],
        personOf(by, t),
        at ? dateToken(at, t.locale) : '',
      );
    }
    case 'not_found':
      return l.gone;
    case 'no_room':
      return proposal?.kind === 'sample' ? l.noRoomForSamples : l.noRoomForRules;
    case 'contradicts':
      return l.contradicts;
    case 'too_few_samples':
      return l.tooFewSamples;
  }
}

async function showList(desk: ContentDesk, press: Press, notice: KnownBlock[], t: KnowledgeTexts) {
  const reader = await memberAsks(desk, press, t);
  if (!reader) return;
  const list = await answered(desk, press.to, t, listOf(desk.content, press));
  if (list) await redraw(desk, press.to, learnedMessage(list, reader.role === 'admin', notice, t));
}

const listOf = (content: ContentForBot, { teamId, userId }: Press) => content.listProposals(teamId, userId);
