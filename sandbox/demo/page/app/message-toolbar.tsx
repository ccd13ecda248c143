import { useState } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { copyText } from './copy-button.tsx';
import { emojiOf } from './emoji.ts';
import { LinkIcon, PencilIcon, ReplyIcon, SparkIcon, TrashIcon } from './icons.tsx';
import { permalink } from './permalink.ts';
import { AddReaction } from './reactions.tsx';
import type { Message } from './types.ts';
import { canDelete, canEdit } from './who-may.ts';
import { useSurroundings } from './workspace-context.tsx';

interface MessageToolbarProps {
  message: Message;
  channel: string;
  onEdit(): void;
  onOpenThread?: ((ts: string) => void) | undefined;
}

/** One press away, as in Slack. */
const quick = ['white_check_mark', 'eyes', 'raised_hands'];

const plain = (text: string) => ({ type: 'plain_text', text });
const question = {
  title: plain('Delete message'),
  text: { type: 'plain_text', text: 'Are you sure you want to delete this message? This cannot be undone.' },
  confirm: plain('Delete'),
  deny: plain('Cancel'),
  style: 'danger',
};

/** What can be done with a message; one's own can be edited and deleted, an admin may delete any. */
export function MessageToolbar({ message, channel, onEdit, onOpenThread }: MessageToolbarProps) {
  const { store, me, shortcuts } = useSurroundings();
  const [isAsked, setAsked] = useState(false);
  return (
    <div className="toolbar">
      {quick.map((name) => (
        <button
          key={name}
          type="button"
          className="toolbar-quick"
          aria-label={`React with ${name.replaceAll('_', ' ')}`}
          title={`:${name}:`}
          onClick={() => void store.react(channel, message.ts, name)}
        >
          {emojiOf(name)}
        </button>
      ))}
      <AddReaction message={message} channel={channel} />
      {onOpenThread && (
        <button
          type="button"
          aria-label="Reply in thread"
          title="Reply in thread"
          data-key="enter"
          onClick={() => onOpenThread(message.thread_ts ?? message.ts)}
        >
          <ReplyIcon />
        </button>
      )}
      <button
        type="button"
        aria-label="Copy link to message"
        title="Copy link"
        onClick={async () => {
          await copyText(permalink(channel, message));
          store.toast('Link copied');
        }}
      >
        <LinkIcon />
      </button>
      {shortcuts.map(({ callback_id, name }) => (
        <button
          key={callback_id}
          type="button"
          aria-label={name}
          title={name}
          onClick={() => void store.shortcut(channel, message.ts, callback_id)}
        >
          <SparkIcon />
        </button>
      ))}
      {canEdit(message, me.id) && (
        <button type="button" aria-label="Edit message" title="Edit message" data-key="e" onClick={onEdit}>
          <PencilIcon />
        </button>
      )}
      {canDelete(message, me) && (
        <button
          type="button"
          aria-label="Delete message"
          title="Delete message"
          data-key="delete"
          onClick={() => setAsked(true)}
        >
          <TrashIcon />
        </button>
      )}
      {isAsked && (
        <ConfirmDialog
          confirm={question}
          onAnswer={(yes) => {
            setAsked(false);
            if (yes) void store.remove(channel, message.ts);
          }}
        />
      )}
    </div>
  );
}
