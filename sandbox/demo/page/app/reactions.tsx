import { useState } from 'react';
import { emojiOf } from './emoji.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { AddReactionIcon } from './icons.tsx';
import type { Message } from './types.ts';
import { authorOf, type Surroundings, useSurroundings } from './workspace-context.tsx';

interface ReactionsProps {
  message: Message;
  channel: string;
}

/** What people put under a message; a press adds one's own to it or takes it back. */
export function Reactions({ message, channel }: ReactionsProps) {
  const surroundings = useSurroundings();
  const { store, me } = surroundings;
  if (!message.reactions?.length) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons
    <div className="reactions" role="group" aria-label="Reactions">
      {message.reactions.map(({ name, users }) => {
        const isMine = users.includes(me.id);
        const said = namesOf(users, surroundings);
        return (
          <button
            key={name}
            type="button"
            className={isMine ? 'reaction reaction-mine' : 'reaction'}
            aria-pressed={isMine}
            aria-label={`${users.length} ${name.replaceAll('_', ' ')}: ${said}`}
            data-tip={`${said} reacted with :${name}:`}
            onClick={() => void store.react(channel, message.ts, name)}
          >
            <span className="reaction-sign">{emojiOf(name) ?? `:${name}:`}</span>
            <span>{users.length}</span>
          </button>
        );
      })}
      <AddReaction message={message} channel={channel} className="reaction reaction-add" />
    </div>
  );
}

/** Opens the picker; what is picked is added to the message. */
export function AddReaction({ message, channel, className }: ReactionsProps & { className?: string }) {
  const { store } = useSurroundings();
  const [anchor, setAnchor] = useState<DOMRect | null>(null);
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label="Add reaction"
        title="Add reaction"
        aria-haspopup="dialog"
        data-key="r"
        onClick={(event) => setAnchor(event.currentTarget.getBoundingClientRect())}
      >
        <AddReactionIcon />
      </button>
      {anchor && (
        <EmojiPicker
          anchor={anchor}
          onClose={() => setAnchor(null)}
          onPick={({ name }) => {
            setAnchor(null);
            const isMine = message.reactions?.some((one) => one.name === name && includesMe(one.users));
            if (!isMine) void store.react(channel, message.ts, name);
          }}
        />
      )}
    </>
  );

  function includesMe(users: string[]): boolean {
    return users.includes(store.get().me?.id ?? '');
  }
}

/** "Marina, Pedro and you". */
function namesOf(users: string[], surroundings: Surroundings): string {
  const isMine = users.includes(surroundings.me.id);
  const others = users.filter((id) => id !== surroundings.me.id);
  const names = others.map((id) => authorOf(id, surroundings).name);
  return new Intl.ListFormat('en').format(isMine ? ['You', ...names] : names);
}
