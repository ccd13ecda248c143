import { ModalView } from './modal-view.tsx';
import { useSnapshot } from './workspace-context.tsx';

/** Slack shows the newest view of the stack; those below come back when it is closed. */
export function ModalStack() {
  const { views, me } = useSnapshot();
  return views.modals.map((view, index) => (
    <ModalView key={`${me?.id} ${view.id}`} view={view} isStacked={index > 0} />
  ));
}
