import { isJson, listOf, str } from './block-kit.ts';
import { CheckIcon, CloseIcon } from './icons.tsx';
import type { RichPart } from './mrkdwn.ts';
import { RichText, SafeLink } from './rich-text.tsx';
import type { Json } from './types.ts';

const states: Record<string, string> = {
  pending: 'To do',
  in_progress: 'In progress',
  complete: 'Done',
  error: 'Failed',
};

/** What an app is doing, step by step. */
export function Plan({ plan }: { plan: Json }) {
  const tasks = listOf(plan.tasks);
  return (
    <details className="plan" open>
      <summary>{str(plan.title)}</summary>
      {tasks.map((task, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tasks are replaced as a whole
        <Task key={at} task={task} />
      ))}
    </details>
  );
}

export function Task({ task }: { task: Json }) {
  const status = str(task.status);
  const sources = listOf(task.sources);
  const more = [task.details, task.output].filter(isJson);
  return (
    <div className={`task-card task-${status}`}>
      <span className="task-state" role="img" aria-label={states[status] ?? status}>
        {status === 'complete' && <CheckIcon size={14} />}
        {status === 'error' && <CloseIcon size={14} />}
      </span>
      <div className="task-body">
        <p>{str(task.title)}</p>
        {more.map((rich, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: details and output, in this order
          <div key={at} className="task-more">
            {/* SAFETY: the server checks blocks against Slack's shapes; an unknown part is drawn as its text. */}
            <RichText parts={listOf(rich.elements) as unknown as RichPart[]} />
          </div>
        ))}
        {sources.length > 0 && (
          <p className="task-sources">
            {sources.map((source) => (
              <SafeLink key={str(source.url)} url={str(source.url)}>
                {str(source.text)}
              </SafeLink>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}
