import { Avatar } from './avatar.tsx';
import { BlockView } from './block-view.tsx';
import { ChannelPane } from './channel-pane.tsx';
import { RenderGuard } from './render-guard.tsx';
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
        <button
          type="button"
          role="tab"
          aria-selected={home}
          className="tab"
          onClick={() => store.go({ home: true })}
        >
          Home
        </button>
        <button
          type="button"
          role="tab"
          aria-selected={!home}
          className="tab"
          onClick={() => (direct ? store.go({ channel: direct.id }) : void store.openDirect())}
        >
          Messages
        </button>
      </div>
      {home ? <HomeTab name={bot.name} /> : direct && <ChannelPane channel={direct} />}
    </section>
  );
}

function HomeTab({ name }: { name: string }) {
  const { store, me } = useSurroundings();
  const { views, homeAsked } = useSnapshot();
  const view = views.home;
  if (view) {
    return (
      <div className="scroller home" role="tabpanel" aria-label="Home">
        <RenderGuard subject={view.blocks} fallback="">
          <BlockView
            key={me.id}
            blocks={view.blocks}
            onPress={(press) => store.click({ view_id: view.id, ...press })}
            onSuggest={(asked) => store.suggest({ view_id: view.id, ...asked })}
          />
        </RenderGuard>
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
