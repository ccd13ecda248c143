import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Avatar } from './avatar.tsx';
import { isJson, str, textOf } from './block-kit.ts';
import { BlockView } from './block-view.tsx';
import { Dialog } from './dialog.tsx';
import { CloseIcon, LeftIcon } from './icons.tsx';
import { missingValue } from './input-value.ts';
import type { Json, View } from './types.ts';
import { useForm } from './use-form.ts';
import { useSnapshot, useSurroundings } from './workspace-context.tsx';

export function ModalView({ view, isStacked }: { view: View; isStacked: boolean }) {
  const { store, botId } = useSurroundings();
  const inputs = useMemo(() => view.blocks.filter((block) => block.type === 'input'), [view.blocks]);
  const form = useForm(view.blocks, useSnapshot().channel ?? undefined);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (Object.keys(errors).length > 0)
      body.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const missing = Object.fromEntries(
      inputs.flatMap((block) => {
        const problem = missingValue(block, form.held(block, elementOf(block)));
        return problem ? [[str(block.block_id), problem]] : [];
      }),
    );
    setErrors(missing);
    if (Object.keys(missing).length > 0 || isBusy) return;
    setBusy(true);
    setFault(null);
    try {
      const answer = await store.submit(view.id, form.values());
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
          <BlockView
            blocks={view.blocks}
            form={{
              ...form,
              change(block, element, value) {
                form.change(block, element, value);
                setErrors(({ [str(block.block_id)]: _, ...rest }) => rest);
              },
            }}
            errors={errors}
            onPress={(press) => store.click({ view_id: view.id, ...press })}
            onSuggest={(asked) => store.suggest({ view_id: view.id, ...asked })}
          />
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
