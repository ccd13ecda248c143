import { useEffect, useState } from 'react';
import { conversationKey } from './snapshot.ts';
import { authorOf, useSnapshot, useSurroundings } from './workspace-context.tsx';

const TURN_MS = 2500;

/** What the app says that it is doing in a thread (`assistant.threads.setStatus`), where Slack shows who types. */
export function StatusLine({ channel, thread }: { channel: string; thread: string }) {
  const surroundings = useSurroundings();
  const { statuses, clockOffset } = useSnapshot();
  const shown = statuses[conversationKey(channel, thread)];
  const [turn, setTurn] = useState(0);
  const left = shown ? shown.expires_at - (Date.now() + clockOffset) : 0;
  const isShown = shown !== undefined && left > 0;
  useEffect(() => {
    if (!isShown) return;
    // Turns to the next message, and past its end to nothing.
    const timer = setInterval(() => setTurn((known) => known + 1), TURN_MS);
    return () => clearInterval(timer);
  }, [isShown]);
  const { loading_messages: messages = [], status } = shown ?? {};
  const words = messages.length > 0 ? messages[turn % messages.length] : status;
  return (
    <p className="status-line" role="status">
      {isShown && (
        <>
          <span className="status-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <b>{authorOf(surroundings.botId, surroundings).name}</b> {words}
        </>
      )}
    </p>
  );
}
