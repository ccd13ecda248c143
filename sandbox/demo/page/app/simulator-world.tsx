import { useState } from 'react';
import type { Injection, SimulatedAccount, SimulatedLead } from './simulator-api.ts';
import type { SimulatorHandle } from './use-simulator.ts';

interface Props {
  simulator: SimulatorHandle;
  account: SimulatedAccount;
}

/** What goes wrong with the next write, by what a person would call it. */
const faults: { words: string; fault: Injection }[] = [
  { words: 'No answer, but it was sent', fault: { error: 'request_timeout', commit: true } },
  { words: 'No answer, and not sent', fault: { error: 'request_timeout' } },
  { words: 'Connection cut after sending', fault: { cut: true, commit: true } },
  { words: 'Success without an id', fault: { null_ids: true, commit: true } },
  { words: 'Invitation limit reached', fault: { error: 'cannot_resend_yet' } },
  { words: 'Too many requests', fault: { error: 'too_many_requests' } },
  { words: 'Account restricted', fault: { error: 'account_restricted' } },
  { words: 'Person cannot be reached', fault: { error: 'user_unreachable' } },
];

/** What people at LinkedIn do, and what LinkedIn does to the next call. */
export function SimulatorWorld({ simulator, account }: Props) {
  const leads = (simulator.state?.leads ?? []).filter((lead) => lead.account_id === account.id);
  const invited = leads.filter((lead) => lead.invitation === 'pending');
  const connected = leads.filter((lead) => lead.connected);
  const [chosen, setChosen] = useState('');
  const lead =
    [...invited, ...connected].find((known) => known.lead === chosen) ?? invited[0] ?? connected[0];
  const [text, setText] = useState('');
  const [fault, setFault] = useState(0);
  const armed = simulator.state?.faults.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const isBusy = simulator.busy !== null;
  const target = { account_id: account.id, lead: lead?.lead };
  return (
    <>
      <section className="simulator-part" aria-label="People">
        <h2>People answer</h2>
        <div className="simulator-row">
          <select
            className="field field-small simulator-wide"
            aria-label="Person"
            value={lead?.lead ?? ''}
            onChange={(event) => setChosen(event.target.value)}
          >
            <Group label="Invited" leads={invited} />
            <Group label="Connected" leads={connected} />
          </select>
          <button
            type="button"
            className="button button-small"
            disabled={isBusy || lead?.invitation !== 'pending'}
            onClick={() => void simulator.inject({ accept: target })}
          >
            Accept
          </button>
        </div>
        <form
          className="simulator-row"
          onSubmit={(event) => {
            event.preventDefault();
            void simulator.inject({ reply: { ...target, text } }).then(() => setText(''));
          }}
        >
          <input
            className="field field-small simulator-wide"
            aria-label="Reply"
            placeholder={lead ? `${lead.name.split(' ')[0]} writes…` : 'No person to answer yet'}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <button
            type="submit"
            className="button button-small"
            disabled={isBusy || !lead || text.trim() === ''}
          >
            Reply
          </button>
        </form>
      </section>
      <section className="simulator-part" aria-label="Faults">
        <h2>The next write meets</h2>
        <div className="simulator-row">
          <select
            className="field field-small simulator-wide"
            aria-label="Fault"
            value={fault}
            onChange={(event) => setFault(Number(event.target.value))}
          >
            {faults.map(({ words }, index) => (
              <option key={words} value={index}>
                {words}
              </option>
            ))}
          </select>
          <button
            type="button"
            className="button button-small"
            disabled={isBusy}
            onClick={() => void simulator.inject({ fault: faults[fault]?.fault })}
          >
            Inject
          </button>
        </div>
        {armed > 0 && (
          <p className="simulator-soft">
            {armed} {armed === 1 ? 'fault waits' : 'faults wait'}{' '}
            <button
              type="button"
              className="simulator-link"
              onClick={() => void simulator.inject({ fault: null })}
            >
              clear
            </button>
          </p>
        )}
      </section>
    </>
  );
}

function Group({ label, leads }: { label: string; leads: SimulatedLead[] }) {
  if (leads.length === 0) return null;
  return (
    <optgroup label={label}>
      {leads.map((lead) => (
        <option key={lead.lead} value={lead.lead}>
          {lead.name}
        </option>
      ))}
    </optgroup>
  );
}
