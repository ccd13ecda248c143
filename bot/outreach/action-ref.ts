import { z } from 'zod';
import type { Action } from '../../ports/outreach.ts';

/** What a button of a card carries: which text was on it. Neither the text nor authority. */
export const actionRef = z.object({ action: z.string(), revision: z.number().int(), hash: z.string() });
type ActionRef = z.infer<typeof actionRef>;

export function refOf(action: Action): ActionRef {
  return { action: action.id, revision: action.revision, hash: action.hash };
}

export const outreachActions = {
  approve: 'outreach_approve',
  edit: 'outreach_edit',
  reject: 'outreach_reject',
  cancel: 'outreach_cancel',
  reschedule: 'outreach_reschedule',
  wasSent: 'outreach_was_sent',
  wasNotSent: 'outreach_was_not_sent',
  terms: 'outreach_terms',
  configure: 'outreach_configure',
  status: 'outreach_status',
  forecast: 'outreach_forecast',
  preview: 'outreach_preview_limits',
  pause: 'outreach_pause',
  resume: 'outreach_resume',
  suppress: 'outreach_suppress',
  suppressWriter: 'outreach_suppress_writer',
} as const;

/** Several buttons of one message that do the same need different ids: `outreach_pause` and `outreach_pause:2`. */
export function numbered(actionId: string, n: number): string {
  return `${actionId}:${n}`;
}

/** The ids under which the buttons of one kind come back. */
export function anyOf(actionId: string): RegExp {
  return new RegExp(`^${actionId}(?::\\d+)?$`);
}
