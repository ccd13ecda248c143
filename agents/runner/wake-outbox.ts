import type { Hint } from '../../platform/hint.ts';
import type { ContentForAgent } from '../../ports/content.ts';

/** The calls of a runner, which wake the bot of the same process after each one that changed what Slack shows. */
export function wakeOutbox(content: ContentForAgent, outbox: Hint): ContentForAgent {
  const after = async <T>(call: Promise<T>, changed: (answer: T) => boolean = () => true): Promise<T> => {
    const answer = await call;
    if (changed(answer)) outbox.wake();
    return answer;
  };
  return {
    ...content,
    claimJob: (...args) => after(content.claimJob(...args), (job) => job !== null),
    recordProgress: (...args) => after(content.recordProgress(...args)),
    recordDraft: (...args) => after(content.recordDraft(...args)),
    recordQuestion: (...args) => after(content.recordQuestion(...args)),
    recordLesson: (...args) => after(content.recordLesson(...args), (isNew) => isNew),
    recordReply: (...args) => after(content.recordReply(...args)),
    finishJob: (...args) => after(content.finishJob(...args)),
    stopForBudget: (...args) => after(content.stopForBudget(...args)),
    failJob: (...args) => after(content.failJob(...args)),
    reapJobs: () => after(content.reapJobs(), (count) => count > 0),
  };
}
