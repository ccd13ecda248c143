import type { KnownBlock, ModalView } from '@slack/types';
import { within } from '../../platform/within.ts';
import type { HouseRules, SettingChange } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { meanwhileNotice } from '../asking/form-parts.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { noted } from '../asking/press.ts';
import { refusedAs } from '../asking/refused-as.ts';
import { adminNames } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import { personOf } from '../slack/person-of.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { lastVersion, readRules } from './read-setting.ts';
import type { SettingOrigin } from './setting-origin.ts';

type Saved =
  | { kind: 'changed'; version: number; change: string }
  | { kind: 'unchanged' }
  /** The form stays open, with what was typed, on top of the version in force. */
  | { kind: 'again'; view: ModalView }
  | { kind: 'refused'; field: string; message: string };

/** What a form makes of the rules in force, or what is wrong with it. */
export type Edit = (
  rules: HouseRules,
) => { rules: Omit<HouseRules, 'version'>; change: string } | { field: string; message: string };

export interface RulesForm {
  teamId: string;
  userId: string;
  origin: SettingOrigin;
  /** Where a fault that belongs to no field is shown. */
  firstField: string;
  edit: Edit;
  /** The same form over the version in force, as another admin was quicker. */
  again(
    rules: HouseRules,
    origin: SettingOrigin,
    notice: (more: string[], now: KnownBlock[]) => KnownBlock[],
  ): ModalView;
}

/** Saves a form that changes the house rules, from exactly the version that it was filled from. */
export async function saveRules(desk: ContentDesk, form: RulesForm, t: KnowledgeTexts): Promise<Saved> {
  const notSaved = { kind: 'refused', field: form.firstField, message: t.setting.notSaved } as const;
  const work = save(desk, form, t).catch((error: unknown) => {
    if (noAnswer(error)) return notSaved;
    // What was typed stays in the form.
    const code = refusedAs(desk, error);
    if (code !== null) return { ...notSaved, message: t.command.refused(code) };
    throw error;
  });
  return (await within(desk.clock, deadlines.form, work)) ?? notSaved;
}

async function save(desk: ContentDesk, form: RulesForm, t: KnowledgeTexts): Promise<Saved> {
  const { teamId, userId, origin } = form;
  await noted(desk, { teamId, userId });
  const rules = await readRules(desk, teamId);
  if (rules.version !== origin.base) return again(desk, form, rules, t);
  const edited = form.edit(rules);
  if ('field' in edited) return { kind: 'refused', ...edited };
  const answer = await desk.content.changeHouseRules({
    team_id: teamId,
    person_id: userId,
    base_version: origin.base,
    rules: edited.rules,
    change: edited.change,
  });
  desk.log.info('house_rules_changed', { user_id: userId, code: answer.outcome, version: answer.version });
  return outcomeOf(desk, form, answer, edited.change, t);
}

async function outcomeOf(
  desk: ContentDesk,
  form: RulesForm,
  answer: SettingChange,
  change: string,
  t: KnowledgeTexts,
): Promise<Saved> {
  switch (answer.outcome) {
    case 'changed':
      return { kind: 'changed', version: answer.version, change };
    case 'unchanged':
      return { kind: 'unchanged' };
    case 'not_allowed': {
      const message = t.setting.adminsOnly(await adminNames(desk, form.teamId, t));
      return { kind: 'refused', field: form.firstField, message };
    }
    default:
      return again(desk, form, await readRules(desk, form.teamId), t);
  }
}

async function again(
  desk: ContentDesk,
  form: RulesForm,
  rules: HouseRules,
  t: KnowledgeTexts,
): Promise<Saved> {
  const last = await lastVersion(desk, form.teamId, 'house_rules');
  const sentence = t.setting.changedMeanwhile(personOf(last?.changed_by ?? null, t), rules.version);
  const view = form.again(rules, { ...form.origin, base: rules.version }, (more, now) =>
    meanwhileNotice([sentence, ...more], now),
  );
  return { kind: 'again', view };
}
