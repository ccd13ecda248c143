import type { ModalView } from '@slack/types';
import { within } from '../../platform/within.ts';
import type { HouseRules } from '../../ports/content.ts';
import { deadlines } from '../asking/deadlines.ts';
import { openForm } from '../asking/open-form.ts';
import { onPress, type Press, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import { adminAsks } from '../asking/who-asks.ts';
import type { ContentDesk } from '../content-desk.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { readRules } from './read-setting.ts';
import { newRule, ruleModal } from './rule-modal.ts';
import { ruleRef, rulesPlace } from './setting-actions.ts';
import type { SettingOrigin } from './setting-origin.ts';
import { voiceModal } from './voice-modal.ts';

/** Change the voice. */
export function editVoiceAction(desk: ContentDesk) {
  return opening(desk, (press, rules, t) => {
    const place = readValue(rulesPlace, press.value);
    return place && voiceModal(rules, originOf(press, rules, null, place.offset), [], t);
  });
}

/** Add a rule. */
export function addRuleAction(desk: ContentDesk) {
  return opening(desk, (press, rules, t) => {
    const place = readValue(rulesPlace, press.value);
    const filled = { rule: newRule, remove: false };
    return place && ruleModal(filled, originOf(press, rules, null, place.offset), [], t);
  });
}

/** Change a rule, or remove it. */
export function editRuleAction(desk: ContentDesk) {
  return opening(desk, (press, rules, t) => {
    const ref = readValue(ruleRef, press.value);
    const rule = ref && rules.rules.find((r) => r.id === ref.rule);
    if (ref && !rule) return t.rules.gone;
    if (!ref || !rule) return null;
    return ruleModal({ rule, remove: false }, originOf(press, rules, ref.rule, ref.offset), [], t);
  });
}

/** For admins: a form filled from the rules in force. A string is told instead; null: a button of another release. */
function opening(
  desk: ContentDesk,
  viewOf: (press: Press, rules: HouseRules, t: KnowledgeTexts) => ModalView | string | null,
) {
  return onPress(async (press) => {
    const { knowledge: t } = await desk.textsFor(press.teamId);
    const reading = readRules(desk, press.teamId).catch(() => undefined);
    const [rules, allowed] = await Promise.all([
      within(desk.clock, deadlines.look, reading),
      adminAsks(desk, press, t),
    ]);
    if (!allowed) return;
    if (!rules) return tellLine(desk, press.to, t.command.notAnswered);
    const view = viewOf(press, rules, t);
    if (view === null) return tellOldButton(desk, press);
    if (typeof view === 'string') return tellLine(desk, press.to, view);
    await openForm(desk, press, view, t);
  });
}

function originOf(press: Press, rules: HouseRules, rule: string | null, offset: number): SettingOrigin {
  const { channel_id, response_url = null } = press.to;
  return { base: rules.version, rule, offset, channel_id, response_url };
}
