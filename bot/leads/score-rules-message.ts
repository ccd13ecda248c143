import type { KnownBlock } from '@slack/types';
import type { z } from 'zod';
import type { ScoreRules, ScoreVersion } from '../../ports/outreach.ts';
import {
  actions,
  button,
  confirmation,
  copyable,
  dateToken,
  heading,
  type Message,
  plain,
  said,
  small,
} from '../slack/blocks.ts';
import { personOf } from '../slack/person-of.ts';
import type { ScoreTexts } from '../texts/en/score-rules.ts';
import { type backRef, scoreActions } from './score-actions.ts';
import { scoreLine, scoreTexts } from './score-lines.ts';

export const VERSIONS_SHOWN = 10;
/** Of a version; a message holds 12,000 characters. */
const LINES_SHOWN = 6;

/** The rules in force, as they are written in the form. Pure. */
export function scoreRulesMessage(read: ScoreRules, above: KnownBlock[], t: ScoreTexts): Message {
  const now = newest(read);
  const { person, company } = scoreTexts(now.rules, t.fields);
  return {
    text: t.rules.heading,
    blocks: [
      ...above,
      heading(t.rules.heading),
      ...(now.rules.length === 0 ? [said(t.rules.none)] : []),
      ...(person === '' ? [] : [said(`*${t.rules.person}*`), ...copyable(person, 3000)]),
      ...(company === '' ? [] : [said(`*${t.rules.company}*`), ...copyable(company, 3000)]),
      said(t.rules.tiers(now.tiers.a, now.tiers.b)),
      small(t.rules.explained),
      small(t.rules.summary(now.version, personOf(now.saved_by, t.rules), dateToken(now.saved_at, t.locale))),
      actions(
        'leads_score',
        ...(read.may_change
          ? [button(scoreActions.change, t.rules.change, 'change', { style: 'primary' })]
          : []),
        button(scoreActions.history, t.rules.history, 'history'),
        button(scoreActions.top, t.rules.top, 'top'),
      ),
    ],
  };
}

export function newest({ versions: [now] }: ScoreRules): ScoreVersion {
  if (!now) throw new RangeError('Cannot show rules of scores: there is no version');
  return now;
}

/** The newest versions with who made them, when and what changed; admins may go back to one. Pure. */
export function scoreHistoryMessage(read: ScoreRules, t: ScoreTexts): Message {
  const shown = read.versions.slice(0, VERSIONS_SHOWN);
  const base = newest(read).version;
  return {
    text: t.history.heading,
    blocks: [
      heading(t.history.heading),
      ...shown.flatMap((version, i) =>
        versionBlocks(version, read.versions[i + 1], base, read.may_change, t),
      ),
      ...((shown.at(-1)?.version ?? 1) > 1 ? [small(t.history.older(shown.length))] : []),
    ],
  };
}

function versionBlocks(
  v: ScoreVersion,
  before: ScoreVersion | undefined,
  base: number,
  mayChange: boolean,
  t: ScoreTexts,
): KnownBlock[] {
  const inForce = v.version === base;
  const name = `${t.history.version(v.version)}${inForce ? ` (${t.history.inForce})` : ''}`;
  const ref: z.infer<typeof backRef> = { version: v.version, base };
  const block = plain([name, ...changes(v, before, t)].join('\n'));
  const back = button(scoreActions.backTo, t.history.backTo, JSON.stringify(ref), {
    confirm: confirmation(t.history.confirmBack(v.version)),
  });
  return [
    inForce || !mayChange ? block : { ...block, accessory: back },
    small(`${personOf(v.saved_by, t.rules)} · ${dateToken(v.saved_at, t.locale)}`),
  ];
}

/** What a version says that the one before did not, and the reverse. */
function changes(v: ScoreVersion, before: ScoreVersion | undefined, t: ScoreTexts): string[] {
  if (v.version === 1) return [t.history.first];
  if (v.restored_from !== null) return [t.history.restoredFrom(v.restored_from)];
  if (!before) return [];
  const lines = (one: ScoreVersion) => one.rules.map((rule) => scoreLine(rule, t.fields));
  const [now, then] = [lines(v), lines(before)];
  const found = [
    ...now.filter((line) => !then.includes(line)).map((line) => `${t.history.added}: ${line}`),
    ...then.filter((line) => !now.includes(line)).map((line) => `${t.history.removed}: ${line}`),
    ...(v.tiers.a === before.tiers.a && v.tiers.b === before.tiers.b
      ? []
      : [t.history.tiers(v.tiers.a, v.tiers.b)]),
  ].map((line) => (line.length > 140 ? `${line.slice(0, 139)}…` : line));
  const left = found.length - LINES_SHOWN;
  return left > 0 ? [...found.slice(0, LINES_SHOWN), t.history.more(left)] : found;
}
