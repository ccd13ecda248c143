import type { KnownBlock } from '@slack/types';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Message } from '../../bot/slack/blocks.ts';
import { stepFacts } from '../../ports/content.ts';
import { slackLimits } from '../../ports/slack-limits.ts';
import { lintBlocks } from '../slack.ts';

export const people = ['U0MARINA', 'U0LUCIA', 'U0THOMAS'];
/** What mrkdwn may hold: mentions of people that the bot chose, dates, links of Slack itself. */
const ours =
  /<@(?:U0MARINA|U0LUCIA|U0THOMAS)>|<!date\^\d+\^[^<>|]+\|[^<>]+>|<https:\/\/slack\.example\/[^<>|]+\|[^<>]+>/g;

/** Everything in a message that Slack reads as markup. */
function marked(value: unknown, found: string[] = []): string[] {
  if (Array.isArray(value)) for (const entry of value) marked(entry, found);
  else if (typeof value === 'object' && value !== null) {
    const object = value as Record<string, unknown>;
    if (object.type === 'mrkdwn' && typeof object.text === 'string') found.push(object.text);
    if (object.type === 'broadcast' || object.type === 'usergroup') found.push('<!broadcast>');
    if (object.type === 'user' && !people.includes(String(object.user_id))) found.push('<@stranger>');
    for (const entry of Object.values(object)) marked(entry, found);
  }
  return found;
}

/** Slack takes it, and mentions or links only what the bot chose. */
export function expectHarmless(message: Message): void {
  const faults = lintBlocks(message.blocks, slackLimits.messageBlocks, '/blocks', () => true);
  expect(faults).toEqual([]);
  const total = JSON.stringify(message.blocks.map(textsIn)).length;
  expect(total).toBeLessThan(slackLimits.messageCharacters);
  expect(message.text.length).toBeGreaterThan(0);
  expect(message.text.length).toBeLessThanOrEqual(4000);
  for (const text of [message.text, ...marked(message.blocks)]) {
    expect(text.replaceAll(ours, '')).not.toMatch(/[<>]/);
  }
}

function textsIn(block: KnownBlock): string[] {
  const found: string[] = [];
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string' && ['text', 'alt_text'].includes(key)) found.push(value);
    else if (Array.isArray(value)) for (const entry of value) walk(entry, '');
    else if (typeof value === 'object' && value !== null)
      for (const [k, v] of Object.entries(value)) walk(v, k);
  };
  walk(block, '');
  return found;
}

/** What people and models could write to break out of their place. */
export const hostile = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '<!channel>',
    '<!here|x>',
    '<@U1>',
    '<!subteam^S1>',
    '<https://evil.example|Slack>',
    '&lt;!channel&gt;',
    '*_~`>',
    '<!date^1^{date}|x>',
    '🦴'.repeat(900),
    '&'.repeat(40_000),
    '<!channel>'.repeat(4000),
    'a'.repeat(40_000),
    '\n'.repeat(5000),
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
export const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null });

/** What a step brought, of any size. */
export const stepDetail = fc.array(
  fc.record({ code: fc.constantFrom(...stepFacts), count: fc.nat(Number.MAX_SAFE_INTEGER) }),
  { maxLength: 3 },
);
