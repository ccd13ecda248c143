export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const NAME = 'theme';

export function readTheme(kept: Pick<Storage, 'getItem'>): Theme {
  return themes.find((theme) => theme === kept.getItem(NAME)) ?? 'system';
}

/** Light or dark as chosen; `system` leaves it to the style sheet, which follows the system's own setting. */
export function applyTheme(theme: Theme, root: HTMLElement): void {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

export function keepTheme(theme: Theme, kept: Pick<Storage, 'setItem'>): void {
  kept.setItem(NAME, theme);
}
