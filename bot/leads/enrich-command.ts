import type { EnrichmentCounts } from '../../ports/outreach.ts';
import { noAnswer } from '../asking/no-answer.ts';
import { type Asked, tellLine } from '../asking/press.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { bulleted, said } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';
import { filterWords, readFilter } from './lead-filter.ts';

/** Why leads of a filter are not read, in the order in which it matters to people. */
const reasons = ['complete', 'no_site', 'under_way', 'suppressed', 'over_limit'] as const;
export type LeftOutOfEnrichment = (typeof reasons)[number];

/** `/leads enrich [filter]`: begins at once; what is found comes back as a draft for approval, so that no lead changes by it. */
export async function enrichCommand(
  desk: OutreachDesk,
  asked: Asked,
  channelId: string,
  words: string,
): Promise<void> {
  const texts = await desk.textsFor(asked.teamId);
  const t = texts.leadEnrichment;
  const read = readFilter(words);
  if (read.kind !== 'filter') {
    await tellLine(desk, asked.to, t.badFilter(read.kind, read.word));
    return;
  }
  const named = filterWords(read.filter);
  try {
    const started = await desk.outreach.startEnrichment({
      key: asked.triggerId,
      team_id: asked.teamId,
      person_id: asked.userId,
      channel_id: channelId,
      filter: read.filter,
      title: named === '' ? t.allLeads : named,
      language: texts.locale === 'pt-BR' ? 'pt' : 'en',
    });
    if (started.outcome === 'not_allowed') return await tellLine(desk, asked.to, t.notAllowed);
    desk.hints.outbox.wake();
    const { counts, outcome } = started;
    const text =
      outcome !== 'nothing'
        ? t.started(counts.chosen)
        : counts.matching === 0
          ? t.noneMatch
          : t.nothing(counts.matching);
    const left = leftOut(counts, texts);
    await desk.tell(asked.to, { text, blocks: [said(text), ...(left.length > 0 ? [bulleted(left)] : [])] });
  } catch (error) {
    if (!noAnswer(error)) throw error;
    await tellLine(desk, asked.to, texts.outreach.command.notAnswered);
  }
}

function leftOut(counts: EnrichmentCounts, texts: Texts): string[] {
  return reasons.flatMap((reason) =>
    counts[reason] > 0 ? [texts.leadEnrichment.leftOut[reason](counts[reason])] : [],
  );
}
