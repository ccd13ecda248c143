import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { CompletionPopup, type Suggestion } from './completion-popup.tsx';
import { AtIcon, SendIcon, SlashIcon } from './icons.tsx';
import { completingAt } from './outgoing-text.ts';
import { displayName, useSnapshot, useSurroundings } from './workspace-context.tsx';

interface ComposerProps {
  channel: string;
  thread: string | null;
  placeholder: string;
}

export function Composer({ channel, thread, placeholder }: ComposerProps) {
  const { store, users } = useSurroundings();
  const { commands } = useSnapshot();
  const [text, setText] = useState('');
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const popupId = useId();

  const typing = completingAt(text, caret);
  const suggestions = typing && closedFor !== text ? suggest(typing) : [];
  const active = suggestions[Math.min(chosen, suggestions.length - 1)];

  function suggest({ kind, query }: NonNullable<typeof typing>): Suggestion[] {
    const wanted = query.toLowerCase();
    if (kind === 'command') {
      // Slack takes no commands in threads.
      const known = thread ? [] : commands.filter((command) => command.command.slice(1).startsWith(wanted));
      return known.map((command) => ({
        key: command.command,
        title: command.command,
        hint: command.usage_hint ?? '',
        detail: command.description ?? '',
        insert: `${command.command} `,
      }));
    }
    return users
      .filter((person) => person.role !== 'bot' || wanted !== '')
      .filter((person) => `${person.name} ${displayName(person)}`.toLowerCase().includes(wanted))
      .map((person) => ({
        key: person.id,
        person,
        title: displayName(person),
        hint: person.name,
        detail: '',
        insert: `@${person.name} `,
      }));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another place gets an empty composer
  useEffect(() => {
    setText('');
    area.current?.focus({ preventScroll: true });
  }, [channel, thread]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: grows with its text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 240)}px`;
  }, [text]);

  const put = (value: string, at: number) => {
    // At once: a key that is typed before the next frame must not land at the caret of before.
    flushSync(() => {
      setText(value);
      setCaret(at);
      setChosen(0);
    });
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
  };

  const complete = (suggestion: Suggestion) => {
    if (!typing) return;
    const value = text.slice(0, typing.start) + suggestion.insert + text.slice(caret);
    put(value, typing.start + suggestion.insert.length);
  };

  const insert = (sign: string) => {
    const before = text.slice(0, caret);
    const gap = before === '' || /\s$/.test(before) ? '' : ' ';
    const value = sign === '/' ? `/${text.replace(/^\//, '')}` : before + gap + sign + text.slice(caret);
    put(value, sign === '/' ? 1 : caret + gap.length + sign.length);
  };

  const send = async () => {
    if (text.trim() === '' || isSending) return;
    const sent = text;
    setText('');
    setSending(true);
    const taken = await store.send(sent, thread);
    setSending(false);
    if (!taken) setText((now) => (now === '' ? sent : now));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const count = suggestions.length;
    // A command that is typed out in full is sent, not completed.
    const isWhole = active !== undefined && text.trim() === active.insert.trim();
    if (count > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    } else if (active && (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey && !isWhole))) {
      event.preventDefault();
      complete(active);
    } else if (count > 0 && event.key === 'Escape') {
      event.stopPropagation();
      setClosedFor(text);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  };

  const track = () => setCaret(area.current?.selectionStart ?? 0);

  return (
    <div className="composer">
      {suggestions.length > 0 && active && typing && (
        <CompletionPopup
          id={popupId}
          kind={typing.kind}
          suggestions={suggestions}
          active={active.key}
          onChoose={complete}
        />
      )}
      <textarea
        ref={area}
        rows={1}
        value={text}
        placeholder={placeholder}
        aria-label={placeholder}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={suggestions.length > 0}
        aria-controls={popupId}
        aria-activedescendant={active ? `${popupId}-${active.key}` : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setCaret(event.target.selectionStart);
          setChosen(0);
          setClosedFor(null);
        }}
        onSelect={track}
        onKeyDown={onKeyDown}
      />
      <div className="composer-bar">
        {!thread && (
          <button
            type="button"
            className="icon-button"
            aria-label="Run a command"
            title="Run a command"
            onClick={() => insert('/')}
          >
            <SlashIcon />
          </button>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label="Mention someone"
          title="Mention someone"
          onClick={() => insert('@')}
        >
          <AtIcon />
        </button>
        <span className="composer-hint">
          <b>Shift + Enter</b> for a new line
        </span>
        <button
          type="button"
          className="send"
          aria-label="Send"
          disabled={text.trim() === '' || isSending}
          aria-busy={isSending}
          onClick={() => void send()}
        >
          <SendIcon size={16} />
        </button>
      </div>
    </div>
  );
}
