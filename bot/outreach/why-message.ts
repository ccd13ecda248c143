import type { KnownBlock } from '@slack/types';
import type { Story, ToldEvent } from '../../ports/outreach.ts';
import { heading, type Message, mention, safeText, said, small } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { heldReason, leadName } from './describe-action.ts';
import { when } from './when.ts';

/** Below Slack's 3,000 of a section, with room for its markup. */
const SECTION = 2800;
/** The newest are told; a message takes 50 blocks. */
const LINES = 60;

/** The story of one action, or of all of a person's. Pure. */
export function whyMessage(story: Story, t: OutreachTexts): Message {
  const person = leadName({ lead: { ...story.lead, provider_id: null } });
  const title = t.why.heading(person);
  const types = new Map(story.actions.map(({ action_id, type }) => [action_id, t.types[type]]));
  const severalActions = story.actions.length > 1;
  const lines = story.events.flatMap((event) => {
    const line = lineOf(event, t);
    const type = severalActions && event.action_id !== null ? types.get(event.action_id) : undefined;
    return line === null ? [] : [`• ${when(event.at, t)}${type ? ` *${type}*` : ''} ${line}`];
  });
  const shown = lines.slice(-LINES);
  const leftOut = story.left_out + lines.length - shown.length;
  return {
    text: title,
    blocks: [
      heading(title),
      ...(story.is_suppressed ? [said(`*${t.why.suppressed}*`)] : []),
      ...story.actions.map((action) => said(stateOf(action, t))),
      ...(story.actions.length === 0 ? [said(t.why.none)] : []),
      ...(leftOut > 0 ? [small(t.why.leftOut(leftOut))] : []),
      ...sections(shown),
    ],
  };
}

function stateOf(action: Story['actions'][number], t: OutreachTexts): string {
  const held = heldReason(action, t);
  const date = when(action.scheduled_for, t);
  const waits = action.status === 'approved' || action.status === 'scheduled';
  return [
    `*${t.types[action.type]}*: ${t.status[action.status]}`,
    ...(waits && date !== '' ? [t.card.earliest(date)] : []),
    ...(held === null || action.blocked_by === 'not_due' ? [] : [t.card.heldBack(held)]),
    `\`${action.action_id}\``,
  ].join(' · ');
}

function lineOf({ code, actor, to, data }: ToldEvent, t: OutreachTexts): string | null {
  const w = t.why;
  const said = (value: unknown) => safeText(String(value ?? '?'), 100);
  const known = (value: unknown) => (value === undefined || value === null ? null : said(value));
  switch (code) {
    case 'action_scheduled':
      return w.scheduled(when(typeof data.scheduled_for === 'string' ? data.scheduled_for : null, t));
    case 'held': {
      const retry_at = typeof data.retry_at === 'string' ? data.retry_at : null;
      // That its time has not come is what "planned for" says.
      if (data.blocked_by === 'not_due') return null;
      return w.held(heldReason({ blocked_by: String(data.blocked_by), retry_at }, t) ?? '');
    }
    case 'release_checked':
      return w.checked({
        localTime: `${said(data.local_time)} (${said(data.time_zone)})`,
        window: said(data.window),
        used: said(data.used_today),
        quota: said(data.quota),
        sinceLast: known(data.minutes_since_last),
        gap: said(data.gap_min_minutes),
        week: known(data.max_7d) === null ? null : `${said(data.used_7d)}/${said(data.max_7d)}`,
      });
    case 'provider_answered': {
      const outcome = Object.entries(w.answered).find(([key]) => key === to)?.[1];
      const error = known(data.error);
      return `${outcome ?? said(to)}${error === null ? '' : ` (\`${error}\`)`}`;
    }
    default: {
      const sentence = Object.hasOwn(w.events, code) ? w.events[code] : undefined;
      const who = /^[UW][A-Z0-9]{2,}$/.test(actor) ? mention(actor) : '';
      return sentence ? sentence(who) : `\`${said(code)}\``;
    }
  }
}

function sections(lines: string[]): KnownBlock[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length < SECTION)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => said(text));
}
