import { useState } from 'react';
import { dayAndTime } from './format-time.ts';
import type { SimulatedCall, SimulatedLead } from './simulator-api.ts';
import { useSurroundings } from './workspace-context.tsx';

const kinds: Record<string, string> = {
  view_profile: 'Visit',
  send_invite: 'Invitation',
  send_message: 'Message',
  withdraw_invite: 'Withdrawal',
  read_profile: 'Profile read',
  read_account: 'Account read',
  read_invitations: 'Invitations read',
  read_relations: 'Connections read',
  read_chats: 'Inbox read',
  read_messages: 'Messages read',
  webhooks: 'Webhooks',
};

/** Everything that reached LinkedIn, newest first. */
export function SimulatorCalls({ calls, leads }: { calls: SimulatedCall[]; leads: SimulatedLead[] }) {
  const [isAll, setAll] = useState(false);
  const { frame } = useSurroundings();
  const shown = calls.filter((call) => isAll || call.is_write).toReversed();
  return (
    <section className="simulator-part simulator-calls" aria-label="Calls that reached LinkedIn">
      <header className="simulator-row">
        <h2>What reached LinkedIn</h2>
        <label className="simulator-reads">
          <input type="checkbox" checked={isAll} onChange={() => setAll(!isAll)} /> reads
        </label>
      </header>
      {shown.length === 0 && <p className="simulator-soft">Nothing yet.</p>}
      <ol>
        {shown.map((call) => (
          <li key={call.id} className="simulator-call">
            <span className={`simulator-light simulator-light-${light(call)}`} />
            <div>
              <p>
                <b>{kinds[call.kind] ?? call.kind}</b> {nameOf(call, leads)}
                <time>{dayAndTime(Date.parse(call.at), frame)}</time>
              </p>
              {call.text !== null && <p className="simulator-text">{call.text}</p>}
              {call.outcome !== 'ok' && <p className="simulator-soft">{said(call)}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function nameOf(call: SimulatedCall, leads: SimulatedLead[]): string {
  return leads.find((lead) => lead.lead === call.lead)?.name ?? call.lead ?? '';
}

function light(call: SimulatedCall): 'good' | 'bad' | 'quiet' | 'odd' {
  if (!call.is_write && call.outcome === 'ok') return 'quiet';
  if (call.outcome === 'ok') return 'good';
  return call.effect ? 'odd' : 'bad';
}

/** What LinkedIn did and what it said are two things. */
function said({ outcome, effect }: SimulatedCall): string {
  const answers: Record<string, string> = {
    cut: 'the connection was cut',
    null_ids: 'answered without an id',
    arrived: 'not answered yet',
    partial: 'answered in part',
  };
  const answer = answers[outcome] ?? `answered ${outcome.replaceAll('_', ' ')}`;
  return effect ? `done, but ${answer}` : `nothing changed: ${answer}`;
}
