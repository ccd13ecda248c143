import type { KnownBlock, ModalView } from '@slack/types';
import { type HouseRule, languages, ruleKinds, ruleLength } from '../../ports/content.ts';
import { label, option } from '../asking/form-parts.ts';
import { clip } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import type { SettingOrigin } from './setting-origin.ts';

export const RULE = 'knowledge_rule';
export const EVERY_LANGUAGE = 'all';
export const REMOVE = 'remove';

/** What the form is filled with; a new rule begins as one that blocks. */
export const newRule: Omit<HouseRule, 'id'> = {
  kind: 'banned_word',
  pattern: '',
  severity: 'block',
  reason: '',
  language: null,
};

/** One rule. Block and action id of a field are the same word. */
export function ruleModal(
  filled: { rule: Omit<HouseRule, 'id'>; remove: boolean },
  origin: SettingOrigin,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): ModalView {
  const f = t.ruleForm;
  const { rule } = filled;
  const removal = option(f.removeOption, REMOVE);
  return {
    type: 'modal',
    callback_id: RULE,
    private_metadata: JSON.stringify(origin),
    title: label(origin.rule === null ? f.titleAdd : f.titleEdit),
    submit: label(f.submit),
    close: label(f.close),
    blocks: [
      ...notice,
      select(
        'kind',
        f.kind,
        ruleKinds.map((kind) => option(f.kindOptions[kind], kind)),
        rule.kind,
      ),
      text('pattern', f.pattern, f.patternHint, rule.pattern, ruleLength.pattern),
      select(
        'severity',
        f.severity,
        (['block', 'warn'] as const).map((s) => option(f.severityOptions[s], s)),
        rule.severity,
      ),
      select(
        'language',
        f.language,
        [
          option(t.rules.everyLanguage, EVERY_LANGUAGE),
          ...languages.map((language) => option(t.languages[language], language)),
        ],
        rule.language ?? EVERY_LANGUAGE,
      ),
      text('reason', f.reason, f.reasonHint, rule.reason, ruleLength.reason),
      ...(origin.rule === null
        ? []
        : [
            {
              type: 'input' as const,
              block_id: 'remove',
              optional: true,
              label: label(f.remove),
              element: {
                type: 'checkboxes' as const,
                action_id: 'remove',
                options: [removal],
                ...(filled.remove ? { initial_options: [removal] } : {}),
              },
            },
          ]),
    ],
  };
}

function select(id: string, name: string, options: ReturnType<typeof option>[], chosen: string): KnownBlock {
  const initial = options.find((o) => o.value === chosen);
  return {
    type: 'input',
    block_id: id,
    label: label(name),
    element: {
      type: 'static_select',
      action_id: id,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

function text(id: string, name: string, hint: string, value: string, max: number): KnownBlock {
  return {
    type: 'input',
    block_id: id,
    label: label(name),
    hint: label(hint),
    element: {
      type: 'plain_text_input',
      action_id: id,
      multiline: true,
      max_length: max,
      ...(value === '' ? {} : { initial_value: clip(value, max) }),
    },
  };
}
