import {
  type ClipboardEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { broadcastQuestion, broadcastsOf } from './broadcasts.ts';
import { CompletionPopup, type Suggestion } from './completion-popup.tsx';
import { completions } from './completions.ts';
import { takesRequests } from './composer-requests.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { FileChips } from './file-chips.tsx';
import { FormattingIcon } from './format-icons.tsx';
import { tsToMs } from './format-time.ts';
import { applyFormat, breakLine, type Format, formatOfKey, insertLink, type Typed } from './formatting.ts';
import { FormattingBar } from './formatting-bar.tsx';
import { AtIcon, PaperclipIcon, SendIcon, SlashIcon } from './icons.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { completingAt, readOutgoing } from './outgoing-text.ts';
import { MAX_FILES } from './read-files.ts';
import { recallCommand, rememberCommand } from './sent-commands.ts';
import { conversationKey } from './snapshot.ts';
import type { Json } from './types.ts';
import { useDraft } from './use-draft.ts';
import { useDrop } from './use-drop.ts';
import { useKept } from './use-kept.ts';
import { useSnapshot, useSurroundings } from './workspace-context.tsx';

interface ComposerProps {
  channel: string;
  thread: string | null;
  placeholder: string;
}

/** One for each person and place: give it a key of them. */
export function Composer({ channel, thread, placeholder }: ComposerProps) {
  const { store, users, me, channels, botId } = useSurroundings();
  const { commands, messages, clockOffset } = useSnapshot();
  const draft = useDraft(`${me.id} ${channel} ${thread ?? ''}`);
  const { text, files, setText, setFiles } = draft;
  const [caret, setCaret] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [closedFor, setClosedFor] = useState<string | null>(null);
  const [isSending, setSending] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const popupId = useId();
  const [isFormatting, showFormatting] = useKept('formatting', true);
  /** What was selected when a link was asked for. */
  const [linking, setLinking] = useState<Typed | null>(null);
  const [isBroadcast, setBroadcast] = useState(false);
  /** Asked before a message calls all members. */
  const [question, setQuestion] = useState<Json | null>(null);

  const place = thread ? undefined : channels.find((known) => known.id === channel);
  const known = { commands: thread ? [] : commands, users, broadcasts: broadcastsOf(place) };
  const typing = completingAt(text, caret);
  const suggestions = typing && closedFor !== text ? completions(typing, known) : [];
  const active = suggestions[Math.min(chosen, suggestions.length - 1)];

  useEffect(() => area.current?.focus({ preventScroll: true }), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: grows with its text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight, 240)}px`;
  }, [text]);

  const put = (value: string, at: number, end = at) => {
    // At once: a key that is typed before the next frame must not land at the caret of before.
    flushSync(() => {
      setText(value);
      setCaret(at);
      setChosen(0);
    });
    area.current?.focus();
    area.current?.setSelectionRange(at, end);
  };

  useEffect(() => takesRequests(thread ?? channel, (line) => put(line, line.length)));

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

  const typedNow = (): Typed => ({
    text,
    start: area.current?.selectionStart ?? caret,
    end: area.current?.selectionEnd ?? caret,
  });
  const putTyped = (next: Typed) => put(next.text, next.start, next.end);
  const format = (how: Format) => {
    if (how === 'link') setLinking(typedNow());
    else putTyped(applyFormat(how, typedNow()));
  };

  const isEmpty = text.trim() === '' && files.length === 0;
  const attach = (more: File[]) => {
    if (files.length + more.length > MAX_FILES)
      store.toast(`A message takes up to ${MAX_FILES} files; choose fewer.`);
    else setFiles([...files, ...more]);
    area.current?.focus();
  };
  const isDropping = useDrop(box, attach);
  const onPaste = (event: ClipboardEvent) => {
    // Text that was copied from a table comes with a picture of it.
    if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    attach([...event.clipboardData.files]);
  };

  /** The last command of this place, while nothing newer was said there. */
  const recall = (): string | null => {
    const own = messages[conversationKey(channel, thread)]?.filter((message) => message.user === me.id);
    const last = own?.at(-1);
    return recallCommand(localStorage, `${me.id} ${channel}`, last ? tsToMs(last.ts) : null);
  };

  const send = async (isSure = false) => {
    if (isEmpty || isSending) return;
    const sent = { text, files };
    const line = sent.text.trim();
    const isCommand = !thread && readOutgoing(line).kind === 'command';
    const asked = isCommand || isSure ? null : broadcastQuestion(line, place, botId);
    if (asked) return setQuestion(asked);
    setText('');
    setFiles([]);
    setSending(true);
    if (isCommand)
      rememberCommand(localStorage, `${me.id} ${channel}`, { line, at: Date.now() + clockOffset });
    const taken = await store.send(sent.text, thread, sent.files, isBroadcast);
    setSending(false);
    if (taken) setBroadcast(false);
    else draft.restore(sent);
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
    } else if (event.key === 'Enter') {
      const next = breakLine(typedNow());
      if (next) {
        event.preventDefault();
        putTyped(next);
      }
    } else if (event.key === 'ArrowUp' && text === '') {
      const line = thread ? null : recall();
      if (line !== null) put(line, line.length);
      else if (!store.editLast(channel, thread)) return;
      event.preventDefault();
    } else if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const how = formatOfKey(event.nativeEvent);
      if (!how) return;
      event.preventDefault();
      format(how);
    }
  };

  const track = () => setCaret(area.current?.selectionStart ?? 0);

  return (
    <div className="composer" ref={box}>
      {isDropping && (
        <div className="drop-place" aria-hidden="true">
          <b>Drop files here</b> {placeholder.replace(/^Message /, 'to share them in ')}
        </div>
      )}
      {isFormatting && <FormattingBar onFormat={format} />}
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
        onPaste={onPaste}
      />
      <FileChips
        chips={files.map((file, n) => ({ key: String(n), name: file.name, size: file.size, file }))}
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
      {thread && (
        <label className="composer-broadcast">
          <input
            type="checkbox"
            checked={isBroadcast}
            onChange={(event) => setBroadcast(event.target.checked)}
          />
          Also send to the channel
        </label>
      )}
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
        <button
          type="button"
          className="icon-button"
          aria-label="Formatting"
          aria-pressed={isFormatting}
          title={isFormatting ? 'Hide formatting' : 'Show formatting'}
          onClick={() => showFormatting(!isFormatting)}
        >
          <FormattingIcon />
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
      {question && (
        <ConfirmDialog
          confirm={question}
          onAnswer={(isSure) => {
            setQuestion(null);
            if (isSure) void send(true);
          }}
        />
      )}
      {linking && (
        <LinkDialog
          words={linking.text.slice(linking.start, linking.end)}
          onClose={() => setLinking(null)}
          onSave={(words, address) => {
            setLinking(null);
            putTyped(insertLink(linking, words, address));
          }}
        />
      )}
    </div>
  );
}
