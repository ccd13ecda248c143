import { Avatar } from './avatar.tsx';
import { BlockView } from './block-view.tsx';
import { ChannelPane } from './channel-pane.tsx';
import type { Channel } from './types.ts';
import { authorOf, directPeer, useSnapshot, useSurroundings } from './workspace-context.tsx';

/** The app's own place: what it shows on its Home tab, and the direct messages with it. */
export function AppPane() {
  const surroundings = useSurroundings();
  const { store, me, botId, channels } = surroundings;
  const { home } = useSnapshot();
  const bot = authorOf(botId, surroundings);
  const direct = channels.find((channel) => channel.is_im && directPeer(channel, me.id) === botId);
  return (
    <section className="pane" aria-label={bot.name}>
      <header className="pane-head app-head">
        <Avatar id={botId} name={bot.name} isBot size={24} />
        <h1>{bot.name}</h1>
        <span className="app-badge">APP</span>
      </header>
      <div className="tabs" role="tablist" aria-label={bot.name}>
        <button type="button" role="tab" aria-selected={home} className="tab" onClick={() => store.go({ home: true })}>
          Home
        </button>
        {direct && (
          <button
            type="button"
            role="tab"
            aria-selected={!home}
            className="tab"
            onClick={() => store.go({ channel: direct.id })}
          >
            Messages
          </button>
        )}
      </div>
      {home ? <HomeTab name={bot.name} /> : direct && <DirectMessages channel={direct} />}
    </section>
  );
}

function DirectMessages({ channel }: { channel: Channel }) {
  return <ChannelPane channel={channel} />;
}

function HomeTab({ name }: { name: string }) {
  const { store, me } = useSurroundings();
  const { views, homeAsked } = useSnapshot();
  const view = views.home;
  if (view) {
    return (
      <div className="scroller home" role="tabpanel" aria-label="Home">
        <BlockView
          key={me.id}
          blocks={view.blocks}
          onUse={(use) =>
            store.click({
              view_id: view.id,
              action_id: use.action_id,
              ...(use.block_id ? { block_id: use.block_id } : {}),
              ...(use.value === undefined ? {} : { value: use.value }),
            })
          }
        />
      </div>
    );
  }
  return (
    <div className="scroller home home-empty" role="tabpanel" aria-label="Home">
      {homeAsked ? (
        <>
          <Avatar id="bot" name={name} isBot size={64} />
          <h2>Nothing here yet</h2>
          <p>
            {name} has not published a Home tab for you. Start in a channel: type{' '}
            <code className="code">/carousel</code> and what it should be about.
          </p>
        </>
      ) : (
        <p>Opening…</p>
      )}
    </div>
  );
}
