import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { CompletionPopup, type Suggestion } from './completion-popup.tsx';
import { FileChips } from './file-chips.tsx';
import { AtIcon, PaperclipIcon, SendIcon, SlashIcon } from './icons.tsx';
import { completingAt } from './outgoing-text.ts';
import { MAX_FILES } from './read-files.ts';
import { useDraft } from './use-draft.ts';
import { displayName, useSnapshot, useSurroundings } from './workspace-context.tsx';

interface ComposerProps {
  channel: string;
  thread: string | null;
  placeholder: string;
}

/** One for each person and place: give it a key of them. */
export function Composer({ channel, thread, placeholder }: ComposerProps) {
  const { store, users, me } = useSurroundings();
  const { commands } = useSnapshot();
  const draft = useDraft(`${me.id} ${channel} ${thread ?? ''}`);
  const { text, files, setText, setFiles } = draft;
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
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

  useEffect(() => area.current?.focus({ preventScroll: true }), []);

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

  const isEmpty = text.trim() === '' && files.length === 0;
  const attach = (more: File[]) => {
    if (files.length + more.length > MAX_FILES)
      store.toast(`A message takes up to ${MAX_FILES} files; choose fewer.`);
    else setFiles([...files, ...more]);
  };

  const send = async () => {
    if (isEmpty || isSending) return;
    const sent = { text, files };
    setText('');
    setFiles([]);
    setSending(true);
    const taken = await store.send(sent.text, thread, sent.files);
    setSending(false);
    if (!taken) draft.restore(sent);
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
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop files; the button next to it does the same
    <div
      className="composer"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        attach([...event.dataTransfer.files]);
      }}
    >
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
      <FileChips
        chips={files.map((file, n) => ({ key: String(n), name: file.name, size: file.size }))}
        onRemove={(key) => setFiles(files.filter((_, n) => String(n) !== key))}
      />
      <input
        ref={picker}
        type="file"
        className="hidden"
        aria-label="Attach files"
        tabIndex={-1}
        multiple
        onChange={(event) => {
          attach([...(event.target.files ?? [])]);
          event.target.value = '';
          area.current?.focus();
        }}
      />
      <div className="composer-bar">
        <button
          type="button"
          className="icon-button"
          aria-label="Attach"
          title="Attach files"
          onClick={() => picker.current?.click()}
        >
          <PaperclipIcon />
        </button>
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
          disabled={isEmpty || isSending}
          aria-busy={isSending}
          onClick={() => void send()}
        >
          <SendIcon size={16} />
        </button>
      </div>
    </div>
  );
}
