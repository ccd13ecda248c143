import type { KnownBlock } from '@slack/types';
import { actions, button, plain } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { type Setting, settingActions, type VersionRef } from './setting-actions.ts';

/** "Version 8 is in force: …", with Undo where there is a version to go back to. Pure. */
export function settingNotice(
  setting: Setting,
  version: number,
  change: string,
  t: KnowledgeTexts,
): KnownBlock[] {
  const back: VersionRef = { setting, version: version - 1, base: version };
  return [
    plain(`${t.setting.inForce(version)} ${change}`),
    ...(back.version > 0
      ? [actions('knowledge_undo', button(settingActions.backTo, t.setting.undo, JSON.stringify(back)))]
      : []),
  ];
}

/**
 * What a version changed, in the team's language: the bot's own words come as they are, the database's are known by
 * their form.
 */
export function changeInWords(setting: Setting, change: string | null, t: KnowledgeTexts): string {
  const c = t.setting.change;
  if (change === null || change === '') return c.first;
  const back = /^back to version (\d+)$/.exec(change)?.[1];
  if (back !== undefined) return c.backTo(Number(back));
  return setting === 'brand_kit' ? c.brandFields(brandFields(change, t)) : change;
}

/** `name, colors.accent` → "name, Accent". */
function brandFields(change: string, t: KnowledgeTexts): string {
  const names: Record<string, string> = {
    ...t.brand.fields,
    ...Object.fromEntries(Object.entries(t.brand.colours).map(([name, word]) => [`colors.${name}`, word])),
  };
  return change
    .split(', ')
    .map((field) => names[field] ?? field)
    .join(', ');
}
