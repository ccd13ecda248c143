import { dateOf, timeOf } from './format-time.ts';
import type { SimulatorHandle } from './use-simulator.ts';
import { useSurroundings } from './workspace-context.tsx';

const steps = [
  { label: '+15 min', minutes: 15 },
  { label: '+1 h', minutes: 60 },
  { label: '+1 day', minutes: 24 * 60 },
];

export function SimulatorClock({ simulator, now }: { simulator: SimulatorHandle; now: string }) {
  const { me } = useSurroundings();
  const at = Date.parse(now);
  const isPlaying = simulator.busy === 'clock';
  return (
    <section className="simulator-part" aria-label="Clock">
      <p className="simulator-time">
        <b>{timeOf(at, me.tz)}</b>
        <span>{dateOf(at, me.tz)}</span>
      </p>
      <div className="simulator-row">
        {steps.map(({ label, minutes }) => (
          <button
            key={minutes}
            type="button"
            className="button button-small"
            aria-label={`Advance the clock: ${label}`}
            disabled={isPlaying}
            onClick={() => void simulator.advance(minutes)}
          >
            {label}
          </button>
        ))}
        <button
          type="button"
          className="button button-small"
          disabled={isPlaying}
          onClick={() => void simulator.nextAction()}
        >
          Next action
        </button>
        <span className="simulator-soft simulator-playing" role="status">
          {isPlaying && (
            <>
              <span className="spinner" /> playing
            </>
          )}
        </span>
      </div>
      {simulator.said !== null && (
        <p className="simulator-soft" role="status">
          {simulator.said}
        </p>
      )}
    </section>
  );
}
