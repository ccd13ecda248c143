import type { Json } from '../shapes.ts';
import { faultList, listOf } from './faults-of.ts';
import { limits } from './limits.ts';
import { type FileCheck, lintBlocks } from './lint-blocks.ts';

/** What Slack would refuse in a modal or a home tab. */
export function lintView(view: Json, showsFile: FileCheck): string[] {
  const list = faultList();
  if (view.type !== 'modal' && view.type !== 'home') list.add('must be one of: modal, home', '/view/type');
  if (!Array.isArray(view.blocks)) {
    list.add('missing required field: blocks', '/view');
    return list.faults;
  }
  list.longest(view.private_metadata, limits.privateMetadata, '/view/private_metadata');
  list.longest(view.callback_id, limits.id, '/view/callback_id');
  list.longest(view.external_id, limits.id, '/view/external_id');
  if (view.type === 'modal') {
    if (list.required(view, 'title', '/view'))
      list.text(view.title, ['plain_text'], limits.viewTitle, '/view/title');
    for (const field of ['submit', 'close'])
      if (view[field] !== undefined && view[field] !== null)
        list.text(view[field], ['plain_text'], limits.viewTitle, `/view/${field}`);
    if (!view.submit && listOf(view.blocks).some((block) => block.type === 'input'))
      list.add('missing required field: submit (a view with an input block needs it)', '/view');
  }
  return [...list.faults, ...lintBlocks(view.blocks, limits.viewBlocks, '/view/blocks', showsFile)];
}
