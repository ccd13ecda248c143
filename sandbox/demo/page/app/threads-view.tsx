import { useRef } from 'react';
import { orderThreads, threadKey } from './followed.ts';
import { HashIcon, LockIcon, ReplyIcon } from './icons.tsx';
import { onMessageKey, useOneTabStop } from './message-focus.ts';
import { MessageRow } from './message-row.tsx';
import type { FollowedThread } from './types.ts';
import { authorOf, directPeer, useSnapshot, useSurroundings } from './workspace-context.tsx';

/** Slack's "Threads": all that this person follows, those with news first. */
export function ThreadsView() {
  const { threads, newThreads } = useSnapshot();
  const scroller = useRef<HTMLDivElement>(null);
  useOneTabStop(scroller);
  return (
    <section className="pane" aria-label="Threads">
      <header className="pane-head">
        <h1>Threads</h1>
        {newThreads.length > 0 && <span className="pane-detail">{newThreads.length} with new replies</span>}
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the messages inside */}
      <div className="scroller threads" ref={scroller} onKeyDown={onMessageKey}>
        {threads.length === 0 && (
          <div className="search-empty">
            <h2>No threads yet</h2>
            <p>Threads that you begin, reply in or are named in are listed here.</p>
          </div>
        )}
        {orderThreads(threads, newThreads).map((thread) => (
          <Thread key={threadKey(thread)} followed={thread} isNew={newThreads.includes(threadKey(thread))} />
        ))}
      </div>
    </section>
  );
}

function Thread({ followed, isNew }: { followed: FollowedThread; isNew: boolean }) {
  const surroundings = useSurroundings();
  const { store, channels, me } = surroundings;
  const { channel_id, thread_ts, parent, latest_replies: replies } = followed;
  const channel = channels.find((known) => known.id === channel_id);
  const hidden = (parent.reply_count ?? 0) - replies.filter((reply) => !reply.ephemeral).length;
  const peer = channel?.is_im ? authorOf(directPeer(channel, me.id), surroundings).name : null;
  const people = [...new Set([parent.user, ...(parent.reply_users ?? [])])];
  const said = people.map((id) => (id === me.id ? 'you' : authorOf(id, surroundings).name));
  const open = () => store.openThread(thread_ts, channel_id);
  const name = peer ?? channel?.name ?? 'a channel';
  return (
    <section className="thread-card" aria-label={`Thread in ${name}${isNew ? ', new replies' : ''}`}>
      <header className="thread-card-head">
        <button type="button" className="thread-card-where" onClick={() => store.go({ channel: channel_id })}>
          {!peer && (channel?.is_private ? <LockIcon size={16} /> : <HashIcon size={16} />)}
          {name}
        </button>
        {isNew && <span className="badge">New</span>}
        <span className="soft">{new Intl.ListFormat('en').format(said)}</span>
      </header>
      <div className="thread-card-body">
        <MessageRow message={parent} channel={channel_id} place={threadKey(followed)} onOpenThread={open} />
        {hidden > 0 && (
          <button type="button" className="thread-card-more" onClick={open}>
            Show {hidden} more {hidden === 1 ? 'reply' : 'replies'}
          </button>
        )}
        {replies.map((reply) => (
          <MessageRow
            key={reply.ts}
            message={reply}
            channel={channel_id}
            place={threadKey(followed)}
            onOpenThread={open}
          />
        ))}
        <button type="button" className="button button-small thread-card-reply" onClick={open}>
          <ReplyIcon size={16} /> Reply
        </button>
      </div>
    </section>
  );
}
