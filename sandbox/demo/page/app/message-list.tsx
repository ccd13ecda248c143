import { Fragment, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { dayKey, dayLabel, tsToMs } from './format-time.ts';
import { EyeIcon } from './icons.tsx';
import { onMessageKey, useOneTabStop } from './message-focus.ts';
import { isJoin, MessageRow } from './message-row.tsx';
import { Mrkdwn } from './rich-text.tsx';
import { conversationKey, type Mark, type Notice } from './snapshot.ts';
import type { Message } from './types.ts';
import { useDrawnPart } from './use-drawn-part.ts';
import { useSnapshot, useSurroundings } from './workspace-context.tsx';

interface MessageListProps {
  label: string;
  channel: string;
  thread?: string;
  messages: Message[];
  notices: Notice[];
  newSince?: string | null;
  marked: Mark | null;
  intro?: ReactNode;
  /** Inside a thread: drawn under the first message. */
  replyRule?: ReactNode;
  onOpenThread?: (ts: string) => void;
}

export function MessageList(props: MessageListProps) {
  const {
    label,
    channel,
    thread,
    messages,
    notices,
    newSince = null,
    marked,
    intro,
    replyRule,
    onOpenThread,
  } = props;
  const { frame, me } = useSurroundings();
  const { unread, dismissed, editing } = useSnapshot();
  const place = conversationKey(channel, thread);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = useMemo(
    () => messages.filter((message) => !dismissed.has(message.ts)),
    [messages, dismissed],
  );
  const edited = editing?.key === place ? editing.ts : null;
  const start = useDrawnPart(scroller, shown, marked, edited);
  useStickToEnd(scroller, channel, shown.length + notices.length, marked);
  useOneTabStop(scroller);

  const firstNew =
    newSince === null
      ? undefined
      : shown.find(({ user, ts }) => user !== me.id && Number(ts) > Number(newSince));
  return (
    <div className="scroller" ref={scroller} role="log" aria-label={label} onKeyDown={onMessageKey}>
      {start === 0 && intro}
      {shown.slice(start).map((message, n) => {
        const index = start + n;
        const previous = shown[index - 1] ?? null;
        const at = tsToMs(message.ts);
        // The oldest that is drawn says its day, too.
        const isNewDay =
          !previous || n === 0 || dayKey(tsToMs(previous.ts), frame.tz) !== dayKey(at, frame.tz);
        const isNew = message === firstNew;
        const isGrouped = !isNewDay && !isNew && belongsTo(previous, message) && !(replyRule && index === 1);
        return (
          <Fragment key={message.ts}>
            {replyRule && index === 1 && replyRule}
            {isNewDay && !(replyRule && index < 2) && <Divider text={dayLabel(at, frame)} isNew={isNew} />}
            {isNew && !isNewDay && <Divider text="" isNew />}
            <MessageRow
              message={message}
              channel={channel}
              place={place}
              isGrouped={isGrouped}
              isEditing={edited === message.ts}
              root={rootOf(message, messages)}
              isMarked={marked?.ts === message.ts}
              threadMentions={unread[`${channel}/${message.ts}`]?.mentions ?? 0}
              onOpenThread={onOpenThread}
            />
          </Fragment>
        );
      })}
      {notices.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

/** Of a reply that also stands in the channel. */
function rootOf(message: Message, messages: Message[]): Message | undefined {
  if (message.subtype !== 'thread_broadcast') return undefined;
  return messages.find((other) => other.ts === message.thread_ts) ?? message.root;
}

function Divider({ text, isNew }: { text: string; isNew: boolean }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a labelled rule between two days
    <div
      className={isNew ? 'divider divider-new' : 'divider'}
      role="separator"
      aria-label={text || 'New messages'}
    >
      <span className="divider-rule" />
      {text !== '' && <span className="divider-day">{text}</span>}
      {isNew && <span className="divider-label">New</span>}
    </div>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { store } = useSurroundings();
  return (
    <article className="message message-ephemeral" aria-label="Slackbot">
      <p className="only-you">
        <EyeIcon size={14} /> Only visible to you
      </p>
      <div className="message-line">
        <span className="message-side">
          <span className="avatar avatar-slackbot" aria-hidden="true">
            S
          </span>
        </span>
        <div className="message-main">
          <header className="message-head">
            <b className="author">Slackbot</b>
          </header>
          <div className="message-text">
            <Mrkdwn text={notice.text} />
          </div>
          <button type="button" className="link-button" onClick={() => store.dismiss(notice.id)}>
            Dismiss message
          </button>
        </div>
      </div>
    </article>
  );
}

/** Messages of one author within five minutes are folded; what an app sends with blocks or files stands by itself. */
function belongsTo(previous: Message | null, message: Message): boolean {
  if (!previous || previous.user !== message.user) return false;
  // Under a line of replies, a message without a name would look like part of them.
  if (Number(previous.reply_count) > 0) return false;
  if (message.bot_id && (message.blocks?.length || message.files?.length)) return false;
  if (message.subtype === 'thread_broadcast') return false;
  if (message.ephemeral || previous.ephemeral || isJoin(message) || isJoin(previous)) return false;
  return tsToMs(message.ts) - tsToMs(previous.ts) < 5 * 60_000;
}

/** Follows the newest message unless the person has scrolled up; a marked message is brought into view once. */
function useStickToEnd(
  scroller: React.RefObject<HTMLDivElement | null>,
  channel: string,
  count: number,
  marked: Mark | null,
) {
  const atEnd = useRef(true);
  const found = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another channel starts at its end
  useLayoutEffect(() => {
    atEnd.current = true;
  }, [channel]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for each new message
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const isNew = marked !== null && found.current !== marked.turn;
    const target = isNew ? element.querySelector(`[data-ts="${CSS.escape(marked.ts)}"]`) : null;
    if (target && marked) {
      found.current = marked.turn;
      atEnd.current = false;
      target.scrollIntoView({ block: 'center' });
    } else if (atEnd.current) {
      element.scrollTop = element.scrollHeight;
    }
  }, [count, channel, marked]);

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let top = element.scrollTop;
    const onScroll = () => {
      const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < 60;
      // What grows below leaves the place; only who scrolls up leaves the end.
      if (isNear) atEnd.current = true;
      else if (element.scrollTop < top) atEnd.current = false;
      top = element.scrollTop;
    };
    // Pictures that load later and edited messages change the height.
    const observer = new MutationObserver(keep);
    const sizes = new ResizeObserver(keep);
    function keep() {
      // An editor far above has just opened: it took the focus, and its scroll event is still to come.
      if (!element || !atEnd.current || element.querySelector('.editor')) return;
      element.scrollTop = element.scrollHeight;
    }
    element.addEventListener('scroll', onScroll, { passive: true });
    element.addEventListener('load', keep, true);
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      element.removeEventListener('load', keep, true);
      observer.disconnect();
      sizes.disconnect();
    };
  }, [scroller]);
}
