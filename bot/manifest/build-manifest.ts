import { commands, messageShortcuts } from './commands.ts';
import { registrations } from './registrations.ts';
import { needsOfEvent, scopesOfMethod } from './scopes.ts';

/** Where Slack reaches the bot over HTTP; the operator puts the real host in its place. */
const PLACEHOLDER_URL = 'https://YOUR-HOST/slack/events';

/**
 * The manifest of the Slack app, from what the code registers and calls. Least privilege: a scope is in it only
 * because a method or an event needs it.
 *
 * @throws {Error} When a registered command or event is described nowhere.
 */
export function buildManifest(mode: 'http' | 'socket') {
  const registered = registrations();
  const events = registered.events.map((event) => need(needsOfEvent[event], `event "${event}"`));
  const url = mode === 'http' ? { url: PLACEHOLDER_URL } : {};
  const request = mode === 'http' ? { request_url: PLACEHOLDER_URL } : {};
  const scopes = [
    ...Object.values(scopesOfMethod).flat(),
    ...events.flatMap((event) => event.scopes),
    // For shortcuts as well.
    ...(registered.commands.length > 0 ? ['commands'] : []),
  ];
  return {
    _metadata: { major_version: 1 },
    display_information: {
      name: 'Greenlight',
      description:
        'Agents draft, people decide: LinkedIn carousels and articles from your knowledge base, approved in Slack.',
      background_color: '#14532d',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: 'greenlight', always_online: true },
      slash_commands: registered.commands.map((name) => {
        const { command, ...shown } = need(
          commands.find((c) => c.command === name),
          `command "${name}"`,
        );
        return { command, ...url, should_escape: false, ...shown };
      }),
      shortcuts: registered.shortcuts.map((id) => {
        const { name, callback_id, description } = need(
          messageShortcuts.find((s) => s.callback_id === id),
          `shortcut "${id}"`,
        );
        return { name, type: 'message' as const, callback_id, description };
      }),
    },
    oauth_config: { scopes: { bot: sorted(scopes) } },
    settings: {
      event_subscriptions: { ...request, bot_events: sorted(events.flatMap((event) => event.subscriptions)) },
      interactivity: { is_enabled: registered.interactions.length > 0, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: mode === 'socket',
      token_rotation_enabled: false,
    },
  };
}

/** The committed files, by name. */
export function manifestFiles(): Record<string, string> {
  const text = (mode: 'http' | 'socket') => `${shortLists(JSON.stringify(buildManifest(mode), null, 2))}\n`;
  return { 'slack-manifest.json': text('http'), 'slack-manifest.socket.json': text('socket') };
}

/** Lists that fit into a line, as the formatter of this repository writes them. */
function shortLists(json: string): string {
  return json.replaceAll(
    /^(.*)\[\n([^\][{}]*?)\n\s*\](,?)$/gm,
    (whole, before: string, list: string, comma: string) => {
      const line = `${before}[${list.trim().replaceAll(/,\n\s*/g, ', ')}]${comma}`;
      return line.length <= 110 ? line : whole;
    },
  );
}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) {
    throw new Error(`Cannot make the manifest: ${what} is registered and not described in bot/manifest`);
  }
  return value;
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].sort();
}
