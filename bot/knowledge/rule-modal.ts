import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type HouseRule, languages, ruleKinds, ruleLength } from '../../ports/content.ts';
import { clip, said } from '../blocks.ts';
import type { KnowledgeTexts } from '../texts/knowledge-texts.ts';
import { label, option } from './add-modal.ts';

export const RULE = 'knowledge_rule';
export const VOICE = 'knowledge_voice';
export const EVERY_LANGUAGE = 'all';
export const REMOVE = 'remove';

export const settingOrigin = z.object({
  /** The version that the form was filled from. */
  base: z.number().int(),
  /** Null: a new rule, or the voice. */
  rule: z.string().nullable(),
  /** Page of the list that the form was opened from. */
  offset: z.number().int(),
  channel_id: z.string().nullable(),
  /** Of the list, to be drawn anew. */
  response_url: z.string().nullable(),
});
export type SettingOrigin = z.infer<typeof settingOrigin>;

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

export function voiceModal(
  voice: string,
  origin: SettingOrigin,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): ModalView {
  const f = t.voiceForm;
  return {
    type: 'modal',
    callback_id: VOICE,
    private_metadata: JSON.stringify(origin),
    title: label(f.title),
    submit: label(f.submit),
    close: label(f.close),
    blocks: [
      ...notice,
      {
        type: 'input',
        block_id: 'voice',
        // An empty voice is accepted: the models then write plainly.
        optional: true,
        label: label(f.label),
        hint: label(f.hint(ruleLength.voice)),
        element: {
          type: 'plain_text_input',
          action_id: 'voice',
          multiline: true,
          max_length: ruleLength.voice,
          ...(voice === '' ? {} : { initial_value: clip(voice, ruleLength.voice) }),
        },
      },
    ],
  };
}

/** Stands above a form that stays open as somebody was quicker. */
export function meanwhileNotice(sentences: string[], now: KnownBlock[]): KnownBlock[] {
  return [said(sentences.join(' ')), ...now, { type: 'divider' }];
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
