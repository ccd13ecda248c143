import { Avatar } from './avatar.tsx';
import { FlaskIcon, HomeIcon } from './icons.tsx';
import { useSnapshot, useSurroundings } from './workspace-context.tsx';

interface RailProps {
  /** Null where there is no LinkedIn simulator. */
  simulator: { isOpen: boolean; hasWarning: boolean; onToggle(): void } | null;
}

export function Rail({ simulator }: RailProps) {
  const { store, botId } = useSurroundings();
  const { workspace, channel, home } = useSnapshot();
  const open = { channel: channel ?? undefined };
  return (
    <nav className="rail" aria-label="Workspace">
      <span className="rail-team" aria-hidden="true">
        {workspace?.team.name.slice(0, 1).toUpperCase()}
      </span>
      <button
        type="button"
        className="rail-tab"
        aria-current={home ? undefined : 'page'}
        onClick={() => home && store.go(open)}
      >
        <span className="rail-icon">
          <HomeIcon size={20} />
        </span>
        Home
      </button>
      <button
        type="button"
        className="rail-tab"
        aria-current={home ? 'page' : undefined}
        onClick={() => store.go({ ...open, home: true })}
      >
        <span className="rail-icon">
          <Avatar id={botId} name="Greenlight" isBot size={22} />
        </span>
        App
      </button>
      {simulator && (
        <button
          type="button"
          className="rail-tab rail-bottom"
          aria-expanded={simulator.isOpen}
          aria-label={`LinkedIn simulator${simulator.hasWarning ? ': rules were broken' : ''}`}
          onClick={simulator.onToggle}
        >
          <span className="rail-icon">
            <FlaskIcon size={20} />
            {simulator.hasWarning && <span className="rail-warning" />}
          </span>
          LinkedIn
        </button>
      )}
    </nav>
  );
}
