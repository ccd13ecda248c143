import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import type { ContentDesk } from './content-desk.ts';
import type { Homes } from './home/keep-fresh.ts';
import type { OutreachDesk } from './outreach/outreach-desk.ts';
import { register } from './register.ts';
import type { TeamDesk } from './team/team-desk.ts';

type Asked = string | RegExp | { callback_id?: string | RegExp; action_id?: string | RegExp };

/** What is registered for a kind, by name and by pattern. */
function registered(kind: 'command' | 'action' | 'view' | 'shortcut') {
  const names: string[] = [];
  const patterns: RegExp[] = [];
  const note = (asked: Asked) => {
    const what =
      typeof asked === 'string' || asked instanceof RegExp ? asked : (asked.callback_id ?? asked.action_id);
    if (typeof what === 'string') names.push(what);
    else if (what) patterns.push(what);
  };
  const nothing = () => {};
  const recorder = {
    ...{ command: nothing, event: nothing, message: nothing, action: nothing, view: nothing },
    ...{ shortcut: nothing, options: nothing },
    [kind]: note,
  };
  // SAFETY: registering calls nothing else of the app, and makes handlers without using the desk.
  register(recorder as unknown as App, {} as ContentDesk, {} as OutreachDesk, {} as TeamDesk, {} as Homes);
  return { names, patterns };
}

describe('register()', () => {
  // Bolt runs every listener that matches: a last resort that matches a known name would answer twice.
  it.each(['command', 'action', 'view'] as const)(
    'has a last resort for each unknown %s, and for no known one',
    (kind) => {
      const { names, patterns } = registered(kind);
      expect(names.length).toBeGreaterThan(3);
      const lastResort = patterns.filter((pattern) => pattern.test('of_another_version'));
      expect(lastResort).toHaveLength(1);
      expect(names.filter((name) => lastResort[0]?.test(name))).toEqual([]);
    },
  );

  it('has one for every shortcut', () => {
    expect(registered('shortcut').patterns.some((pattern) => pattern.test('anything'))).toBe(true);
  });
});
