import { slackLimits, untypedProperties } from '../../../ports/slack-limits.ts';
import type { Json } from '../shapes.ts';
import { faultList, listOf } from './faults-of.ts';
import { type FileCheck, lintBlocks } from './lint-blocks.ts';

/** What Slack would refuse in a modal or a home tab. */
export function lintView(view: Json, showsFile: FileCheck): string[] {
  const list = faultList();
  if (view.type !== 'modal' && view.type !== 'home') list.add('must be one of: modal, home', '/view/type');
  if (!Array.isArray(view.blocks)) {
    list.add('missing required field: blocks', '/view');
    return list.faults;
  }
  if (view.type === 'modal' || view.type === 'home') list.only(view, untypedProperties[view.type], '/view');
  list.atLeastOne(view.blocks, '/view/blocks');
  for (const name of ['clear_on_close', 'notify_on_close', 'submit_disabled']) list.flag(view, name, '/view');
  list.longest(view.private_metadata, slackLimits.privateMetadata, '/view/private_metadata');
  list.longest(view.callback_id, slackLimits.id, '/view/callback_id');
  list.longest(view.external_id, slackLimits.id, '/view/external_id');
  if (view.type === 'modal') {
    if (list.required(view, 'title', '/view'))
      list.text(view.title, ['plain_text'], slackLimits.viewTitle, '/view/title');
    for (const field of ['submit', 'close'])
      if (view[field] !== undefined && view[field] !== null)
        list.text(view[field], ['plain_text'], slackLimits.viewTitle, `/view/${field}`);
    if (!view.submit && listOf(view.blocks).some((block) => block.type === 'input'))
      list.add('missing required field: submit (a view with an input block needs it)', '/view');
  }
  return [
    ...list.faults,
    ...lintBlocks(
      view.blocks,
      slackLimits.viewBlocks,
      '/view/blocks',
      showsFile,
      view.type === 'home' ? 'home' : 'modal',
    ),
  ];
}
