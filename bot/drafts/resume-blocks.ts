import type { KnownBlock } from '@slack/types';
import type { JobView } from '../../ports/content.ts';
import { actions, button, dateToken, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { progressActions } from './progress-message.ts';

/** What stands in place of the buttons of something that no one answered in time. */
export function resumeBlocks(job: JobView, texts: Texts): KnownBlock[] {
  const t = texts.job.expired;
  if (!job.resume_until) return [said(t.forGood)];
  return [
    said(t.until(dateToken(job.resume_until, texts.locale))),
    actions('expired', button(progressActions.resume, t.resume, job.id, { style: 'primary' })),
  ];
}
