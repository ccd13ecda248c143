import { FileName, readableSize } from './files.tsx';
import { CloseIcon } from './icons.tsx';

export interface Chip {
  key: string;
  name: string;
  size: number;
  isBusy?: boolean;
}

/** Files that are chosen and not sent yet. */
export function FileChips({ chips, onRemove }: { chips: Chip[]; onRemove(key: string): void }) {
  if (chips.length === 0) return null;
  return (
    <ul className="chips" aria-label="Chosen files">
      {chips.map((chip) => {
        const extension = /\.(\w{1,5})$/.exec(chip.name)?.[1] ?? 'file';
        return (
          <li key={chip.key} className="chip" aria-busy={chip.isBusy === true}>
            <span className={`file-kind file-kind-${extension.toLowerCase()}`} aria-hidden="true">
              {extension.slice(0, 4).toUpperCase()}
            </span>
            <span className="file-text">
              <FileName name={chip.name} />
              <span className="file-detail">{chip.isBusy ? 'Uploading…' : readableSize(chip.size)}</span>
            </span>
            {!chip.isBusy && (
              <button
                type="button"
                className="icon-button"
                aria-label={`Remove ${chip.name}`}
                onClick={() => onRemove(chip.key)}
              >
                <CloseIcon />
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
