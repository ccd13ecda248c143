import { isJson, listOf, str } from './block-kit.ts';
import { withEmoji } from './emoji.ts';
import { decode } from './mrkdwn.ts';
import type { Json, Message } from './types.ts';
import { authorOf, type Surroundings } from './workspace-context.tsx';

type Names = Pick<Surroundings, 'users' | 'channels' | 'botId'>;

/** What a message says in one line, for lists and for readers of screens: names for ids, no marks of mrkdwn. */
export function plainText(message: Message, names: Names): string {
  const fromBlocks = (message.blocks ?? []).flatMap(wordsIn).join(' ');
  const files = (message.files ?? []).map((file) => file.title || file.name || '').join(', ');
  return withEmoji(unmarked(fromBlocks || message.text || files, names))
    .replace(/\s+/g, ' ')
    .trim();
}

function unmarked(text: string, names: Names): string {
  const named = text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id: string) => `@${authorOf(id, names).name}`)
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (_, id: string, label?: string) => {
      return `#${names.channels.find((channel) => channel.id === id)?.name ?? label ?? 'private-channel'}`;
    })
    .replace(
      /<!(\w+)(?:\^[^|>]*)?(?:\|([^>]*))?>/g,
      (_, range: string, label?: string) => label ?? `@${range}`,
    )
    .replace(/<([^|>]+)(?:\|([^>]*))?>/g, (_, url: string, label?: string) => label ?? url)
    .replace(/(^|[\s(])([*_~`])(\S(?:.*?\S)?)\2(?=$|[\s).,;:!?])/gm, '$1$3');
  return decode(named);
}

/** Text of Block Kit in reading order; labels of controls are left out. */
function wordsIn(block: Json): string[] {
  if (block.type === 'actions' || block.type === 'context_actions') return [];
  const own = block.type === 'user' ? [`<@${str(block.user_id)}>`] : ownText(block);
  const inner = [block.title, ...listOf(block.fields), ...listOf(block.elements)]
    .filter(isJson)
    .flatMap(wordsIn);
  return [...own, ...inner];
}

function ownText(block: Json): string[] {
  if (typeof block.text === 'string') return [block.text];
  return isJson(block.text) ? [str(block.text.text)] : [];
}
