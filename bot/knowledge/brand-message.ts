import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import type { BrandKit, SettingVersion } from '../../ports/content.ts';
import { actions, button, clip, dateToken, type Message, mention, said, small } from '../blocks.ts';
import { colourNames, type KnowledgeTexts } from '../texts/knowledge-texts.ts';
import { knowledgeActions } from './knowledge-actions.ts';

export interface BrandShown {
  /** Null: the team has none yet. */
  kit: BrandKit | null;
  last: SettingVersion | null;
  notice: KnownBlock[];
  isAdmin: boolean;
}

/** The brand kit in words and swatches; its picture is drawn by the job that proposes a change. Pure. */
export function brandMessage({ kit, last, notice, isAdmin }: BrandShown, t: KnowledgeTexts): Message {
  const title = t.brand.heading(kit?.version ?? 0);
  return {
    text: title,
    blocks: [
      ...notice,
      said(`*${title}*`),
      ...(last
        ? [small(t.rules.changedBy(mention(last.changed_by), dateToken(last.created_at, t.locale)))]
        : []),
      ...(kit ? [facts(kit, t)] : [said(t.brand.none)]),
      small(isAdmin ? t.brand.howItChanges : t.brand.membersNote),
      actions(
        'knowledge_brand',
        ...(isAdmin ? [button(knowledgeActions.changeBrand, t.brand.change, '{}')] : []),
        button(knowledgeActions.history, t.brand.history, JSON.stringify({ setting: 'brand_kit' })),
      ),
    ],
  };
}

/** Rich text shows a colour with its swatch, and names exactly as they are. */
function facts(kit: BrandKit, t: KnowledgeTexts): RichTextBlock {
  const line = (name: string, ...value: RichTextElement[]) => ({
    type: 'rich_text_section' as const,
    elements: [{ type: 'text' as const, text: `${name}: `, style: { bold: true } }, ...value],
  });
  const words = (text: string): RichTextElement => ({ type: 'text', text: clip(text, 200) || '–' });
  return {
    type: 'rich_text',
    elements: [
      line(t.brand.name, words(kit.name)),
      line(t.brand.handle, words(kit.handle)),
      {
        type: 'rich_text_section',
        elements: [words(t.brand.fonts(kit.fonts.heading, kit.fonts.body))],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: colourNames.map((name) => ({
          type: 'rich_text_section',
          elements: [words(`${t.brand.colours[name]}: `), { type: 'color', value: kit.colors[name] }],
        })),
      },
    ],
  };
}
