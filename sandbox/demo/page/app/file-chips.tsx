import { useEffect, useState } from 'react';
import { FileName, readableSize } from './files.tsx';
import { CloseIcon } from './icons.tsx';

export interface Chip {
  key: string;
  name: string;
  size: number;
  isBusy?: boolean;
  /** The file itself, whose picture is shown. */
  file?: File;
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
            <Preview file={chip.file} extension={extension} />
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

/** What the file shows, where a browser can tell; else the kind that its name says. */
function Preview({ file, extension }: { file: File | undefined; extension: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file || !/^image\/(png|jpeg|gif|webp)$/.test(file.type)) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (url) return <img className="chip-picture" src={url} alt="" />;
  return (
    <span className={`file-kind file-kind-${extension.toLowerCase()}`} aria-hidden="true">
      {extension.slice(0, 4).toUpperCase()}
    </span>
  );
}
