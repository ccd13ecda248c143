import { describe, expect, it } from 'vitest';
import { anAction } from '../../testing/bot/outreach.ts';
import { outreachEn } from '../texts/en/outreach.ts';
import { outreachPtBr } from '../texts/pt-br/outreach.ts';
import { actionCard } from './action-card.ts';

describe('actionCard()', () => {
  const draw = (t = outreachEn, change = {}) =>
    JSON.stringify(
      actionCard({ action: anAction({ quorum: 2, ...change }), account: null, approvers: ['U2'] }, t),
    );

  it('counts the approvals of an action that needs more than one', () => {
    expect(draw(outreachEn, { approvals: ['U1'] })).toContain('1 of 2 approvals: <@U1>');
    expect(draw(outreachPtBr, { approvals: ['U1'] })).toContain('1 de 2 aprovações: <@U1>');
    expect(draw()).not.toContain('of 2');
  });

  it('counts them also for what was not sent and may go once more', () => {
    expect(draw(outreachEn, { status: 'not_sent', approvals: ['U1'] })).toContain('1 of 2 approvals: <@U1>');
  });
});
