import { Fragment, type ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { emojiOf } from './emoji.ts';
import { formatDateToken, fullMoment } from './format-time.ts';
import { type Inline, isSafeUrl, parseMrkdwn, type RichPart, type TextStyle } from './mrkdwn.ts';
import { usePersonCard } from './person-card.tsx';
import { authorOf, useSurroundings } from './workspace-context.tsx';

export function Mrkdwn({ text }: { text: string }) {
  return <RichText parts={parseMrkdwn(text)} />;
}

/** Rich text of a block, or parsed mrkdwn. Everything is text to React: nothing in it can become markup. */
export function RichText({ parts, isInline }: { parts: RichPart[]; isInline?: boolean }) {
  if (isInline)
    return (
      <Inlines elements={parts.flatMap((part) => ('elements' in part ? (part.elements as Inline[]) : []))} />
    );
  return (
    <span className="rich">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity and are replaced as a whole
        <Part key={index} part={part} />
      ))}
    </span>
  );
}

function Part({ part }: { part: RichPart }) {
  if (part.type === 'rich_text_preformatted') {
    const text = part.elements.map((element) => ('text' in element ? (element.text ?? '') : '')).join('');
    return (
      <span className="pre-frame">
        <pre className="pre">
          {/* Not only the text: links in it stay links. */}
          <Inlines elements={part.elements} />
        </pre>
        <CopyButton text={text} />
      </span>
    );
  }
  if (part.type === 'rich_text_quote') {
    return (
      <blockquote className="quote">
        <Inlines elements={part.elements} />
      </blockquote>
    );
  }
  if (part.type === 'rich_text_list') {
    const List = part.style === 'ordered' ? 'ol' : 'ul';
    const start = part.style === 'ordered' && part.offset ? { start: part.offset + 1 } : {};
    return (
      <List className="list" style={{ marginLeft: (part.indent ?? 0) * 24 }} {...start}>
        {part.elements.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={index}>
            <Inlines elements={item.elements} />
          </li>
        ))}
      </List>
    );
  }
  return (
    <span className="line">
      <Inlines elements={part.elements} />
    </span>
  );
}

function Inlines({ elements }: { elements: Inline[] }) {
  return elements.map((element, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: as above
    <Fragment key={index}>
      <Styled style={element.style}>{inline(element)}</Styled>
    </Fragment>
  ));
}

function inline(element: Inline): ReactNode {
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return <SafeLink url={element.url}>{element.text || element.url}</SafeLink>;
    case 'user':
      return <UserMention userId={element.user_id} />;
    case 'channel':
      return <ChannelMention channelId={element.channel_id} />;
    case 'broadcast':
      return <span className="mention mention-me">@{element.range}</span>;
    case 'date':
      return <DateToken {...element} />;
    case 'emoji':
      return element.unicode ? fromUnicode(element.unicode) : (emojiOf(element.name) ?? `:${element.name}:`);
    case 'usergroup':
      return <span className="mention">@{element.usergroup_id}</span>;
    case 'color':
      return (
        <>
          {/^#[0-9a-f]{3,8}$/i.test(element.value) && (
            <span className="swatch" style={{ background: element.value }} aria-hidden="true" />
          )}
          {element.value}
        </>
      );
    default:
      // A kind that Slack adds later: its text, if it has one, rather than nothing.
      return (element as { text?: string; name?: string; unicode?: string }).text ?? '';
  }
}

const fromUnicode = (codes: string): string => {
  const points = codes.split('-').map((code) => Number.parseInt(code, 16));
  return points.every((point) => point > 0 && point <= 0x10ffff) ? String.fromCodePoint(...points) : '';
};

function Styled({ style, children }: { style?: TextStyle | undefined; children: ReactNode }) {
  let node = children;
  if (style?.code) node = <code className="code">{node}</code>;
  if (style?.bold) node = <b>{node}</b>;
  if (style?.italic) node = <i>{node}</i>;
  if (style?.strike) node = <s>{node}</s>;
  return node;
}

export function SafeLink({ url, children }: { url: string; children: ReactNode }) {
  const { follow } = useSurroundings();
  if (!isSafeUrl(url)) return children;
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        const plain = !event.metaKey && !event.ctrlKey && !event.shiftKey;
        if (plain && follow(url)) event.preventDefault();
      }}
    >
      {children}
    </a>
  );
}

function UserMention({ userId }: { userId: string }) {
  const surroundings = useSurroundings();
  const id = userId.split('|')[0] ?? userId;
  const isMe = id === surroundings.me.id;
  const show = usePersonCard();
  return (
    <button
      type="button"
      className={isMe ? 'mention mention-me' : 'mention'}
      onClick={(event) => show(id, event.currentTarget)}
    >
      @{authorOf(id, surroundings).name}
    </button>
  );
}

function ChannelMention({ channelId }: { channelId: string }) {
  const { channels, follow } = useSurroundings();
  const id = channelId.split('|')[0] ?? channelId;
  const channel = channels.find((known) => known.id === id);
  if (!channel) return <span className="mention">#private-channel</span>;
  return (
    <a
      className="mention"
      href={`/archives/${id}`}
      onClick={(event) => {
        if (follow(`/archives/${id}`)) event.preventDefault();
      }}
    >
      #{channel.name}
    </a>
  );
}

function DateToken({
  timestamp,
  format,
  url,
}: {
  timestamp: number;
  format: string;
  url?: string | undefined;
}) {
  const { frame } = useSurroundings();
  const text = (
    <time dateTime={new Date(timestamp * 1000).toISOString()} title={fullMoment(timestamp * 1000, frame)}>
      {formatDateToken(timestamp, format, frame)}
    </time>
  );
  return url ? <SafeLink url={url}>{text}</SafeLink> : text;
}
