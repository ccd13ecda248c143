import { useRef, useState } from 'react';
import { type Chip, FileChips } from './file-chips.tsx';
import { PaperclipIcon } from './icons.tsx';
import type { Json } from './types.ts';
import { useSurroundings } from './workspace-context.tsx';

interface FileFieldProps {
  id: string;
  element: Json;
  /** Ids of uploaded files. */
  value: string[];
  onChange(ids: string[]): void;
  isWrong: boolean;
}

/** A `file_input`: what is chosen is uploaded at once; the form carries the ids. */
export function FileField({ id, element, value, onChange, isWrong }: FileFieldProps) {
  const { store } = useSurroundings();
  const picker = useRef<HTMLInputElement>(null);
  const [chips, setChips] = useState<Chip[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const types = Array.isArray(element.filetypes) ? element.filetypes.map(String) : [];
  const most = typeof element.max_files === 'number' ? element.max_files : 10;
  const left = most - chips.length;
  const isBusy = chips.some((chip) => chip.isBusy);

  const take = async (files: File[]) => {
    if (isBusy) return;
    setFault(null);
    const refused = refusal(files, types, left);
    if (refused) return setFault(refused);
    const waiting = files.map(
      (file, n): Chip => ({ key: `new-${n}`, name: file.name, size: file.size, isBusy: true }),
    );
    setChips([...chips, ...waiting]);
    try {
      const kept = await store.upload(files);
      const added = kept.map((file): Chip => ({ key: file.id, name: file.name ?? '', size: file.size ?? 0 }));
      setChips([...chips, ...added]);
      onChange([...value, ...added.map((chip) => chip.key)]);
    } catch (error) {
      setChips(chips);
      setFault(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <section
      className="file-field"
      aria-label="Files"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take([...event.dataTransfer.files]);
      }}
    >
      <FileChips
        chips={chips}
        onRemove={(key) => {
          setChips(chips.filter((chip) => chip.key !== key));
          onChange(value.filter((other) => other !== key));
        }}
      />
      <input
        ref={picker}
        id={id}
        type="file"
        className="hidden"
        multiple={most > 1}
        accept={types.map((type) => `.${type}`).join(',')}
        aria-invalid={isWrong || undefined}
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          // The same file may be chosen again after it was removed.
          event.target.value = '';
        }}
      />
      {left > 0 && !isBusy && (
        <button type="button" className="button file-choose" onClick={() => picker.current?.click()}>
          <PaperclipIcon size={16} /> Add file{most > 1 ? 's' : ''}
          {types.length > 0 && <span className="file-types">{types.join(', ')}</span>}
        </button>
      )}
      {fault && (
        <p className="field-error" role="alert">
          {fault}
        </p>
      )}
    </section>
  );
}

function refusal(files: File[], types: string[], left: number): string | null {
  if (files.length > left) return `Please choose at most ${left === 1 ? 'one file' : `${left} files`} more.`;
  const other = files.find(
    (file) => types.length > 0 && !types.includes(file.name.split('.').at(-1)?.toLowerCase() ?? ''),
  );
  return other ? `“${other.name}” cannot be uploaded here; accepted: ${types.join(', ')}.` : null;
}
