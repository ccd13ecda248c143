import type { KnownBlock } from '@slack/types';
import type { SettingVersion } from '../../ports/content.ts';
import { button, clip, confirmation, dateToken, type Message, plain, said, small } from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { type Setting, settingActions, type VersionRef } from './setting-actions.ts';
import { changeInWords } from './setting-notice.ts';

export const VERSIONS_SHOWN = 10;

/** The newest versions with who made them, when and what the change was; admins may go back to one. Pure. */
export function historyMessage(
  setting: Setting,
  versions: SettingVersion[],
  isAdmin: boolean,
  t: KnowledgeTexts,
): Message {
  const title = setting === 'house_rules' ? t.history.rules : t.history.brand;
  const [newest] = versions;
  if (!newest) return { text: t.history.none, blocks: [said(t.history.none)] };
  return {
    text: title,
    blocks: [
      said(`*${title}*`),
      ...versions.flatMap((v) => versionBlocks(setting, v, newest.version, isAdmin, t)),
      ...(newest.version > versions.length ? [small(t.history.older(versions.length))] : []),
    ],
  };
}

function versionBlocks(
  setting: Setting,
  v: SettingVersion,
  newest: number,
  isAdmin: boolean,
  t: KnowledgeTexts,
): KnownBlock[] {
  const inForce = v.version === newest;
  const name = `${t.history.version(v.version)}${inForce ? ` (${t.history.inForce})` : ''}`;
  const line = plain(`${name}: ${clip(changeInWords(setting, v.change, t), 500)}`);
  const ref: VersionRef = { setting, version: v.version, base: newest };
  const back = button(settingActions.backTo, t.history.backTo, JSON.stringify(ref), {
    confirm: confirmation(t.history.confirmBack(v.version)),
  });
  return [
    isAdmin && !inForce ? { ...line, accessory: back } : line,
    small(`${personOf(v.changed_by, t)} · ${dateToken(v.created_at, t.locale)}`),
  ];
}
