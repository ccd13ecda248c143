import type { Clock } from '../../platform/clock.ts';
import { languageOf } from '../../ports/content.ts';
import { withShortIds } from '../models/with-short-ids.ts';
import { attemptOf } from '../runner/attempt.ts';
import type { JobTools } from '../runner/workflow.ts';
import { dayInBrazil } from './day-in-brazil.ts';
import type { DraftingTools } from './tools.ts';

/** What the nodes of a claim work with, of what the runner gives for it. */
export function toolsOf(
  { job, content, askModel, search }: Omit<JobTools, 'checkpointer' | 'giveWay'>,
  clock: Pick<Clock, 'now'>,
): DraftingTools {
  return {
    askModel: withShortIds(askModel),
    content,
    search,
    claim: { id: job.id, fence: job.fence },
    attempt: attemptOf(job),
    // The team's, as the bot does.
    speaks: languageOf(job.locale),
    today: () => dayInBrazil(clock.now()),
  };
}
