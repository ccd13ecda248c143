import type { Hint } from '../platform/hint.ts';
import type { ContentForAgent } from '../ports/content.ts';

/** The calls of a runner, which wake the bot of the same process after each one that changes what Slack shows. */
export function wakeOutbox(content: ContentForAgent, outbox: Hint): ContentForAgent {
  const then = async <T>(call: Promise<T>): Promise<T> => {
    const answer = await call;
    outbox.wake();
    return answer;
  };
  return {
    ...content,
    claimJob: (...args) => then(content.claimJob(...args)),
    recordProgress: (...args) => then(content.recordProgress(...args)),
    recordDraft: (...args) => then(content.recordDraft(...args)),
    completeJob: (...args) => then(content.completeJob(...args)),
    failJob: (...args) => then(content.failJob(...args)),
    reapJobs: () => then(content.reapJobs()),
  };
}
