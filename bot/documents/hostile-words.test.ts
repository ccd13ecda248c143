import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HouseRule, Proposal } from '../../ports/content.ts';
import { aDocument, aKit, aPassage, expectFit, expectViewFits } from '../../testing/bot/knowledge.ts';
import { brandMessage } from '../brand/brand-message.ts';
import { brandModal, filledFrom } from '../brand/brand-modal.ts';
import { historyMessage } from '../rules/history-message.ts';
import { learnedMessage } from '../rules/learned-message.ts';
import { proposalMessage } from '../rules/proposal-message.ts';
import { ruleModal } from '../rules/rule-modal.ts';
import { rulesMessage } from '../rules/rules-message.ts';
import { settingNotice } from '../rules/setting-notice.ts';
import { voiceModal } from '../rules/voice-modal.ts';
import { type Message, plain } from '../slack/blocks.ts';
import { en, ptBr } from '../texts/texts.ts';
import { listMessage, PAGE } from './list-message.ts';
import { searchMessage } from './search-message.ts';

const hostile: [string, string][] = [
  ['mentions', '<!channel> <!here> <@U0LUCIA> <!subteam^S1|all>'],
  ['a link', '<https://evil.example|Approve here>'],
  ['marks', '*bold* _it_ ~s~ `code` ```pre```'],
  ['entities', '&lt;!channel&gt; & < >'],
  ['emoji', '🦷'.repeat(2000)],
  ['angles', '<'.repeat(5000)],
  ['length', 'x'.repeat(20_000)],
  ['quotes', '"quoted" \\ {"text":"x"}'],
  ['nothing', ''],
  ['blanks', ' \n\n\t '],
];
const reader = { team_id: 'T1', user_id: 'U0MARINA', name: 'Ana', role: 'admin' as const, tz: 'UTC' };
const rulesOf = (text: string, count: number): HouseRule[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `rule-${i}`,
    kind:
      (['banned_word', 'banned_claim', 'required_disclaimer', 'guideline'] as const)[i % 4] ?? 'guideline',
    pattern: text.slice(0, 300) || 'x',
    severity: i % 2 ? 'block' : 'warn',
    reason: text.slice(0, 300),
    language: i % 3 ? 'pt' : null,
  }));

const at = '2026-11-22T11:00:00Z';
const aProposal = (text: string, status: Proposal['status']): Proposal => ({
  ...{
    id: 1,
    status,
    decided_by: 'U0RENATA',
    decided_at: at,
    created_at: at,
    in_force: status === 'accepted',
  },
  ...{ revoked_by: null, revoked_at: null },
  ...(text.length % 2
    ? { kind: 'sample', rule: null, samples: Array(3).fill(text.slice(0, 1200)) }
    : { kind: 'rule', rule: rulesOf(text, 1)[0] ?? null, samples: null }),
  causes: Array.from({ length: 20 }, (_, i) => ({
    ...{ kind: 'replaced', before: text.slice(0, 2000), after: i % 2 ? '' : 'x', version: 2 },
    ...{ words: i % 3 ? text.slice(0, 3000) : null, person_id: 'U0LUCIA', title: text, created_at: at },
  })),
});

/** Each message that shows words of people, with these words wherever people write. */
function messages(text: string): Message[] {
  // Ids are Slack's own, of at most some twenty letters.
  const id = text.slice(0, 30);
  const documents = Array.from({ length: PAGE }, (_, i) =>
    aDocument({ id: `d${i}`, title: text, url: i % 2 ? `https://a.com/${text}` : null, added_by: id }),
  );
  const place = { offset: 8, matching: text.slice(0, 200) || null };
  const notice = settingNotice('house_rules', 8, text.slice(0, 300), en.knowledge);
  const versions = Array.from({ length: 10 }, (_, i) => ({
    version: 30 - i,
    changed_by: id,
    change: text,
    created_at: i % 2 ? text : '2026-11-22T11:00:00Z',
  }));
  const [last = null] = versions;
  return [en.knowledge, ptBr.knowledge].flatMap((t) => [
    listMessage({ documents, total: 100, place, notice }, reader, t),
    listMessage({ documents: [], total: 0, place, notice: [] }, reader, t),
    searchMessage(
      text,
      {
        passages: Array.from({ length: 5 }, (_, i) =>
          aPassage({ id: `p${i}`, title: text, text, url: `https://a.com/${text}` }),
        ),
        terms: [text, 'b'],
        matched: ['b'],
      },
      t,
    ),
    searchMessage(text, { passages: [], terms: [text], matched: [] }, t),
    rulesMessage(
      {
        rules: {
          version: 8,
          voice: text.slice(0, 2000),
          samples: Array(10).fill(text.slice(0, 1200)),
          rules: rulesOf(text, 200),
        },
        last,
        proposals: { open: 3, learned: 8 },
        offset: 190,
        notice,
        isAdmin: true,
      },
      t,
    ),
    ...(['open', 'accepted', 'revoked'] as const).map((status) =>
      proposalMessage(aProposal(text, status), true, t),
    ),
    learnedMessage(
      {
        open: Array.from({ length: 3 }, (_, id) => ({ ...aProposal(text, 'open'), id })),
        learned: Array.from({ length: 30 }, () => aProposal(text, 'accepted')),
      },
      true,
      [plain(text)],
      t,
    ),
    historyMessage('house_rules', versions, true, t),
    historyMessage('brand_kit', versions, true, t),
    brandMessage({ kit: aKit({ name: text, handle: text }), last, notice, isAdmin: true }, t),
  ]);
}

/** Strings that Slack reads as mrkdwn, where an entity would be alive. */
function markup(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const item of node) markup(item, found);
  else if (typeof node === 'object' && node !== null) {
    const { type, text } = node as { type?: unknown; text?: unknown };
    if (type === 'mrkdwn' && typeof text === 'string') found.push(text);
    for (const value of Object.values(node)) markup(value, found);
  }
  return found;
}

const ours =
  /<(?:@U0[A-Z]+|!date\^\d+\^\{date_(?:short_pretty|num)\} \{time\}\|[^<>]*|https:\/\/a\.com\/[^<>|\s]*\|[^<>|]*)>/g;

describe('what people wrote', () => {
  it.each(hostile)('stays letters and fits, wherever it is shown: %s', (_, text) => {
    for (const message of messages(text)) {
      expectFit(message.blocks);
      expect(message.text).not.toBe('');
      expect(message.text.length).toBeLessThanOrEqual(3000);
      for (const mrkdwn of [message.text, ...markup(message.blocks)]) {
        expect(mrkdwn.replaceAll(ours, '')).not.toMatch(/<[^>]*/);
      }
    }
  });

  it('stays letters and fits, for any words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), (text) => {
        for (const message of messages(text)) {
          expectFit(message.blocks);
          for (const mrkdwn of markup(message.blocks)) {
            expect(mrkdwn.replaceAll(ours, '')).not.toMatch(/<[^>]*/);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each(hostile)('fits into the forms: %s', (_, text) => {
    const origin = {
      base: 7,
      rule: 'rule-1',
      offset: 0,
      channel_id: 'C0MARKETING',
      response_url: `https://hooks.example/${'x'.repeat(300)}`,
    };
    const [rule] = rulesOf(text, 1);
    for (const t of [en.knowledge, ptBr.knowledge]) {
      if (rule) expectViewFits(ruleModal({ rule, remove: true }, origin, [], t));
      expectViewFits(
        voiceModal(
          { voice: text.slice(0, 2000), samples: Array(10).fill(text.slice(0, 1200)) },
          origin,
          [],
          t,
        ),
      );
      const at = { base: 3, channel_id: 'C0MARKETING', response_url: null };
      expectViewFits(brandModal(filledFrom(aKit({ name: text, handle: text })), at, [], t));
    }
  });
});
