import type { KnownBlock } from '@slack/types';
import type { AgentReply } from '../../ports/content.ts';
import { clip, type Message, mention, safeText, said, small, words } from '../slack/blocks.ts';
import type { Texts } from '../texts/texts.ts';

/** What the agent says to a reply of the thread. Its words are data: shown letter by letter. */
export function replyMessage(reply: AgentReply, texts: Texts): Message {
  const t = texts.reply;
  const text = reply.text.trim();
  const head = {
    understood: t.understood,
    answer: t.answer,
    // The agent's own words say what is not clear, or why nothing could be done.
    unclear: text === '' ? t.unclear : '',
    use_buttons: t.useButtons,
  }[reply.kind];
  // Called is who must say more; who was understood sees it in the thread.
  const mustAct = reply.kind === 'unclear' || reply.kind === 'use_buttons';
  const who = reply.person_id === null || !mustAct ? '' : `${mention(reply.person_id)} `;
  const line = `${who}${head}`.trim();
  const blocks: KnownBlock[] = [
    ...(line === '' ? [] : [said(line)]),
    ...(text === '' ? [] : [words(clip(text, 3000))]),
    ...(reply.kind === 'understood'
      ? [said(reply.version === null ? t.nextProposal : t.nextVersion(reply.version))]
      : []),
    ...(reply.offline ? [small(t.offline)] : []),
  ];
  return { text: `${line} ${safeText(text, 300)}`.trim(), blocks };
}
