import { useMemo } from 'react';
import { Composer } from './composer.tsx';
import { CloseIcon } from './icons.tsx';
import { MessageList } from './message-list.tsx';
import { conversationKey } from './snapshot.ts';
import { StatusLine } from './status-line.tsx';
import type { Channel } from './types.ts';
import { authorOf, directPeer, useSnapshot, useSurroundings } from './workspace-context.tsx';

export function ThreadPane({ channel, thread }: { channel: Channel; thread: string }) {
  const surroundings = useSurroundings();
  const { store, me } = surroundings;
  const { messages, notices, marked } = useSnapshot();
  const replies = messages[conversationKey(channel.id, thread)];
  const parent = messages[channel.id]?.find((message) => message.ts === thread);
  const list = useMemo(() => {
    const known = replies ?? [];
    return known.some((message) => message.ts === thread) || !parent ? known : [parent, ...known];
  }, [replies, parent, thread]);
  const count = list.filter((message) => message.ts !== thread && !message.ephemeral).length;
  const name = channel.is_im ? authorOf(directPeer(channel, me.id), surroundings).name : `# ${channel.name}`;
  return (
    <aside
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape') store.openThread(null);
      }}
    >
      <header className="pane-head">
        <h1>Thread</h1>
        <button
          type="button"
          className="thread-channel"
          onClick={() => store.go({ channel: channel.id, thread })}
        >
          {name}
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label="Close thread"
          onClick={() => store.openThread(null)}
        >
          <CloseIcon />
        </button>
      </header>
      <MessageList
        key={`${me.id} ${thread}`}
        label="Messages in this thread"
        channel={channel.id}
        thread={thread}
        messages={list}
        notices={notices.filter((notice) => notice.thread === thread)}
        marked={marked}
        replyRule={
          <p className="reply-rule">
            <span>
              {count} {count === 1 ? 'reply' : 'replies'}
            </span>
          </p>
        }
      />
      <StatusLine channel={channel.id} thread={thread} />
      <Composer
        key={`composer ${me.id} ${thread}`}
        channel={channel.id}
        thread={thread}
        placeholder="Reply…"
      />
    </aside>
  );
}
