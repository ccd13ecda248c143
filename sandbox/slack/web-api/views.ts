import { fileCheck, invalid } from '../block-kit/accept-blocks.ts';
import { isObject } from '../block-kit/faults-of.ts';
import { lintView } from '../block-kit/lint-view.ts';
import { presentView } from '../present-view.ts';
import type { Json, View } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { transaction } from '../store/open-store.ts';
import { useTrigger } from '../triggers.ts';
import { newView, pushModal, replaceView } from '../view-stack.ts';
import type { Workspace } from '../workspace.ts';
import type { Args } from './args.ts';
import type { Family } from './method.ts';

export const viewMethods: Family = {
  'views.open': (ws, args) => {
    const given = acceptView(ws, args, 'modal');
    const trigger = args.need('trigger_id');
    return transaction(ws.db, () => {
      const { userId } = useTrigger(ws, trigger);
      ws.views.clearModals(userId);
      return { view: pushModal(ws, userId, given) };
    });
  },
  'views.push': (ws, args) => {
    const given = acceptView(ws, args, 'modal');
    const trigger = args.need('trigger_id');
    return transaction(ws.db, () => {
      const { userId, viewId } = useTrigger(ws, trigger);
      // Only a click inside an open modal may push another one.
      if (viewId === null || !ws.views.get(viewId)) throw new SlackError('not_found');
      return { view: pushModal(ws, userId, given) };
    });
  },
  'views.update': (ws, args) => {
    const id = args.text('view_id');
    const known = id === undefined ? ws.views.byExternalId(args.need('external_id')) : ws.views.get(id);
    if (!known) throw new SlackError('not_found');
    const given = acceptView(ws, args, known.view.type);
    refuseOldHash(args, known.view);
    const view = replaceView(ws, known.view, given);
    ws.views.put(view);
    ws.changes.emit({ type: view.type === 'home' ? 'home' : 'view', user_id: known.userId });
    return { view: presentView(ws, view) };
  },
  'views.publish': (ws, args) => {
    const given = acceptView(ws, args, 'home');
    const userId = args.need('user_id');
    if (!ws.people.get(userId)) throw new SlackError('user_not_found');
    const known = ws.views.home(userId);
    if (known) refuseOldHash(args, known);
    const view = known ? replaceView(ws, known, given) : newView(ws, given, null);
    if (known) ws.views.put(view);
    else ws.views.add(userId, view);
    ws.changes.emit({ type: 'home', user_id: userId });
    return { view };
  },
};

/** @throws {SlackError} `invalid_arguments` with the faults, as Slack answers for views. */
export function checkView(ws: Workspace, given: unknown, type: View['type']): Json {
  if (!isObject(given)) throw invalid('invalid_arguments', ['must be a view object [json-pointer:/view]']);
  const faults = lintView(given, fileCheck(ws));
  if (given.type !== type && faults.length === 0)
    faults.push(`must be of type ${type} [json-pointer:/view/type]`);
  if (faults.length > 0) throw invalid('invalid_arguments', faults);
  return given;
}

function acceptView(ws: Workspace, args: Args, type: View['type']): Json {
  return checkView(ws, args.json('view'), type);
}

function refuseOldHash(args: Args, view: View): void {
  const hash = args.text('hash');
  if (hash !== undefined && hash !== view.hash) throw new SlackError('hash_conflict');
}
