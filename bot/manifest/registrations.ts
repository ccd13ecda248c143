import type { App } from '@slack/bolt';
import type { ContentDesk } from '../content-desk.ts';
import type { Homes } from '../home/keep-fresh.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { register } from '../register.ts';
import type { TeamDesk } from '../team/team-desk.ts';

interface Registrations {
  commands: string[];
  events: string[];
  /** Of the menu of a message. */
  shortcuts: string[];
  /** Action and view ids: with any of them the app needs interactivity. */
  interactions: string[];
}

/** What register.ts registers, by name; patterns are its last resorts and name nothing. */
export function registrations(): Registrations {
  const found: Registrations = { commands: [], events: [], shortcuts: [], interactions: [] };
  const note = (list: string[]) => (name: unknown) => {
    if (typeof name === 'string') list.push(name);
  };
  const recorder: Pick<App, 'command' | 'event' | 'message' | 'action' | 'view' | 'shortcut'> = {
    command: note(found.commands),
    event: note(found.events),
    message: () => found.events.push('message'),
    action: note(found.interactions),
    view: note(found.interactions),
    shortcut: note(found.shortcuts),
  };
  // SAFETY: registering calls nothing else of the app, and makes handlers without using the desk.
  register(recorder as App, {} as ContentDesk, {} as OutreachDesk, {} as TeamDesk, {} as Homes);
  return found;
}
