import type { LeadBatch } from '../../ports/outreach.ts';
import { actions, bulleted, clip, type Message, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { count, rollbackButton } from './batch-message.ts';
import { leadActions } from './lead-ref.ts';

/** What an approved enrichment came to, with the way back. Pure. */
export function appliedMessage(batch: LeadBatch, texts: Texts): Message {
  const t = texts.leadEnrichment;
  const text = t.applied(count(batch, 'changed'), count(batch, 'values'));
  const left = [
    ...(count(batch, 'kept_fields') > 0 ? [t.kept(count(batch, 'kept_fields'))] : []),
    ...(count(batch, 'gone') > 0 ? [t.gone(count(batch, 'gone'))] : []),
  ];
  return {
    text: clip(text, 300),
    blocks: [
      said(text),
      ...(left.length > 0 ? [bulleted(left)] : []),
      ...(count(batch, 'changed') > 0
        ? [actions('leads_batch', rollbackButton(batch, leadActions.rollback, texts.leads))]
        : []),
    ],
  };
}
