import { MenuIcon } from './icons.tsx';
import { PersonMenu } from './person-menu.tsx';
import { SearchField } from './search-field.tsx';
import { useSnapshot } from './workspace-context.tsx';

interface Props {
  /** In a narrow window the channels lie behind a button. */
  isSidebarOpen: boolean;
  onSidebar(): void;
}

export function TopBar({ isSidebarOpen, onSidebar }: Props) {
  const { connected } = useSnapshot();
  return (
    <header className="top-bar">
      <span className="top-side">
        <button
          type="button"
          className="sidebar-toggle"
          aria-label="Channels"
          aria-expanded={isSidebarOpen}
          onClick={onSidebar}
        >
          <MenuIcon />
        </button>
        <p className="sandbox-badge">
          <span className="sandbox-dot" aria-hidden="true" />
          <b>
            Sandbox<span className="sandbox-rest"> — not Slack</span>
          </b>
          <span className="sandbox-more">everything here stays on this machine</span>
        </p>
      </span>
      <SearchField />
      <span className="top-side top-end">
        {!connected && (
          <span className="offline" role="status">
            Reconnecting…
          </span>
        )}
        <PersonMenu />
      </span>
    </header>
  );
}
