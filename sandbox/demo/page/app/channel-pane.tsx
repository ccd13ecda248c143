import { Avatar } from './avatar.tsx';
import { ChannelPeople } from './channel-people.tsx';
import { Composer } from './composer.tsx';
import { HashIcon, LockIcon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { PersonName } from './person-card.tsx';
import type { Channel, Message } from './types.ts';
import { authorOf, directPeer, useSnapshot, useSurroundings } from './workspace-context.tsx';

const none: Message[] = [];

export function ChannelPane({ channel }: { channel: Channel }) {
  const surroundings = useSurroundings();
  const { store, me } = surroundings;
  const { messages, notices, marked, newSince, thread } = useSnapshot();
  const peer = channel.is_im ? authorOf(directPeer(channel, me.id), surroundings) : null;
  const name = peer ? peer.name : `#${channel.name}`;
  const list = messages[channel.id];
  return (
    <section className="pane" aria-label={name}>
      {!peer?.isBot && <ChannelHeader channel={channel} />}
      {list === undefined ? (
        <div className="scroller loading">Loading messages…</div>
      ) : (
        <MessageList
          key={`${me.id} ${channel.id}`}
          label={`Messages in ${name}`}
          channel={channel.id}
          messages={list ?? none}
          notices={notices.filter((notice) => notice.channel === channel.id && notice.thread === null)}
          newSince={newSince}
          marked={thread ? null : marked}
          intro={<ChannelIntro channel={channel} isEmpty={list.length === 0} />}
          onOpenThread={store.openThread}
        />
      )}
      <Composer
        key={`composer ${me.id} ${channel.id}`}
        channel={channel.id}
        thread={null}
        placeholder={`Message ${name}`}
      />
    </section>
  );
}

function ChannelHeader({ channel }: { channel: Channel }) {
  const surroundings = useSurroundings();
  const { me, botId } = surroundings;
  if (channel.is_im) {
    const peer = authorOf(directPeer(channel, me.id), surroundings);
    return (
      <header className="pane-head">
        <Avatar id={peer.id} name={peer.name} isBot={peer.isBot} size={24} />
        <h1>
          <PersonName userId={peer.id} className="pane-name" />
        </h1>
      </header>
    );
  }
  const hasBot = channel.members.includes(botId);
  return (
    <header className="pane-head">
      {channel.is_private ? <LockIcon /> : <HashIcon />}
      <h1>{channel.name}</h1>
      {!hasBot && <span className="pane-note">Greenlight is not in this channel</span>}
      {(channel.shared_with ?? []).length > 0 && (
        <span className="pane-note">Shared with other companies</span>
      )}
      <ChannelPeople channel={channel} />
    </header>
  );
}

function ChannelIntro({ channel, isEmpty }: { channel: Channel; isEmpty: boolean }) {
  const surroundings = useSurroundings();
  const { me, botId } = surroundings;
  if (channel.is_im) {
    const peer = authorOf(directPeer(channel, me.id), surroundings);
    return (
      <div className="intro">
        <Avatar id={peer.id} name={peer.name} isBot={peer.isBot} size={56} />
        <h2>{peer.name}</h2>
        <p>This conversation is just between {peer.name} and you.</p>
      </div>
    );
  }
  return (
    <div className="intro">
      <h2>
        {channel.is_private ? <LockIcon size={24} /> : <HashIcon size={26} />} {channel.name}
      </h2>
      <p>
        This is the very beginning of the <b>#{channel.name}</b> channel.
      </p>
      {isEmpty && channel.members.includes(botId) && (
        <p className="intro-try">
          {channel.name === 'sales' ? (
            <>
              Type <code className="code">/outreach add</code> to propose a message to one person,{' '}
              <code className="code">/outreach help</code> for the rest;
            </>
          ) : (
            <>
              Type <code className="code">/carousel</code> or <code className="code">/blog</code> followed by
              what it should be about, or <code className="code">/research</code> and a question;
            </>
          )}{' '}
          <code className="code">/knowledge</code> shows what the agents draw on.
        </p>
      )}
    </div>
  );
}
