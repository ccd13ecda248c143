import { describe, expect, it } from 'vitest';
import { applyTheme, keepTheme, readTheme } from './theme.ts';

const keeping = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
};

describe('the theme', () => {
  it('is the one that was chosen last, and the system’s before that or for a word that is none', () => {
    const kept = keeping();
    expect(readTheme(kept)).toBe('system');
    keepTheme('dark', kept);
    expect(readTheme(kept)).toBe('dark');
    kept.setItem('theme', 'sepia');
    expect(readTheme(kept)).toBe('system');
  });

  it('stands on the page as long as it is not the system’s', () => {
    // SAFETY: `applyTheme` reads and writes nothing but the data set.
    const root = { dataset: {} } as unknown as HTMLElement;
    applyTheme('light', root);
    expect(root.dataset.theme).toBe('light');
    applyTheme('system', root);
    expect('theme' in root.dataset).toBe(false);
  });
});
