import type { KnownBlock } from '@slack/types';
import type { LeadBatch } from '../../ports/outreach.ts';
import {
  actions,
  bulleted,
  button,
  clip,
  confirmation,
  heading,
  type Message,
  mention,
  plain,
  said,
  small,
} from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import { leadActions } from './lead-ref.ts';

const KEPT_SHOWN = 10;

/** How an import goes or went; its rollback too. Pure. */
export function batchMessage(batch: LeadBatch, t: LeadsTexts): Message {
  const b = t.batch;
  const title = t.preview.heading(clip(batch.title, 80));
  const by = mention(batch.person_id);
  const head: KnownBlock[] = [heading(title)];
  switch (batch.status) {
    case 'running':
      return { text: title, blocks: [...head, said(b.running(batch.done, batch.total ?? 0, by))] };
    case 'failed':
      return {
        text: title,
        blocks: [
          ...head,
          said(b.failed(b.errors[batch.error ?? ''] ?? b.errorUnknown)),
          ...result(batch, t),
          ...rollback(batch, t),
        ],
      };
    case 'rolling_back':
      return { text: title, blocks: [...head, said(b.rollingBack(mention(batch.rolled_back_by ?? '')))] };
    case 'rolled_back':
      return { text: title, blocks: [...head, ...rolledBack(batch, t)] };
    default:
      return {
        text: title,
        blocks: [...head, said(b.applied(by)), ...result(batch, t), ...rollback(batch, t)],
      };
  }
}

/** What a rollback put back, and what it kept as it changed since. Pure. */
export function rolledBack(batch: LeadBatch, t: LeadsTexts): KnownBlock[] {
  const b = t.batch;
  const kept = batch.kept.map(({ name, profile_url, fields }) =>
    clip(
      b.keptLead(
        name ?? profile_url,
        fields.map((field) => t.fields[field as keyof typeof t.fields] ?? field).join(', '),
      ),
      300,
    ),
  );
  return [
    said(b.rolledBack(mention(batch.rolled_back_by ?? ''))),
    said(
      [
        b.restored(count(batch, 'back_restored')),
        ...(count(batch, 'back_removed') > 0 ? [b.removed(count(batch, 'back_removed'))] : []),
        ...(count(batch, 'back_kept') > 0 ? [b.keptCount(count(batch, 'back_kept'))] : []),
      ]
        .map((line) => `• ${line}`)
        .join('\n'),
    ),
    ...(kept.length > 0 ? [plain(b.keptHeading), bulleted(kept.slice(0, KEPT_SHOWN))] : []),
    ...(count(batch, 'back_kept') > Math.min(kept.length, KEPT_SHOWN)
      ? [small(b.keptMore(count(batch, 'back_kept') - Math.min(kept.length, KEPT_SHOWN)))]
      : []),
  ];
}

function result(batch: LeadBatch, t: LeadsTexts): KnownBlock[] {
  const lines = Object.entries(t.batch.codes)
    .map(([code, line]) => [count(batch, code), line] as const)
    .filter(([n]) => n > 0)
    .map(([n, line]) => `• ${line(n)}`);
  return lines.length > 0 ? [said(lines.join('\n'))] : [said(t.batch.nothing)];
}

function rollback(batch: LeadBatch, t: LeadsTexts): KnownBlock[] {
  if (count(batch, 'new') + count(batch, 'changed') === 0) return [];
  return [actions('leads_batch', rollbackButton(batch, leadActions.rollback, t))];
}

export function rollbackButton(batch: Pick<LeadBatch, 'batch_id'>, actionId: string, t: LeadsTexts) {
  return button(actionId, t.batch.rollBack, batch.batch_id, {
    style: 'danger',
    confirm: confirmation(t.batch.confirm, 'danger'),
  });
}

export function count(batch: LeadBatch, code: string): number {
  const n = batch.counts[code];
  return typeof n === 'number' ? n : 0;
}
