import { useEffect, useRef, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { dayAndTime, tsToMs } from './format-time.ts';
import { plainText } from './plain-text.ts';
import type { Match } from './types.ts';
import { authorOf, directPeer, messageAuthor, useSnapshot, useSurroundings } from './workspace-context.tsx';

const PAGE = 20;

type Found = { words: string; total: number; matches: Match[] };

/** Messages that hold what was looked for, the newest first; a press shows one where it stands. */
export function SearchView() {
  const { store, me } = useSurroundings();
  const { query } = useSnapshot();
  const [found, setFound] = useState<Found | null>(null);
  const [fault, setFault] = useState('');
  const wanted = useRef('');

  useEffect(() => {
    wanted.current = `${me.id} ${query}`;
    const own = wanted.current;
    setFault('');
    setFound(null);
    if (query === '') return;
    store.search(query, 0).then(
      ({ total, matches }) => {
        if (own === wanted.current) setFound({ words: query, total, matches });
      },
      (error: unknown) => {
        if (own === wanted.current) setFault(error instanceof Error ? error.message : String(error));
      },
    );
  }, [store, query, me.id]);

  const more = async () => {
    if (!found) return;
    const own = wanted.current;
    const next = await store.search(found.words, found.matches.length).catch(store.toast);
    if (next && own === wanted.current) setFound({ ...found, matches: [...found.matches, ...next.matches] });
  };

  const count = found && `${found.total} ${found.total === 1 ? 'result' : 'results'}`;
  return (
    <section className="pane" aria-label="Search results">
      <header className="pane-head">
        <h1>Search</h1>
        <span className="pane-detail" role="status">
          {count && `${count} for “${found.words}”`}
        </span>
      </header>
      <div className="scroller search-results">
        {fault !== '' && <p className="search-empty">{fault}</p>}
        {query === '' && <Hints />}
        {found?.total === 0 && (
          <div className="search-empty">
            <h2>Nothing found</h2>
            <p>No message that you may read holds “{found.words}”. Try fewer or other words.</p>
          </div>
        )}
        <ul>
          {found?.matches.map((match) => (
            <Result key={`${match.channel_id} ${match.ts}`} match={match} words={wordsOf(found.words)} />
          ))}
        </ul>
        {found && found.matches.length < found.total && (
          <button type="button" className="button button-small search-more" onClick={() => void more()}>
            {Math.min(PAGE, found.total - found.matches.length)} more
          </button>
        )}
      </div>
    </section>
  );
}

function Hints() {
  return (
    <div className="search-empty">
      <h2>Search messages</h2>
      <p>
        Narrow it down as in Slack: <code className="code">from:@lucia</code>{' '}
        <code className="code">in:#marketing</code> <code className="code">has:file</code>{' '}
        <code className="code">is:thread</code> <code className="code">before:2027-01-31</code>
      </p>
    </div>
  );
}

function Result({ match, words }: { match: Match; words: string[] }) {
  const surroundings = useSurroundings();
  const { store, channels, me, frame } = surroundings;
  const channel = channels.find((known) => known.id === match.channel_id);
  const author = messageAuthor(match, surroundings);
  const where = !channel
    ? 'a channel'
    : channel.is_im
      ? `Direct message with ${authorOf(directPeer(channel, me.id), surroundings).name}`
      : `#${channel.name}`;
  const thread = match.thread_ts && match.thread_ts !== match.ts ? match.thread_ts : undefined;
  return (
    <li>
      <button
        type="button"
        className="search-result"
        onClick={() => store.go({ channel: match.channel_id, thread, message: match.ts })}
      >
        <span className="search-where">
          <b>{where}</b>
          {thread && ' · in a thread'} · {dayAndTime(tsToMs(match.ts), frame)}
        </span>
        <span className="search-line">
          <Avatar id={author.id} name={author.name} isBot={author.isBot} />
          <span className="search-main">
            <b className="author">{author.name}</b>
            {author.badge && <span className="app-badge">{author.badge}</span>}
            <span className="search-text">
              <Highlighted text={plainText(match, surroundings)} words={words} />
            </span>
          </span>
        </span>
      </button>
    </li>
  );
}

function Highlighted({ text, words }: { text: string; words: string[] }) {
  if (words.length === 0) return text;
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const parts = text.split(new RegExp(`(${escaped.join('|')})`, 'giu'));
  return parts.map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: every second part is a hit
    at % 2 === 1 ? <mark key={at}>{part}</mark> : part,
  );
}

/** What to mark: the words, without modifiers and what must not be there. */
function wordsOf(typed: string): string[] {
  return [...typed.matchAll(/(?:^|\s)(?!-|[a-z]+:)(?:"([^"]+)"|([^\s"]+))/gi)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
}
