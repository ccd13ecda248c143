import { useRef } from 'react';
import { typeInto } from './composer-requests.ts';
import { approverFor, firstMinute, type StepName } from './first-minute.ts';
import { CheckIcon, CloseIcon } from './icons.tsx';
import type { Overview } from './overview-api.ts';
import { displayName, useSnapshot, useSurroundings } from './workspace-context.tsx';

interface GuideProps {
  first: Overview['first'];
  onDismiss(): void;
}

/** The first minute: three steps to an approved carousel, above the conversation. */
export function Guide({ first, onDismiss }: GuideProps) {
  const { store, me, users, channels } = useSurroundings();
  const { thread } = useSnapshot();
  const steps = firstMinute(first);
  const next = steps.find((step) => !step.isDone)?.name ?? null;
  // Who comes to a workspace where it was done long ago needs no guide.
  const began = useRef(next !== null);
  if (!began.current) return null;

  const approver = approverFor(first.requester_id, users);
  const goTo = (channel: string, place: string | null) => store.go({ channel, thread: place ?? undefined });
  const words: Record<StepName, string> = {
    ask: 'Ask for a carousel',
    draft: 'The draft arrives in its thread',
    approve: 'Another person approves it',
  };
  const act = (): { label: string; run(): void } | null => {
    if (next === 'ask') {
      const marketing = channels.find((channel) => channel.name === 'marketing');
      return {
        label: 'Type it for me',
        run() {
          if (!marketing) return;
          goTo(marketing.id, null);
          // The composer of that channel is drawn first.
          setTimeout(() => typeInto(marketing.id, first.command));
        },
      };
    }
    const { channel_id: channel, thread_ts: place } = first;
    if (channel === null || place === null) return null;
    if (thread !== place) return { label: 'Open the thread', run: () => goTo(channel, place) };
    if (next === 'approve' && approver && me.id === first.requester_id)
      return { label: `Be ${displayName(approver)}`, run: () => void store.switchPerson(approver.id) };
    return null;
  };
  const action = act();
  const hint = next === 'approve' && action === null ? 'Press Approve on the card' : null;
  return (
    <section className="guide" aria-label="First minute">
      <ol>
        {steps.map((step, index) => (
          <li
            key={step.name}
            className={step.isDone ? 'guide-done' : step.name === next ? 'guide-next' : ''}
            aria-current={step.name === next ? 'step' : undefined}
          >
            <span className="guide-mark" aria-hidden="true">
              {step.isDone ? <CheckIcon size={13} /> : index + 1}
            </span>
            <span className="guide-words">
              {words[step.name]}
              {step.isDone && <span className="hidden"> (done)</span>}
            </span>
          </li>
        ))}
      </ol>
      <span className="guide-act" role="status">
        {next === null && 'That is Greenlight: agents draft, people decide.'}
        {hint}
      </span>
      {action && (
        <button type="button" className="button button-small button-primary" onClick={action.run}>
          {action.label}
        </button>
      )}
      <button type="button" className="icon-button" aria-label="Close the guide" onClick={onDismiss}>
        <CloseIcon size={16} />
      </button>
    </section>
  );
}
