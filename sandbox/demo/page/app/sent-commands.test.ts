import { expect, it } from 'vitest';
import { recallCommand, rememberCommand } from './sent-commands.ts';

it('recallCommand() gives the last command of a place, unless a message there is newer', () => {
  const items = new Map<string, string>();
  const kept = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, value: string) => void items.set(name, value),
  };
  expect(recallCommand(kept, 'U1 C1', null)).toBeNull();
  rememberCommand(kept, 'U1 C1', { line: '/carousel a', at: 1000 });
  rememberCommand(kept, 'U1 C1', { line: '/carousel b', at: 2000 });
  expect(recallCommand(kept, 'U1 C1', null)).toBe('/carousel b');
  expect(recallCommand(kept, 'U1 C1', 1500)).toBe('/carousel b');
  expect(recallCommand(kept, 'U1 C1', 2500)).toBeNull();
  expect(recallCommand(kept, 'U1 C2', null)).toBeNull();
});
