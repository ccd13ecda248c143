import { describe, expect, it } from 'vitest';
import { errorClasses, unsentCodes } from '../../ports/outreach.ts';
import { anAction } from '../../testing/bot/outreach.ts';
import { anApproval } from '../../testing/bot/samples.ts';
import { outreachEn } from '../texts/en/outreach.ts';
import { outreachPtBr } from '../texts/pt-br/outreach.ts';
import { actionCard } from './action-card.ts';

describe('actionCard()', () => {
  const draw = (t = outreachEn, change = {}) =>
    JSON.stringify(
      actionCard({ action: anAction({ quorum: 2, ...change }), account: null, approvers: ['U2'] }, t),
    );

  it('names the product as the author of what the rules of the account ask for', () => {
    expect(draw(outreachEn, { author_id: 'greenlight' })).toContain('Proposed by Greenlight');
  });

  it('counts the approvals of an action that needs more than one', () => {
    expect(draw(outreachEn, { approvals: ['U1'] })).toContain('1 of 2 approvals: <@U1>');
    expect(draw(outreachPtBr, { approvals: ['U1'] })).toContain('1 de 2 aprovações: <@U1>');
    expect(draw()).not.toContain('of 2');
  });

  it('counts them also for what was not sent and may go once more', () => {
    expect(draw(outreachEn, { status: 'not_sent', approvals: ['U1'] })).toContain('1 of 2 approvals: <@U1>');
  });

  it.each([
    ...errorClasses.map((of) => ({ code: 'limit_exceeded', class: of })),
    ...unsentCodes.map((code) => ({ code, class: 'not_sent' })),
    { code: 'never_heard_of', class: undefined },
  ])('says in the team language why %j was not sent, and never in the words of the log', (error) => {
    for (const status of ['failed', 'not_sent', 'skipped']) {
      const change = { status, error: { ...error, message: 'For the log.' } };
      const [english, portuguese] = [draw(outreachEn, change), draw(outreachPtBr, change)];
      expect(english + portuguese).not.toContain('For the log');
      const [said, dito] = [reasonIn(english), reasonIn(portuguese)];
      expect(said).not.toBe(dito);
      expect(dito).not.toMatch(/\b(the|not|it|is|has|account|this)\b/);
      expect(said.length).toBeGreaterThan(5);
    }
  });

  it('says of two groups which has approved, which is waited for, and that too few people are left', () => {
    const group = { quorum: 1, may_approve: ['U3'], approvals: [] };
    const approval = anApproval({
      order: 'in_order',
      groups: [
        {
          ...group,
          name: 'marketing',
          may_approve: [],
          approvals: [{ person_id: 'U2', at: '2026-11-22T12:00:00Z' }],
          open: false,
        },
        { ...group, name: 'regulatory', open: true },
      ],
    });
    expect(draw(outreachEn, { approval })).toContain(
      '*marketing*: 1 of 1 approvals, complete\\n*regulatory*: 0 of 1 approvals, waited for',
    );
    const first = {
      ...approval,
      groups: [
        { ...group, name: 'a', open: true },
        { ...group, name: 'b', open: false },
      ],
    };
    expect(draw(outreachEn, { approval: first })).toContain(
      '*b*: 0 of 1 approvals, asked after the first group',
    );
    expect(draw(outreachEn, { approval })).not.toContain(outreachEn.card.unreachable.slice(0, 30));
    const gone = { ...approval, reachable: false };
    expect(draw(outreachEn, { approval: gone })).toContain(outreachEn.card.unreachable.slice(0, 30));
  });

  it('quotes the note of who rejected it', () => {
    const error = { code: 'rejected', message: 'Wrong person.' };
    expect(draw(outreachPtBr, { status: 'cancelled', error })).toContain('Wrong person.');
  });
});

/** What follows the last colon of the card's last sentences. */
function reasonIn(card: string): string {
  return (
    /(?:Not sent|Não enviada|Why|Motivo|nothing was sent|nada foi enviado): ([^"*]+)\./.exec(card)?.[1] ?? ''
  );
}
