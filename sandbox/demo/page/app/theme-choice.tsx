import { useState } from 'react';
import { CheckIcon } from './icons.tsx';
import { applyTheme, keepTheme, readTheme, type Theme, themes } from './theme.ts';

const words: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Entries of a menu: how the page looks. */
export function ThemeChoice() {
  const [chosen, setChosen] = useState(() => readTheme(localStorage));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group inside a menu
    <div role="group" aria-label="Appearance" className="menu-themes">
      <p className="menu-group">
        <b>Appearance</b>
      </p>
      {themes.map((theme) => (
        <button
          key={theme}
          type="button"
          role="menuitemradio"
          aria-checked={theme === chosen}
          className="menu-row"
          onClick={() => {
            setChosen(theme);
            keepTheme(theme, localStorage);
            applyTheme(theme, document.documentElement);
          }}
        >
          <span className="menu-name">{words[theme]}</span>
          {theme === chosen && <CheckIcon size={16} />}
        </button>
      ))}
    </div>
  );
}
