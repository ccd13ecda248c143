import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { openForm } from '../asking/open-form.ts';
import { askedBy, isDirectMessage } from '../asking/press.ts';
import { memberAsks } from '../asking/who-asks.ts';
import { brandCommand } from '../brand/brand-command.ts';
import { historyCommand } from '../rules/restore-version.ts';
import { rulesCommand } from '../rules/rules-command.ts';
import { letters, type Message, quoted, said } from '../slack/blocks.ts';
import type { KnowledgeTexts } from '../texts/texts.ts';
import { addInline } from './add-command.ts';
import { addModal } from './add-modal.ts';
import type { KnowledgeDesk } from './knowledge-desk.ts';
import { listCommand } from './list-command.ts';
import { type KnowledgeCommand, parseCommand } from './parse-command.ts';
import { removeCommand } from './remove-command.ts';
import { searchCommand } from './search-command.ts';

/** `/knowledge`: help and mistakes are answered at once, documents stored before the acknowledgement, the rest after it. */
export function knowledgeCommand(desk: KnowledgeDesk) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const { knowledge: t } = await desk.textsFor(command.team_id);
    const answer = (message: Message) => ack({ response_type: 'ephemeral', ...message });
    const markup = (text: string) => answer({ text, blocks: [said(text)] });
    const parsed = parseCommand(command.text);
    switch (parsed.kind) {
      case 'help':
        return markup(t.command.help);
      case 'unknown':
        return answer(letters(t.command.unknown(parsed.word, parsed.meant, parsed.said)));
      case 'incomplete':
        return markup(t.command.incomplete[parsed.of]);
      case 'add_form':
      case 'add_pages':
      case 'add_text':
      case 'add_file_name':
        // The thread that shows how it goes is for the team.
        if (isDirectMessage(command)) {
          return answer(directMessage(parsed, t));
        }
        if (parsed.kind !== 'add_form') return addInline(desk, command, parsed, t, answer);
        break;
    }
    await ack();
    const asked = askedBy(command);
    switch (parsed.kind) {
      case 'add_form': {
        if (!(await memberAsks(desk, asked, t))) return;
        const origin = { channel_id: command.channel_id, response_url: command.response_url };
        return openForm(desk, asked, addModal(origin, t), t);
      }
      case 'list':
        return listCommand(desk, asked, parsed.matching, t);
      case 'search':
        return searchCommand(desk, asked, parsed.words, t);
      case 'remove':
        return removeCommand(desk, asked, parsed.words, t);
      case 'rules':
        return parsed.history ? historyCommand(desk, asked, 'house_rules', t) : rulesCommand(desk, asked, t);
      case 'brand':
        return parsed.history ? historyCommand(desk, asked, 'brand_kit', t) : brandCommand(desk, asked, t);
    }
  };
}

function directMessage(parsed: KnowledgeCommand, t: KnowledgeTexts): Message {
  const text = t.command.useAChannel;
  const typed = parsed.kind === 'add_text' ? [said(t.command.yourText), quoted(parsed.text, 2500)] : [];
  return { text, blocks: [said(text), ...typed] };
}
