import { isObject, listOf } from './block-kit/faults-of.ts';
import { presentFile } from './present.ts';
import type { Json, StateValues, View } from './shapes.ts';
import type { Workspace } from './workspace.ts';

/** A view as the app gets it: the files of its inputs are whole file objects, and the app may read them from now on. */
export function presentView(ws: Workspace, view: View): View {
  const values: StateValues = {};
  for (const [blockId, actions] of Object.entries(view.state.values)) {
    values[blockId] = {};
    for (const [actionId, state] of Object.entries(actions))
      values[blockId][actionId] =
        isObject(state) && state.type === 'file_input' ? withFiles(ws, state) : state;
  }
  return { ...view, state: { values } };
}

function withFiles(ws: Workspace, state: Json): Json {
  const files = listOf(state.files).flatMap(({ id }) => {
    const file = ws.files.get(String(id));
    if (file?.state !== 'ready') return [];
    if (!file.with_app) ws.files.put({ ...file, with_app: true });
    return [presentFile(ws, file)];
  });
  return { ...state, files };
}
