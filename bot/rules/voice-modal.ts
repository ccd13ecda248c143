import type { KnownBlock, ModalView } from '@slack/types';
import { type HouseRules, ruleLength, voiceSamples } from '../../ports/content.ts';
import { label, modal } from '../asking/form-parts.ts';
import { clip } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import type { SettingOrigin } from './setting-origin.ts';

export const VOICE = 'knowledge_voice';

type Voice = Pick<HouseRules, 'voice' | 'samples'>;

/** Block of a sample, counted from 0. */
export const sampleBlock = (at: number): string => `sample_${at + 1}`;

/** How the team's texts sound, in one field, and texts that show it, a field each. */
export function voiceModal(
  { voice, samples = [] }: Voice,
  origin: SettingOrigin,
  notice: KnownBlock[],
  t: KnowledgeTexts,
): ModalView {
  const f = t.voiceForm;
  const text = (id: string, max: number, value: string, said: { label: string; hint?: string }) => ({
    type: 'input' as const,
    block_id: id,
    // An empty voice is accepted: the models then write plainly.
    optional: true,
    label: label(said.label),
    ...(said.hint ? { hint: label(said.hint) } : {}),
    element: {
      type: 'plain_text_input' as const,
      action_id: id,
      multiline: true,
      max_length: max,
      ...(value === '' ? {} : { initial_value: clip(value, max) }),
    },
  });
  return modal(VOICE, origin, f, [
    ...notice,
    text('voice', ruleLength.voice, voice, { label: f.label, hint: f.hint(ruleLength.voice) }),
    ...Array.from({ length: voiceSamples.max }, (_, at) =>
      text(sampleBlock(at), ruleLength.sample, samples[at] ?? '', {
        label: f.sample(at + 1),
        ...(at === 0 ? { hint: f.samplesHint(voiceSamples.min, voiceSamples.max) } : {}),
      }),
    ),
  ]);
}
