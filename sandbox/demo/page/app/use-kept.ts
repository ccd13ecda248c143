import { useState } from 'react';

/** A state that survives a reload of the page, in this browser. */
export function useKept(name: string, initial: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => (localStorage.getItem(name) ?? String(initial)) === 'true');
  return [
    value,
    (next) => {
      localStorage.setItem(name, String(next));
      setValue(next);
    },
  ];
}
