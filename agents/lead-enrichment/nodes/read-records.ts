import { inLanes } from '../../../platform/lanes.ts';
import type { TakenRecord } from '../../../ports/content.ts';
import { companyReader } from '../company-reader.ts';
import { enrichRecord } from '../enrich-record.ts';
import type { EnrichmentNode, EnrichmentState } from '../state.ts';
import type { EnrichmentTools } from '../tools.ts';

/** Records of one superstep: people see where the batch stands, and other jobs get the slot, about each ten seconds. */
const SLICE = 25;
/** Sites read side by side. */
const LANES = 4;

/**
 * Works on the next records, each of which is settled by itself: a kill loses what was under way and repeats no paid call. Those
 * that a process died with are taken last and alone, so that one which takes it down again ends as its own fault.
 */
export function readRecords({
  askModel,
  content,
  claim,
  readSite,
  attempt,
  giveWay,
}: Omit<EnrichmentTools, 'speaks'>): EnrichmentNode {
  return async ({ brief }, { signal }) => {
    if (attempt.finishes) {
      await content.leaveOutRecords(claim);
      return { counts: await content.countRecords(claim) };
    }
    const readCompany = companyReader({ readSite, askModel, language: brief.language, signal });
    const work = async ({ number, input }: TakenRecord) => {
      try {
        await content.settleRecord(claim, number, await enrichRecord(input, readCompany, signal));
      } catch (error) {
        // Of a lost job nothing can be put back, and of a broken connection its end does.
        await content.putBackRecord(claim, number).catch(() => {});
        throw error;
      }
    };
    const turns = Array.from({ length: SLICE });
    const taken = await inLanes(turns, LANES, async () => {
      const record = await content.takeRecord(claim, { alone: false });
      if (record) await work(record);
      return record !== null;
    });
    if (!taken.includes(true)) {
      for (const _ of turns) {
        const record = await content.takeRecord(claim, { alone: true });
        if (!record) break;
        await work(record);
      }
    }
    const counts = await content.countRecords(claim);
    if (counts.open > 0 && (await content.othersWait(claim))) giveWay();
    return { counts };
  };
}

export const afterReading = ({ counts }: EnrichmentState): 'read' | 'propose' =>
  counts !== null && counts.open > 0 ? 'read' : 'propose';
