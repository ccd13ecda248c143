import { useEffect, useRef, useState } from 'react';
import { CloseIcon, SearchIcon } from './icons.tsx';
import { useSnapshot, useSurroundings } from './workspace-context.tsx';

/** At the top of the workspace: Enter shows what was found in place of the channel. */
export function SearchField() {
  const { store } = useSurroundings();
  const { workspace, panel, query, channel } = useSnapshot();
  const [typed, setTyped] = useState(query);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setTyped(query), [query]);
  const look = (words: string) => store.go({ channel: channel ?? undefined, panel: 'search', query: words });
  const leave = () => {
    setTyped('');
    if (panel === 'search') store.go({ channel: channel ?? undefined });
  };
  return (
    <search>
      <form
        className="search-field"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') look(typed.trim());
        }}
      >
        <SearchIcon size={16} />
        <input
          ref={field}
          id="search"
          type="text"
          enterKeyHint="search"
          autoComplete="off"
          aria-label={`Search ${workspace?.team.name ?? ''}`}
          placeholder={`Search ${workspace?.team.name ?? ''}`}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            leave();
            field.current?.blur();
          }}
        />
        {(typed !== '' || panel === 'search') && (
          <button type="button" aria-label="Clear search" title="Clear search" onClick={leave}>
            <CloseIcon size={14} />
          </button>
        )}
      </form>
    </search>
  );
}
