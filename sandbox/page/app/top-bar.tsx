import { PersonMenu } from './person-menu.tsx';
import { useSnapshot } from './workspace-context.tsx';

export function TopBar() {
  const { connected } = useSnapshot();
  return (
    <header className="top-bar">
      <span className="top-side" />
      <p className="sandbox-badge">
        <span className="sandbox-dot" aria-hidden="true" />
        <b>Sandbox — not Slack</b>
        <span className="sandbox-more">everything here stays on this machine</span>
      </p>
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
