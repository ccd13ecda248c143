import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { isJson, str, textOf } from './block-kit.ts';
import { BlockView } from './block-view.tsx';
import type { FormValues } from './control-api.ts';
import { Dialog } from './dialog.tsx';
import { CloseIcon, LeftIcon } from './icons.tsx';
import { InputBlock } from './input-block.tsx';
import { type FieldValue, initialValue, missingValue } from './input-value.ts';
import { RenderGuard } from './render-guard.tsx';
import type { Json, View } from './types.ts';
import { useSurroundings } from './workspace-context.tsx';

export function ModalView({ view, isStacked }: { view: View; isStacked: boolean }) {
  const { store, botId } = useSurroundings();
  const inputs = useMemo(() => view.blocks.filter((block) => block.type === 'input'), [view.blocks]);
  const [values, setValues] = useState<Record<string, FieldValue>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const body = useRef<HTMLDivElement>(null);

  const heldBy = (block: Json) => values[str(block.block_id)] ?? initialValue(elementOf(block));

  useEffect(() => {
    if (Object.keys(errors).length > 0)
      body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = Object.fromEntries(
      inputs.flatMap((block) => {
        const problem = missingValue(block, heldBy(block));
        return problem ? [[str(block.block_id), problem]] : [];
      }),
    );
    setErrors(missing);
    if (Object.keys(missing).length > 0 || isBusy) return;
    setBusy(true);
    setFault(null);
    try {
      const answer = await store.submit(view.id, formValues(inputs, heldBy));
      if (answer?.response_action === 'errors') setErrors(answer.errors ?? {});
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  const title = textOf(view.title) || 'Greenlight';
  const close = () => void store.closeView(view.id);
  return (
    <Dialog label={title} className="dialog" onClose={close}>
      <form onSubmit={submit} noValidate>
        <header className="dialog-head">
          {isStacked ? (
            <button type="button" className="icon-button" aria-label="Back" onClick={close}>
              <LeftIcon />
            </button>
          ) : (
            <Avatar id={botId} name="Greenlight" isBot size={28} />
          )}
          <h2>{title}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={close}>
            <CloseIcon />
          </button>
        </header>
        <div className="dialog-body" ref={body}>
          {fault && (
            <p className="form-fault" role="alert">
              {fault}
            </p>
          )}
          {groupBlocks(view.blocks).map((group) =>
            group.kind === 'input' ? (
              <InputBlock
                key={str(group.block.block_id)}
                block={group.block}
                value={heldBy(group.block)}
                error={errors[str(group.block.block_id)]}
                onChange={(value) => {
                  const id = str(group.block.block_id);
                  setValues((known) => ({ ...known, [id]: value }));
                  setErrors(({ [id]: _, ...rest }) => rest);
                }}
              />
            ) : (
              <RenderGuard key={group.key} subject={group.blocks} fallback="">
                <BlockView
                  blocks={group.blocks}
                  onPress={(press) =>
                    store.click({ view_id: view.id, ...press, state: formValues(inputs, heldBy) })
                  }
                />
              </RenderGuard>
            ),
          )}
        </div>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {textOf(view.close) || 'Cancel'}
          </button>
          {(view.submit || inputs.length > 0) && (
            <button type="submit" className="button button-primary" aria-busy={isBusy} disabled={isBusy}>
              {isBusy && <span className="spinner" aria-hidden="true" />}
              {textOf(view.submit) || 'Submit'}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

function elementOf(block: Json): Json {
  return isJson(block.element) ? block.element : {};
}

function formValues(inputs: Json[], heldBy: (block: Json) => FieldValue): FormValues {
  return Object.fromEntries(
    inputs.map((block) => [
      str(block.block_id),
      { [str(elementOf(block).action_id)]: emptyToNull(heldBy(block)) },
    ]),
  );
}

function emptyToNull(value: FieldValue): FieldValue {
  return value === '' ? null : value;
}

type Group = { kind: 'input'; block: Json } | { kind: 'blocks'; key: string; blocks: Json[] };

/** Inputs hold values of the form; runs of other blocks are drawn as in a message. */
function groupBlocks(blocks: Json[]): Group[] {
  const groups: Group[] = [];
  for (const [index, block] of blocks.entries()) {
    const last = groups.at(-1);
    if (block.type === 'input') groups.push({ kind: 'input', block });
    else if (last?.kind === 'blocks') last.blocks.push(block);
    else groups.push({ kind: 'blocks', key: `blocks-${index}`, blocks: [block] });
  }
  return groups;
}
