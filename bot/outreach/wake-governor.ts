import type { Hint } from '../../platform/hint.ts';
import type { OutreachForBot } from '../../ports/outreach.ts';

/** The calls of a bot, which wake a governor that sleeps after each one that may have let something go. */
export function wakeGovernor(outreach: OutreachForBot, releases: Hint | undefined): OutreachForBot {
  if (!releases) return outreach;
  const then = async <T>(call: Promise<T>): Promise<T> => {
    const answer = await call;
    releases.wake();
    return answer;
  };
  return {
    ...outreach,
    decideAction: (...args) => then(outreach.decideAction(...args)),
    rescheduleAction: (...args) => then(outreach.rescheduleAction(...args)),
    steerCampaign: (...args) => then(outreach.steerCampaign(...args)),
    acceptNote: (...args) => then(outreach.acceptNote(...args)),
    resume: (...args) => then(outreach.resume(...args)),
    takeAnswer: (...args) => then(outreach.takeAnswer(...args)),
    letCampaignGoOn: (...args) => then(outreach.letCampaignGoOn(...args)),
  };
}
