import { useState } from 'react';
import { CloseIcon } from './icons.tsx';
import type { Overview } from './overview-api.ts';
import { OverviewJobs, OverviewParts } from './overview-parts.tsx';
import { SimulatorAccount } from './simulator-account.tsx';
import { SimulatorCalls } from './simulator-calls.tsx';
import { SimulatorClock } from './simulator-clock.tsx';
import { SimulatorWorld } from './simulator-world.tsx';
import type { SimulatorHandle } from './use-simulator.ts';

interface Props {
  simulator: SimulatorHandle;
  /** Null where nothing tells. */
  overview: Overview | null;
  onClose(): void;
}

/** The world outside: LinkedIn's side of the outreach, and the clock that everything here goes by. */
export function SimulatorPanel({ simulator, overview, onClose }: Props) {
  const { state } = simulator;
  const [chosen, setChosen] = useState<string | null>(null);
  const account = state?.accounts.find(({ id }) => id === chosen) ?? state?.accounts[0];
  return (
    <aside className="simulator" aria-label="Sandbox: clock, parts, jobs, LinkedIn simulator">
      <header className="pane-head">
        <h1>Behind the page</h1>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the LinkedIn simulator"
          onClick={onClose}
        >
          <CloseIcon />
        </button>
      </header>
      {state && account && (
        <div className="simulator-body">
          <SimulatorClock simulator={simulator} now={state.now} />
          {overview && <OverviewJobs jobs={overview.jobs} />}
          {overview && <OverviewParts parts={overview.parts} />}
          {state.breaches.length > 0 && <Breaches breaches={state.breaches} />}
          <SimulatorAccount
            simulator={simulator}
            account={account}
            accounts={state.accounts}
            onChoose={setChosen}
          />
          <SimulatorWorld simulator={simulator} account={account} />
          <SimulatorCalls calls={state.calls} leads={state.leads} />
        </div>
      )}
    </aside>
  );
}

const SHOWN_BREACHES = 5;

function Breaches({ breaches }: { breaches: NonNullable<SimulatorHandle['state']>['breaches'] }) {
  return (
    <section className="simulator-breaches" role="alert" aria-label="Broken rules">
      <h2>
        {breaches.length} {breaches.length === 1 ? 'rule was broken' : 'rules were broken'}
      </h2>
      <ul>
        {breaches
          .slice(-SHOWN_BREACHES)
          .toReversed()
          .map((breach) => (
            <li key={breach.id}>
              <b>{breach.rule}</b> {breach.message}{' '}
              <span className="simulator-soft">(call {breach.call_id})</span>
            </li>
          ))}
      </ul>
    </section>
  );
}
