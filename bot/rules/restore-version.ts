import type { KnownBlock } from '@slack/types';
import {
  type Asked,
  noted,
  onPress,
  onRecordingPress,
  readValue,
  tellLine,
  tellOldButton,
} from '../asking/press.ts';
import { answered, recorded } from '../asking/recorded.ts';
import { redraw } from '../asking/redraw.ts';
import { adminMentions, memberAsks } from '../asking/who-asks.ts';
import { brandPage } from '../brand/brand-command.ts';
import type { ContentDesk } from '../content-desk.ts';
import { letters } from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { historyMessage, VERSIONS_SHOWN } from './history-message.ts';
import { rulesPage } from './rules-command.ts';
import { historyRef, type Setting, versionRef } from './setting-actions.ts';
import { settingNotice } from './setting-notice.ts';

/** `/knowledge rules history`, `/knowledge brand history`. */
export async function historyCommand(
  desk: ContentDesk,
  asked: Asked,
  setting: Setting,
  t: KnowledgeTexts,
): Promise<void> {
  const reader = await memberAsks(desk, asked, t);
  if (!reader) return;
  const reading = desk.content.listSettingVersions(asked.teamId, setting, VERSIONS_SHOWN);
  const versions = await answered(desk, asked.to, t, reading);
  if (versions) await desk.tell(asked.to, historyMessage(setting, versions, reader.role === 'admin', t));
}

/** A press on History: beside what it is the history of. */
export function historyAction(desk: ContentDesk) {
  return onPress(async (press) => {
    const ref = readValue(historyRef, press.value);
    if (!ref) return tellOldButton(desk, press);
    await historyCommand(desk, press, ref.setting, (await desk.textsFor(press.teamId)).knowledge);
  });
}

/** Back to this, and Undo: an earlier version becomes the newest one. */
export function backToAction(desk: ContentDesk) {
  return onRecordingPress(async (press, ack) => {
    const ref = readValue(versionRef, press.value);
    if (!ref) return tellOldButton(desk, press, ack);
    const { knowledge: t } = await desk.textsFor(press.teamId);
    const work = noted(desk, press).then(() =>
      desk.content.restoreSetting({
        team_id: press.teamId,
        person_id: press.userId,
        setting: ref.setting,
        version: ref.version,
        base_version: ref.base,
      }),
    );
    const answer = await recorded(desk, press.to, t, work, { ack });
    if (!answer) return;
    desk.log.info('setting_restored', {
      user_id: press.userId,
      code: answer.outcome,
      version: answer.version,
    });
    switch (answer.outcome) {
      case 'changed': {
        const change = t.setting.change.backTo(ref.version);
        const notice = settingNotice(ref.setting, answer.version, change, t);
        return show(desk, press, ref.setting, notice, t);
      }
      case 'unchanged':
        return void (await desk.tell(press.to, letters(t.setting.unchanged)));
      case 'stale': {
        const who = personOf(answer.changed_by, t);
        return tellLine(desk, press.to, t.setting.stale(who, answer.version));
      }
      case 'not_allowed': {
        const admins = await adminMentions(desk, press.teamId, t);
        return tellLine(desk, press.to, t.command.adminsOnly(admins));
      }
      case 'unknown_version':
        return tellLine(desk, press.to, t.setting.unknownVersion(ref.version));
    }
  });
}

async function show(
  desk: ContentDesk,
  asked: Asked,
  setting: Setting,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): Promise<void> {
  const page =
    setting === 'house_rules'
      ? await rulesPage(desk, asked, 0, notice, t)
      : await brandPage(desk, asked, notice, t);
  if (page) await redraw(desk, asked.to, page);
}
