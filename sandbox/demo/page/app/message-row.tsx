import { memo, useRef } from 'react';
import { Avatar } from './avatar.tsx';
import { BlockView } from './block-view.tsx';
import { Files } from './files.tsx';
import { dayAndTime, fullMoment, timeOf, tsToMs } from './format-time.ts';
import { EyeIcon } from './icons.tsx';
import { MessageEditor } from './message-editor.tsx';
import { MessageToolbar } from './message-toolbar.tsx';
import { typedTextOf } from './outgoing-text.ts';
import { PersonName } from './person-card.tsx';
import { plainText } from './plain-text.ts';
import { Reactions } from './reactions.tsx';
import { RenderGuard } from './render-guard.tsx';
import { Mrkdwn } from './rich-text.tsx';
import type { Message } from './types.ts';
import { authorOf, messageAuthor, useSurroundings } from './workspace-context.tsx';

/** How much of a message is in its name for readers of screens; the whole is its content. */
const SPOKEN = 160;

interface MessageRowProps {
  message: Message;
  channel: string;
  /** The key of the conversation that this row is drawn in. */
  place: string;
  /** Follows another message of the same author: no name, no picture. */
  isGrouped?: boolean;
  isMarked?: boolean;
  isEditing?: boolean;
  /** The parent, for a reply that also stands in the channel. */
  root?: Message | undefined;
  /** Unread replies that call this person. */
  threadMentions?: number;
  /** Absent inside a thread. */
  onOpenThread?: ((ts: string) => void) | undefined;
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, channel, place, isGrouped = false, isMarked = false, isEditing = false } = props;
  const { root, onOpenThread, threadMentions = 0 } = props;
  const surroundings = useSurroundings();
  const { store, frame } = surroundings;
  const author = messageAuthor(message, surroundings);
  const isStranger = surroundings.users.some(({ id, is_stranger }) => id === message.user && is_stranger);
  const at = tsToMs(message.ts);
  const row = useRef<HTMLElement>(null);
  const isEphemeral = Boolean(message.ephemeral);
  const hasBlocks = message.blocks !== undefined && message.blocks.length > 0;
  const classes = [
    'message',
    isGrouped ? 'message-grouped' : '',
    isEphemeral ? 'message-ephemeral' : '',
    isMarked ? 'message-marked' : '',
  ];
  if (isJoin(message)) {
    return (
      <div className={classes.join(' ')} data-ts={message.ts}>
        <span className="message-side">
          <Avatar id={author.id} name={author.name} isBot={author.isBot} size={20} />
        </span>
        <p className="message-main message-system">
          <b>{author.name}</b> {happened(message)} <span className="time">{timeOf(at, frame.tz)}</span>
        </p>
      </div>
    );
  }
  const isBroadcast = message.subtype === 'thread_broadcast';
  const isInThread = place !== channel;
  const said = plainText(message, surroundings);
  const label = `${author.name}, ${timeOf(at, frame.tz)}: ${said.length > SPOKEN ? `${said.slice(0, SPOKEN)}…` : said}`;
  const stopEditing = () => {
    const pane = row.current?.closest('.pane, .thread');
    store.stopEdit();
    (pane?.querySelector<HTMLElement>('.composer textarea') ?? row.current)?.focus();
  };
  return (
    <article className={classes.join(' ')} data-ts={message.ts} aria-label={label} ref={row}>
      {isEphemeral && (
        <p className="only-you">
          <EyeIcon size={14} /> Only visible to you
        </p>
      )}
      {isBroadcast && onOpenThread && !isInThread && (
        <p className="broadcast">
          <span>replied to a thread: </span>
          <button
            type="button"
            className="broadcast-root"
            onClick={() => onOpenThread(message.thread_ts ?? message.ts)}
          >
            {root ? plainText(root, surroundings) : 'View thread'}
          </button>
        </p>
      )}
      <div className="message-line">
        <span className="message-side">
          {isGrouped ? (
            <time className="time time-side">{timeOf(at, frame.tz)}</time>
          ) : (
            <Avatar id={author.id} name={author.name} isBot={author.isBot} />
          )}
        </span>
        <div className="message-main">
          {!isGrouped && (
            <header className="message-head">
              {author.badge && !author.isBot ? (
                <b className="author">{author.name}</b>
              ) : (
                <PersonName userId={message.user} />
              )}
              {author.badge && <span className="app-badge">{author.badge}</span>}
              {isStranger && <span className="app-badge">EXTERNAL</span>}
              <time className="time" dateTime={new Date(at).toISOString()} title={fullMoment(at, frame)}>
                {timeOf(at, frame.tz)}
              </time>
              {hasBlocks && message.edited && <span className="edited">(edited)</span>}
            </header>
          )}
          {isEditing ? (
            <MessageEditor
              text={typedTextOf(message.text, surroundings.users)}
              onCancel={stopEditing}
              onSave={async (text) => {
                if (await store.edit(channel, message.ts, text)) stopEditing();
              }}
            />
          ) : (
            <MessageBody message={message} channel={channel} />
          )}
          {message.files && message.files.length > 0 && <Files files={message.files} />}
          <Reactions message={message} channel={channel} />
          {isBroadcast && isInThread && <p className="also-sent">Also sent to the channel</p>}
          {isEphemeral && (
            <button type="button" className="link-button" onClick={() => store.dismiss(message.ts)}>
              Dismiss message
            </button>
          )}
          {onOpenThread && !isInThread && Number(message.reply_count) > 0 && (
            <ReplyBar message={message} mentions={threadMentions} onOpen={() => onOpenThread(message.ts)} />
          )}
        </div>
      </div>
      {!isEphemeral && !isEditing && message.subtype !== 'tombstone' && (
        <MessageToolbar
          message={message}
          channel={channel}
          onEdit={() => store.startEdit(place, message.ts)}
          onOpenThread={onOpenThread}
        />
      )}
    </article>
  );
});

function MessageBody({ message, channel }: { message: Message; channel: string }) {
  const { store } = useSurroundings();
  if (message.blocks && message.blocks.length > 0) {
    return (
      <RenderGuard subject={message.blocks} fallback={message.text}>
        <BlockView
          blocks={message.blocks}
          onPress={(press) => store.click({ channel_id: channel, message_ts: message.ts, ...press })}
          onSuggest={(asked) => store.suggest({ channel_id: channel, message_ts: message.ts, ...asked })}
        />
      </RenderGuard>
    );
  }
  if (message.text === '') return null;
  return (
    <div className="message-text">
      <Mrkdwn text={message.text} />
      {message.edited && <span className="edited"> (edited)</span>}
    </div>
  );
}

function ReplyBar({ message, mentions, onOpen }: { message: Message; mentions: number; onOpen(): void }) {
  const surroundings = useSurroundings();
  const count = message.reply_count ?? 0;
  const last = message.latest_reply ? dayAndTime(tsToMs(message.latest_reply), surroundings.frame) : null;
  const counted = `${count} ${count === 1 ? 'reply' : 'replies'}`;
  return (
    <button type="button" className="reply-bar" onClick={onOpen}>
      {(message.reply_users ?? []).slice(0, 4).map((id) => {
        const author = authorOf(id, surroundings);
        return <Avatar key={id} id={id} name={author.name} isBot={author.isBot} size={24} />;
      })}
      {/* The gaps are words apart for who hears the name. */}
      <b>{counted}</b> {mentions > 0 && <span className="badge">{mentions} for you</span>}{' '}
      {last && <span className="reply-last">Last reply {last}</span>}
      <span className="reply-view">View thread</span>
    </button>
  );
}

/** A line about the channel, not said by anyone. */
export function isJoin(message: Message): boolean {
  return ['channel_join', 'channel_leave', 'channel_name'].includes(message.subtype ?? '');
}

function happened({ subtype, name }: Message): string {
  if (subtype === 'channel_name') return `renamed the channel to #${name}.`;
  return subtype === 'channel_leave' ? 'left the channel.' : 'joined the channel.';
}
