import type { KnownBlock } from '@slack/types';
import { type HouseRule, type HouseRules, ruleKinds, type SettingVersion } from '../../ports/content.ts';
import {
  actions,
  button,
  clip,
  dateToken,
  type Message,
  plain,
  quoted,
  said,
  small,
} from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { proposalActions } from './proposal-blocks.ts';
import { settingActions } from './setting-actions.ts';

const RULES_PAGE = 10;

interface RulesShown {
  rules: HouseRules;
  /** Who made the version in force; null while that is not known. */
  last: SettingVersion | null;
  /** From the team's corrections: how many wait for this reader, how many are in force. */
  proposals: { open: number; learned: number };
  offset: number;
  notice: KnownBlock[];
  isAdmin: boolean;
}

/** Voice and a page of the rules, grouped by what they do. Pure. */
export function rulesMessage(shown: RulesShown, t: KnowledgeTexts): Message {
  const { rules, last, proposals, notice, isAdmin } = shown;
  const title = t.rules.heading(rules.version);
  const sorted = sortedRules(rules.rules);
  // A page that emptied meanwhile gives way to the last one.
  const offset = Math.min(shown.offset, lastPage(sorted.length));
  const page = sorted.slice(offset, offset + RULES_PAGE);
  return {
    text: title,
    blocks: [
      ...notice,
      said(`*${title}*`),
      ...(last
        ? [small(t.rules.changedBy(personOf(last.changed_by, t), dateToken(last.created_at, t.locale)))]
        : []),
      said(`*${t.rules.voice}*`),
      rules.voice === '' ? small(t.rules.noVoice) : quoted(rules.voice, 2000),
      ...sampleBlocks(rules.samples ?? [], t),
      ...(sorted.length === 0 ? [plain(t.rules.none)] : []),
      ...page.flatMap((rule, i): KnownBlock[] => [
        ...(rule.kind === page[i - 1]?.kind ? [] : [said(`*${t.rules.kinds[rule.kind]}*`)]),
        ...ruleBlocks(rule, offset, isAdmin, t),
      ]),
      ...(sorted.length > RULES_PAGE
        ? [small(t.rules.range(offset + 1, offset + page.length, sorted.length))]
        : []),
      ...(isAdmin ? [] : [small(t.rules.membersNote)]),
      rulesButtons(offset, sorted.length, isAdmin, proposals, t),
    ],
  };
}

/** How each begins: they are read whole in the form. */
function sampleBlocks(samples: readonly string[], t: KnowledgeTexts): KnownBlock[] {
  if (samples.length === 0) return [small(t.rules.noSamples)];
  const begun = samples.map((sample, at) => `${at + 1}. ${clip(sample.replaceAll(/\s+/g, ' '), 120)}`);
  return [said(`*${t.rules.samples(samples.length)}*`), quoted(begun.join('\n'), 2000)];
}

function ruleBlocks(rule: HouseRule, offset: number, isAdmin: boolean, t: KnowledgeTexts): KnownBlock[] {
  const bound = rule.language ? t.languages[rule.language] : t.rules.everyLanguage;
  const facts = [t.rules.severity[rule.severity], bound, clip(rule.reason, 300)].filter(Boolean);
  const pattern = plain(`“${rule.pattern}”`);
  const value = JSON.stringify({ rule: rule.id, offset });
  return [
    isAdmin ? { ...pattern, accessory: button(settingActions.editRule, t.rules.edit, value) } : pattern,
    // The reason is words of people, in which nothing is markup.
    { type: 'context', elements: [{ type: 'plain_text', text: facts.join(' · '), emoji: false }] },
  ];
}

function rulesButtons(
  offset: number,
  total: number,
  isAdmin: boolean,
  { open, learned }: RulesShown['proposals'],
  t: KnowledgeTexts,
): KnownBlock {
  const at = (place: number) => JSON.stringify({ offset: place });
  return actions(
    'knowledge_rules',
    ...(offset > 0
      ? [button(settingActions.rulesPrevious, t.rules.previous, at(Math.max(0, offset - RULES_PAGE)))]
      : []),
    ...(offset + RULES_PAGE < total
      ? [button(settingActions.rulesNext, t.rules.next, at(offset + RULES_PAGE))]
      : []),
    ...(isAdmin
      ? [
          button(settingActions.addRule, t.rules.addRule, at(offset)),
          button(settingActions.editVoice, t.rules.editVoice, at(offset)),
        ]
      : []),
    button(settingActions.history, t.rules.history, JSON.stringify({ setting: 'house_rules' })),
    ...(open + learned > 0 ? [button(proposalActions.list, t.learned.button(open, learned), '{}')] : []),
  );
}

function sortedRules(rules: HouseRule[]): HouseRule[] {
  return ruleKinds.flatMap((kind) => rules.filter((rule) => rule.kind === kind));
}

function lastPage(total: number): number {
  return total === 0 ? 0 : Math.floor((total - 1) / RULES_PAGE) * RULES_PAGE;
}
