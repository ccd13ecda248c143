import type { KnownBlock } from '@slack/types';
import type { RankedLead, TopLeads } from '../../ports/outreach.ts';
import {
  actions,
  button,
  clip,
  escapeMrkdwn,
  heading,
  isWebAddress,
  type Message,
  plain,
  safeText,
  said,
  small,
} from '../slack/blocks.ts';
import type { ScoreTexts } from '../texts/en/score-rules.ts';
import { filterWords } from './lead-filter.ts';
import { scoreActions, type TopPlace } from './score-actions.ts';
import { scoreReasons } from './score-reasons.ts';

/** Two blocks each; a message holds 50 and 12,000 characters. */
export const PAGE = 10;

/** A page of leads, best first, each with every contribution to its score. Pure. */
export function topMessage(top: TopLeads, place: TopPlace, t: ScoreTexts): Message {
  const filter = filterWords(place.filter);
  if (top.total === 0) {
    const line = filter === '' ? t.top.empty : t.top.none;
    return { text: line, blocks: [said(line), ...(filter === '' ? [] : [plain(t.top.filter(filter))])] };
  }
  const title = t.top.heading(top.total);
  const last = place.offset + top.leads.length;
  const at = (offset: number) => JSON.stringify({ filter: place.filter, offset } satisfies TopPlace);
  return {
    text: title,
    blocks: [
      heading(title),
      ...(filter === '' ? [] : [plain(t.top.filter(filter))]),
      ...(top.behind > 0 ? [small(t.top.behind(top.behind))] : []),
      ...top.leads.flatMap((lead) => leadBlocks(lead, t)),
      small(
        [
          ...(top.total > top.leads.length ? [t.top.range(place.offset + 1, last, top.total)] : []),
          t.top.version(top.version),
          t.rules.tiers(top.tiers.a, top.tiers.b),
        ].join(' · '),
      ),
      actions(
        'leads_top_pages',
        ...(place.offset > 0
          ? [button(scoreActions.previous, t.top.previous, at(Math.max(0, place.offset - PAGE)))]
          : []),
        ...(last < top.total ? [button(scoreActions.next, t.top.next, at(last))] : []),
        button(scoreActions.rules, t.top.rules, 'rules'),
      ),
    ],
  };
}

function leadBlocks(lead: RankedLead, t: ScoreTexts): KnownBlock[] {
  const name = safeText(lead.name ?? t.top.unnamed, 120);
  const named = isWebAddress(lead.profile_url) ? `<${lead.profile_url}|${name}>` : name;
  // Many titles name the company already.
  const company = lead.title?.includes(lead.company ?? '') ? null : lead.company;
  const work = [lead.title, company, lead.country].filter((one) => one !== null && one !== '');
  const line = [
    `${lead.place}. *${named}*  ·  *${lead.score}* (${t.tier[lead.tier]})`,
    ...(work.length > 0 ? [escapeMrkdwn(clip(work.join(' · '), 250))] : []),
  ].join('\n');
  const why = scoreReasons(lead.parts, t);
  return [said(line), small(lead.standing === null ? why : `${why}  ·  *${t.top.standing[lead.standing]}*`)];
}
