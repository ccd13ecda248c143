import type { Button, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Cause, Proposal, ProposalAnswer } from '../../ports/content.ts';
import { actions, button, clip, dateToken, plain, quoted, said, small } from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';

/** Buttons of what a team's own corrections came to. */
export const proposalActions = {
  accept: 'knowledge_proposal_accept',
  decline: 'knowledge_proposal_decline',
  revoke: 'knowledge_proposal_revoke',
  list: 'knowledge_proposals',
} as const;
/** What a button carries: which proposal, and whether it stands in the list or in the message to an admin. */
export const proposalRef = z.object({ proposal: z.number().int(), at: z.enum(['message', 'list']) });
type ProposalRef = z.infer<typeof proposalRef>;

/**
 * What it would say, in the rule's own words. Pure.
 *
 * @param most Characters of each sample.
 */
export function whatIsProposed(proposal: Proposal, most: number, t: KnowledgeTexts): KnownBlock[] {
  const { rule, samples } = proposal;
  if (!rule) return (samples ?? []).map((sample) => quoted(sample, most));
  const bound = rule.language ? t.languages[rule.language] : t.rules.everyLanguage;
  const facts = [t.learned.kinds[rule.kind], t.rules.severity[rule.severity], bound, clip(rule.reason, 300)];
  return [
    plain(`“${rule.pattern}”`),
    // The reason quotes words of people, in which nothing is markup.
    { type: 'context', elements: [{ type: 'plain_text', text: facts.join(' · '), emoji: false }] },
  ];
}

/** A correction: whose, of which draft, in which words, before and after. Pure. */
export function causeBlocks(cause: Cause, t: KnowledgeTexts): KnownBlock[] {
  const { person_id, created_at, title, version, words, before, after } = cause;
  const of = t.learned.of(clip(title ?? '', 150), version);
  const gone = (text: string) => (text === '' ? t.learned.nothing : text);
  return [
    small(`${personOf(person_id, t)} · ${dateToken(created_at, t.locale)}`),
    plain(words === null ? `${of}: ${t.learned.byHand}` : `${of}: “${clip(words, 300)}”`),
    // What did not change is not shown twice.
    ...(before === after
      ? []
      : [
          small(t.learned.before),
          quoted(gone(before), 350),
          small(t.learned.after),
          quoted(gone(after), 350),
        ]),
  ];
}

/** Where it stands, with the buttons that are left. Pure. */
export function stateBlocks(
  proposal: Proposal,
  at: ProposalRef['at'],
  isAdmin: boolean,
  t: KnowledgeTexts,
): KnownBlock[] {
  const press = (answer: ProposalAnswer, style?: 'primary') =>
    answerButton(proposal, answer, at, t, style ? { style } : {});
  const row = (...buttons: ReturnType<typeof press>[]) =>
    isAdmin ? [actions(`knowledge_proposal_${proposal.id}`, ...buttons)] : [];
  if (proposal.status === 'open') return row(press('accept', 'primary'), press('decline'));
  return [said(stateOf(proposal, t)), ...(proposal.in_force ? row(press('revoke')) : [])];
}

export function answerButton(
  { id: proposal }: Proposal,
  answer: ProposalAnswer,
  at: ProposalRef['at'],
  t: KnowledgeTexts,
  extra: Pick<Button, 'style'> = {},
): Button {
  const ref: ProposalRef = { proposal, at };
  return button(proposalActions[answer], t.learned[answer], JSON.stringify(ref), extra);
}

export function stateOf(proposal: Proposal, t: KnowledgeTexts): string {
  const by = (person: string | null, at: string | null) =>
    [personOf(person, t), at === null ? '' : dateToken(at, t.locale)] as const;
  switch (proposal.status) {
    case 'declined':
      return t.learned.declined(...by(proposal.decided_by, proposal.decided_at));
    case 'revoked':
      return t.learned.revoked(...by(proposal.revoked_by, proposal.revoked_at));
    default:
      return t.learned.accepted(...by(proposal.decided_by, proposal.decided_at), proposal.in_force);
  }
}
