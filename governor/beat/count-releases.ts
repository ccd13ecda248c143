import type { OutreachForGovernor } from '../../ports/outreach.ts';

/** The calls of a governor, counted where one of them moved an action: a beat after which more may be due. */
export function countReleases(outreach: OutreachForGovernor): {
  outreach: OutreachForGovernor;
  /** Since the process began. */
  done(): number;
} {
  let count = 0;
  return {
    outreach: {
      ...outreach,
      async planActions(...args) {
        const answer = await outreach.planActions(...args);
        count += args[0].length;
        return answer;
      },
      async claimRelease(...args) {
        const answer = await outreach.claimRelease(...args);
        if (answer.outcome === 'claimed') count += 1;
        return answer;
      },
    },
    done: () => count,
  };
}
