import type { KnownBlock } from '@slack/types';
import type { OutboxItem } from '../../ports/content.ts';
import { dateToken, mention, safeText, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** People that a line names at most. */
const SHOWN = 8;

/**
 * How far a version is from its approval: a line for each group of the rule. None where one approval is needed, as the card
 * has named those who may give it. A group whose turn has not come is named and not called. Pure.
 */
export function approvalLines(approval: OutboxItem['approval'], texts: Texts): KnownBlock[] {
  const t = texts.card;
  const [first, ...others] = approval.groups;
  if (!first) return [];
  if (others.length === 0) {
    if (first.quorum === 1 && first.approvals.length === 0) return [];
    const waiting = peopleOf(first.may_approve);
    return [
      said(`*${t.quorum(first.approvals.length, first.quorum, approvedBy(first, texts))}*`),
      ...(waiting === '' ? [] : [said(t.waitingFor(waiting))]),
    ];
  }
  const lines = approval.groups.map((group) => {
    const name = nameOf(group);
    if (group.approvals.length >= group.quorum) return t.group.done(name, approvedBy(group, texts));
    if (!group.open) return t.group.after(name, nameOf(first));
    const { approvals, quorum, may_approve } = group;
    return t.group.open(name, approvals.length, quorum, approvedBy(group, texts), peopleOf(may_approve));
  });
  return [said(lines.join('\n'))];
}

type Group = OutboxItem['approval']['groups'][number];

const nameOf = ({ name }: Group) => safeText(name ?? '…', 60);

const peopleOf = (ids: string[]) => ids.slice(0, SHOWN).map(mention).join(' ');

function approvedBy({ approvals }: Group, texts: Texts): string {
  return approvals
    .map(({ person_id, at }) => texts.card.byAt(mention(person_id), dateToken(at, texts.locale)))
    .join(', ');
}
