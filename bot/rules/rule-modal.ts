import type { KnownBlock, ModalView } from '@slack/types';
import { type HouseRule, languages, ruleKinds, ruleLength } from '../../ports/content.ts';
import { field, modal, option } from '../asking/form-parts.ts';
import { clip } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import type { SettingOrigin } from './setting-origin.ts';

export const RULE = 'knowledge_rule';
const EVERY_LANGUAGE = 'all';
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
  return modal(
    RULE,
    origin,
    { title: origin.rule === null ? f.titleAdd : f.titleEdit, submit: f.submit, close: f.close },
    [
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
            field(
              'remove',
              f.remove,
              {
                type: 'checkboxes',
                options: [removal],
                ...(filled.remove ? { initial_options: [removal] } : {}),
              },
              { optional: true },
            ),
          ]),
    ],
  );
}

function select(id: string, name: string, options: ReturnType<typeof option>[], chosen: string): KnownBlock {
  const initial = options.find((o) => o.value === chosen);
  return field(id, name, {
    type: 'static_select',
    options,
    ...(initial ? { initial_option: initial } : {}),
  });
}

function text(id: string, name: string, hint: string, value: string, max: number): KnownBlock {
  return field(
    id,
    name,
    {
      type: 'plain_text_input',
      multiline: true,
      max_length: max,
      ...(value === '' ? {} : { initial_value: clip(value, max) }),
    },
    { hint: hint },
  );
}
