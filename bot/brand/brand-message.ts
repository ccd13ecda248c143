import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { BrandKit, SettingVersion } from '../../ports/content.ts';
import { settingActions } from '../rules/setting-actions.ts';
import { actions, button, clip, dateToken, type Message, said, small } from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { colourNames } from './brand-modal.ts';
import { swatch } from './swatch.ts';

interface BrandShown {
  /** Null: the team has none yet. */
  kit: BrandKit | null;
  last: SettingVersion | null;
  notice: KnownBlock[];
  isAdmin: boolean;
}

/** The brand kit in words; its picture is drawn by the job that proposes a change. Pure. */
export function brandMessage({ kit, last, notice, isAdmin }: BrandShown, t: KnowledgeTexts): Message {
  const title = t.brand.heading(kit?.version ?? 0);
  return {
    text: title,
    blocks: [
      ...notice,
      said(`*${title}*`),
      ...(last
        ? [small(t.rules.changedBy(personOf(last.changed_by, t), dateToken(last.created_at, t.locale)))]
        : []),
      ...(kit ? [facts(kit, t)] : [said(t.brand.none)]),
      small(isAdmin ? t.brand.howItChanges : t.brand.membersNote),
      actions(
        'knowledge_brand',
        ...(isAdmin ? [button(settingActions.changeBrand, t.brand.change, '{}')] : []),
        button(settingActions.history, t.brand.history, JSON.stringify({ setting: 'brand_kit' })),
      ),
    ],
  };
}

/** Rich text shows names exactly as they are. Slack's own colour element is not drawn by every client, a square is. */
function facts(kit: BrandKit, t: KnowledgeTexts): RichTextBlock {
  const line = (name: string, value: string): RichTextElement[] => [
    { type: 'text', text: `${name}: `, style: { bold: true } },
    words(value),
    { type: 'text', text: '\n' },
  ];
  const words = (text: string): RichTextElement => ({ type: 'text', text: clip(text, 200) || '–' });
  return {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          ...line(t.brand.name, kit.name),
          ...line(t.brand.handle, kit.handle),
          words(t.brand.fonts(kit.fonts.heading, kit.fonts.body)),
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: colourNames.map((name) => ({
          type: 'rich_text_section',
          elements: [words(`${swatch(kit.colors[name])} ${t.brand.colours[name]}: ${kit.colors[name]}`)],
        })),
      },
    ],
  };
}
