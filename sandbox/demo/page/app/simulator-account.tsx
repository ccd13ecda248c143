import type { SimulatedAccount } from './simulator-api.ts';
import type { SimulatorHandle } from './use-simulator.ts';

interface Props {
  simulator: SimulatorHandle;
  account: SimulatedAccount;
  accounts: SimulatedAccount[];
  onChoose(id: string): void;
}

const statuses: [string, string][] = [
  ['ok', 'Connected'],
  ['credentials', 'Signed out'],
  ['checkpoint', 'Asked for a code'],
  ['restricted', 'Restricted by LinkedIn'],
  ['connecting', 'Connecting'],
  ['error', 'Error'],
  ['stopped', 'Stopped'],
];

export function SimulatorAccount({ simulator, account, accounts, onChoose }: Props) {
  return (
    <section className="simulator-part" aria-label="Account">
      {accounts.length > 1 ? (
        <select
          className="field field-small simulator-wide"
          aria-label="Account shown"
          value={account.id}
          onChange={(event) => onChoose(event.target.value)}
        >
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : (
        <h2>{account.name}</h2>
      )}
      <p className="simulator-soft">
        {account.tier.replace('_', ' ')} · {account.connections} connections · {account.pending_invitations}{' '}
        pending
      </p>
      <label className="simulator-row">
        <span className={`simulator-light simulator-light-${account.status === 'ok' ? 'good' : 'bad'}`} />
        <select
          className="field field-small simulator-wide"
          aria-label="State of the account"
          value={account.status}
          disabled={simulator.busy !== null}
          onChange={(event) =>
            void simulator.inject({ account_status: { account_id: account.id, status: event.target.value } })
          }
        >
          {statuses.map(([status, words]) => (
            <option key={status} value={status}>
              {words}
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}
