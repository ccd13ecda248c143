import { describe, expect, it } from 'vitest';
import type {
  Cause,
  ContentForBot,
  Proposal,
  ProposalMessage,
  ProposalOutcome,
} from '../../ports/content.ts';
import { knowledgeDesk, reading } from '../../testing/bot/knowledge.ts';
import { json, pressed, typed, unavailable } from '../../testing/bot/knowledge-actions.ts';
import { en, ptBr } from '../texts/texts.ts';
import { postProposals } from './post-proposals.ts';
import { learnedAction, proposalAction } from './proposal-action.ts';
import { proposalMessage } from './proposal-message.ts';

const at = '2026-11-22T11:00:00Z';
const cause = (change: Partial<Cause> = {}): Cause => ({
  kind: 'replaced',
  before: 'Os colaboradores conferem o lote.',
  after: 'A equipe confere o lote.',
  words: 'Troque colaboradores por equipe',
  person_id: 'U0LUCIA',
  version: 2,
  title: 'Limpeza de implantes',
  created_at: at,
  ...change,
});
const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  id: 5,
  kind: 'rule',
  rule: {
    kind: 'banned_word',
    pattern: 'colaboradores',
    severity: 'block',
    reason: 'Escreva “equipe”.',
    language: 'pt',
  },
  samples: null,
  status: 'open',
  ...{ decided_by: null, decided_at: null, revoked_by: null, revoked_at: null },
  created_at: at,
  in_force: false,
  causes: [cause(), cause({ words: null }), cause({ version: 3 }), cause({ title: 'Fourth' })],
  ...change,
});
const accepted = proposal({ status: 'accepted', decided_by: 'U0RENATA', decided_at: at, in_force: true });
const shownAs = (one: Proposal, isAdmin = true, t = en.knowledge) => json(proposalMessage(one, isAdmin, t));

describe('proposalMessage()', () => {
  it('shows the rule, before and after of the newest corrections, and both answers', () => {
    const shown = shownAs(proposal());
    for (const words of [
      '“colaboradores”',
      'Escreva “equipe”.',
      'blocks a draft',
      '4 corrections',
      'Os colaboradores conferem o lote.',
      'A equipe confere o lote.',
      'Troque colaboradores por equipe',
      'changed by hand',
      'knowledge_proposal_accept',
      'knowledge_proposal_decline',
    ]) {
      expect(shown).toContain(words);
    }
    expect(shown).not.toContain('Fourth');
    expect(shown).not.toContain('knowledge_proposal_revoke');
    expect(shownAs(proposal(), true, ptBr.knowledge)).toContain('Dispensar');
  });

  it('shows samples of the voice as people rewrote them', () => {
    const samples = ['Antes de comprar, visite a fábrica.', 'Peça três documentos.', 'Comece pela limpeza.'];
    const shown = shownAs(proposal({ kind: 'sample', rule: null, samples }));
    for (const sample of samples) expect(shown).toContain(sample);
  });

  it('says who decided and when, and can be revoked only while it is in force', () => {
    expect(shownAs(accepted)).toContain('Accepted by <@U0RENATA>');
    expect(shownAs(accepted)).toContain('knowledge_proposal_revoke');
    expect(shownAs(accepted)).not.toContain('knowledge_proposal_accept');
    const gone = { ...accepted, in_force: false };
    expect(shownAs(gone)).toContain('no longer among the rules');
    expect(shownAs(gone)).not.toContain('knowledge_proposal_revoke');
    const declined = proposal({ status: 'declined', decided_by: 'U0RENATA', decided_at: at });
    expect(shownAs(declined)).toContain('Declined by <@U0RENATA>');
    expect(shownAs(declined)).not.toContain('"button"');
  });

  it('has no buttons for a person who is no admin any more', () => {
    for (const one of [proposal(), accepted]) expect(shownAs(one, false)).not.toContain('"button"');
  });
});

function deciding(outcome: ProposalOutcome['outcome'], stands: Proposal | null = accepted) {
  const asked: unknown[] = [];
  const content: Partial<ContentForBot> = {
    ...reading,
    listProposals: async () => ({ open: [proposal()], learned: [] }),
    decideProposal: async (click) => {
      asked.push(click);
      return { outcome, proposal: stands };
    },
  };
  return { ...knowledgeDesk(content, { role: 'admin' }), asked };
}
const inMessage = { proposal: 5, at: 'message' };
const inList = { proposal: 5, at: 'list' };

describe('proposalAction()', () => {
  it('records who accepts, in words for the history, and leaves the message to its redrawing', async () => {
    const made = deciding('done');
    await proposalAction(made.knowledge, 'accept')(pressed(inMessage));
    expect(made.asked).toEqual([
      {
        team_id: 'T0GREENLIGHT',
        person_id: 'U0MARINA',
        proposal_id: 5,
        answer: 'accept',
        change: 'added the rule "colaboradores", learned from corrections',
      },
    ]);
    expect(made.told).toEqual([]);
  });

  it('draws the list anew where it was pressed there', async () => {
    const made = deciding('done');
    await proposalAction(made.knowledge, 'decline')(pressed(inList));
    expect(json(made.redrawn[0])).toContain('it will not be proposed again');
  });

  it.each([
    ['already', 'decided before: accepted by <@U0RENATA>'],
    ['not_allowed', 'Only admins may change this'],
    ['not_found', 'no longer there'],
    ['no_room', '200 rules'],
    ['contradicts', 'say otherwise'],
    ['too_few_samples', 'three to ten'],
  ] as const)('tells the one who pressed: %s', async (outcome, words) => {
    const made = deciding(outcome);
    await proposalAction(made.knowledge, 'accept')(pressed(inMessage));
    expect(made.told[0]?.message.text).toContain(words);
  });

  it('says when the database does not answer, and what an older button cannot do any more', async () => {
    const made = knowledgeDesk({ ...reading, listProposals: unavailable }, { role: 'admin' });
    await proposalAction(made.knowledge, 'accept')(pressed(inMessage));
    await proposalAction(made.knowledge, 'accept')(pressed({ other: 1 }));
    expect(made.told.map(({ message }) => message.text)).toEqual([
      en.knowledge.outcome.notRecorded,
      en.oldButton,
    ]);
  });
});

describe('what was learned, in /knowledge rules', () => {
  const learnt: Partial<ContentForBot> = {
    ...reading,
    listProposals: async () => ({ open: [], learned: [{ ...accepted, causes: [] }] }),
  };

  it('is a button where there is any', async () => {
    const none = knowledgeDesk(reading);
    await typed(none.knowledge, 'rules');
    expect(json(none.told[0])).not.toContain('knowledge_proposals');
    const some = knowledgeDesk(learnt);
    await typed(some.knowledge, 'rules');
    expect(json(some.told[0])).toContain('Learned from corrections (1)');
  });

  it('is read by members and revoked by admins', async () => {
    for (const role of ['member', 'admin'] as const) {
      const made = knowledgeDesk(learnt, { role });
      await learnedAction(made.knowledge)(pressed('{}'));
      expect(json(made.redrawn[0])).toContain('Accepted by <@U0RENATA>');
      expect(json(made.redrawn[0]).includes('knowledge_proposal_revoke')).toBe(role === 'admin');
    }
    const guest = knowledgeDesk(learnt, { role: 'guest' });
    await learnedAction(guest.knowledge)(pressed('{}'));
    expect(guest.redrawn).toEqual([]);
  });
});

describe('postProposals()', () => {
  const item = {
    id: 9,
    fence: 2,
    revision: 1,
    ts: null,
    maybe_posted: false,
    attempts: 1,
    locale: 'en',
  } as const;

  /** Hands these messages out once, and answers what came of each. */
  async function posting(...items: ProposalMessage[]) {
    const sent: Record<string, unknown>[] = [];
    const settled = Promise.withResolvers<unknown>();
    const made = knowledgeDesk(
      {
        claimProposalMessages: async () => items.splice(0),
        settleProposalMessage: async (one) => {
          settled.resolve(one);
          return true;
        },
        failProposalMessage: async (_, failure) => {
          settled.resolve(failure);
          return true;
        },
      },
      {
        slack: {
          'conversations.open': async ({ users }) => ({ ok: true, channel: { id: `D-${users}` } }),
          'chat.postMessage': async (message) => {
            sent.push(message);
            return { ok: true, ts: '5.1' };
          },
        },
      },
    );
    const loop = postProposals(made.knowledge);
    const outcome = await settled.promise;
    await loop.stop(1000);
    return { sent, outcome };
  }

  it('writes to an admin, under a mark by which the message is found again', async () => {
    const { sent, outcome } = await posting({
      ...item,
      ...{ person_id: 'U0RENATA', is_admin: true, proposal: proposal() },
    });
    expect(sent).toMatchObject([
      { channel: 'D-U0RENATA', metadata: { event_payload: { proposal_message_id: 9 } } },
    ]);
    expect(outcome).toEqual({ id: 9, fence: 2, ts: '5.1', revision: 1 });
  });

  it('writes nothing to a person who is no admin any more', async () => {
    const { sent, outcome } = await posting({
      ...item,
      ...{ person_id: 'U0PEDRO', is_admin: false, proposal: proposal() },
    });
    expect(sent).toEqual([]);
    expect(outcome).toMatchObject({ code: 'no_admin', retry_in_s: null });
  });
});
