import type { Hint } from '../../platform/hint.ts';
import type { OutreachForGovernor } from '../../ports/outreach.ts';

/** The calls of a governor, which wake the bot of the same process after each one that changes what Slack shows. */
export function wakeOutbox(outreach: OutreachForGovernor, outbox: Hint): OutreachForGovernor {
  const then = async <T>(call: Promise<T>, changed: (answer: T) => boolean = () => true): Promise<T> => {
    const answer = await call;
    if (changed(answer)) outbox.wake();
    return answer;
  };
  return {
    ...outreach,
    planActions: (...args) => then(outreach.planActions(...args)),
    explainHeld: (...args) => then(outreach.explainHeld(...args)),
    endAsGone: (...args) => then(outreach.endAsGone(...args)),
    claimRelease: (...args) => then(outreach.claimRelease(...args)),
    recordRelease: (...args) => then(outreach.recordRelease(...args)),
    expireDispatches: () => then(outreach.expireDispatches(), (count) => count > 0),
    recordLookup: (...args) => then(outreach.recordLookup(...args)),
    recordInbound: (...args) => then(outreach.recordInbound(...args)),
    recordAccountStatus: (...args) => then(outreach.recordAccountStatus(...args)),
  };
}
