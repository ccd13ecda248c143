import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { standInManifest as standIn } from '../../testing/slack.ts';
import { buildManifest, manifestFiles } from './build-manifest.ts';
import { commands, messageShortcuts } from './commands.ts';
import { registrations } from './registrations.ts';
import { needsOfEvent, scopesOfMethod } from './scopes.ts';

const root = join(import.meta.dirname, '..', '..');
const http = buildManifest('http');
const socket = buildManifest('socket');

test.each(Object.entries(manifestFiles()))(
  '%s is what the code makes of it (npm run manifest)',
  (name, text) => {
    expect(readFileSync(join(root, name), 'utf8')).toBe(text);
  },
);

test('the manifest has the commands, shortcuts and events that register.ts registers, and no others', () => {
  const registered = registrations();
  expect(registered.commands.length).toBeGreaterThan(0);
  expect(http.features.slash_commands.map((c) => c.command)).toEqual(registered.commands);
  expect(commands.map((c) => c.command)).toEqual(registered.commands);
  expect(http.features.shortcuts.map((s) => s.callback_id)).toEqual(registered.shortcuts);
  expect(messageShortcuts.map((s) => s.callback_id)).toEqual(registered.shortcuts);
  expect(Object.keys(needsOfEvent).sort()).toEqual([...registered.events].sort());
  expect(http.settings.interactivity.is_enabled).toBe(true);
});

test('the table of scopes has the methods that the code of the bot calls, and no others', () => {
  const files = globSync('bot/**/*.ts', { cwd: root }).filter((f) => !/(^|\/)test-|\.test\.ts$/.test(f));
  const called = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/\bslack\s*\.((?:[a-z]\w*\.)+[a-z]\w*)\(/gi)].map(
      ([, m]) => m,
    ),
  );
  expect([...new Set(called)].sort()).toEqual(Object.keys(scopesOfMethod).sort());
});

test('with Socket Mode the manifest has no address, without it every address is the placeholder', () => {
  expect(JSON.stringify(socket)).not.toContain('http');
  expect(socket.settings.socket_mode_enabled).toBe(true);
  const addresses = [...JSON.stringify(http).matchAll(/"(https?:[^"]+)"/g)].map(([, url]) => url);
  // Events, interactions and each command.
  expect(addresses).toHaveLength(2 + commands.length);
  expect(new Set(addresses)).toEqual(new Set(['https://YOUR-HOST/slack/events']));
  expect(socket.oauth_config).toEqual(http.oauth_config);
});

test('the manifest keeps the limits that Slack sets', () => {
  expect(http.display_information.name.length).toBeLessThanOrEqual(35);
  expect(http.display_information.description.length).toBeLessThanOrEqual(140);
  expect(http.features.bot_user.display_name).toMatch(/^[a-z0-9-_.]{1,80}$/);
  for (const { command, description, usage_hint } of http.features.slash_commands) {
    expect(command).toMatch(/^\/[a-z0-9_-]{1,31}$/);
    expect(description.length).toBeLessThanOrEqual(2000);
    expect(usage_hint.length).toBeLessThanOrEqual(1000);
  }
  for (const { name, callback_id, description } of http.features.shortcuts) {
    expect(name.length).toBeLessThanOrEqual(24);
    expect(callback_id.length).toBeLessThanOrEqual(255);
    expect(description.length).toBeLessThanOrEqual(150);
  }
});

test('the stand-in installs the app of the manifest', () => {
  expect(standIn.commands).toEqual(commands);
  expect(standIn.messageShortcuts).toEqual(
    messageShortcuts.map(({ callback_id, name }) => ({ callback_id, name })),
  );
  expect([...standIn.scopes].sort()).toEqual(http.oauth_config.scopes.bot);
  expect([...standIn.subscribedEvents].sort()).toEqual(Object.keys(needsOfEvent).sort());
  expect(standIn.app.name).toBe(http.display_information.name);
  expect(standIn.app.handle).toBe(http.features.bot_user.display_name);
});
