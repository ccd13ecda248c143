import type { KnownBlock, ModalView } from '@slack/types';
import { ruleLength } from '../../ports/content.ts';
import { clip } from '../blocks.ts';
import type { KnowledgeTexts } from '../texts/knowledge-texts.ts';
import { label } from './form-parts.ts';
import type { SettingOrigin } from './setting-origin.ts';

export const VOICE = 'knowledge_voice';

/** How the team's texts sound, in one field. */
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
