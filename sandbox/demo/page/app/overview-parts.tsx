import { dollars } from './dollars.ts';
import type { Overview, OverviewJob } from './overview-api.ts';
import { authorOf, useSurroundings } from './workspace-context.tsx';

/** What runs here, and which of it is the real thing. */
export function OverviewParts({ parts }: { parts: Overview['parts'] }) {
  return (
    <section className="simulator-part" aria-label="What is real">
      <h2>What is real here</h2>
      <ul className="parts">
        {parts.map((part) => (
          <li key={part.name}>
            <span className={part.is_real ? 'part-kind part-real' : 'part-kind'}>
              {part.is_real ? 'real' : 'stand-in'}
            </span>
            <span>
              <b>{part.name}</b> {part.what}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The last jobs, with what they cost. */
export function OverviewJobs({ jobs }: { jobs: OverviewJob[] }) {
  const surroundings = useSurroundings();
  const { store, channels } = surroundings;
  return (
    <section className="simulator-part" aria-label="Last jobs">
      <h2>Last jobs</h2>
      {jobs.length === 0 && <p className="simulator-soft">None yet: /carousel starts one.</p>}
      <ol className="job-lines">
        {jobs.map((job) => {
          const canOpen = job.thread_ts !== null && channels.some(({ id }) => id === job.channel_id);
          const words = (
            <>
              <b>{job.topic || job.type}</b>
              <span className="simulator-soft">
                {dollars(job.usd)} · {job.type.replaceAll('_', ' ')} ·{' '}
                {authorOf(job.requester_id, surroundings).name}
              </span>
            </>
          );
          return (
            <li key={job.id}>
              {canOpen ? (
                <button
                  type="button"
                  className="job-line"
                  onClick={() => store.go({ channel: job.channel_id, thread: job.thread_ts ?? undefined })}
                >
                  {words}
                </button>
              ) : (
                <span className="job-line">{words}</span>
              )}
              <span className={`job-state job-state-${job.status}`}>{job.status.replaceAll('_', ' ')}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
