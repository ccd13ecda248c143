import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { within } from '../../platform/within.ts';
import { deadlines } from '../asking/deadlines.ts';
import { askedBy, isDirectMessage } from '../asking/press.ts';
import { memberAsks } from '../asking/who-asks.ts';
import { letters, type Message, said } from '../slack/blocks.ts';
import { addForm, addInline } from './add-command.ts';
import { configCommand } from './config-command.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { parseCommand } from './parse-command.ts';
import { switchCommand } from './pause-command.ts';
import { queueCommand } from './queue-command.ts';
import { statusCommand } from './status-command.ts';
import type { DrawStatus } from './status-picture.ts';
import { suppressQuestion } from './suppress-command.ts';

/** `/outreach`: mistakes and help are answered at once; everything else acknowledges and answers when it is done. */
export function outreachCommand(desk: OutreachDesk, draw: DrawStatus) {
  return async ({ ack, command }: SlackCommandMiddlewareArgs): Promise<void> => {
    const { outreach: t } = await desk.textsFor(command.team_id);
    const answer = (message: Message) => ack({ response_type: 'ephemeral', ...message });
    const markup = (text: string) => answer({ text, blocks: [said(text)] });
    const parsed = parseCommand(command.text);
    const asked = askedBy(command);
    switch (parsed.kind) {
      case 'help':
        return markup(t.command.help);
      case 'unknown':
        return answer(letters(t.command.unknown(parsed.word, parsed.meant)));
      case 'later':
        return answer(letters(t.command.later(parsed.word)));
      case 'incomplete':
        return markup(t.command.incomplete[parsed.of]);
      case 'add':
      case 'add_form':
        // Nobody could approve it in a conversation of two.
        if (isDirectMessage(command)) {
          return markup(t.command.useAChannel);
        }
        if (parsed.kind === 'add') return answer(await addInline(desk, command, parsed, t));
        break;
    }
    // Recorded first: a stop that Slack believes taken must outlive a crash of this process.
    if (parsed.kind === 'pause' || parsed.kind === 'resume') {
      const switched = switchCommand(desk, parsed.kind, asked, parsed.words, t);
      await within(desk.clock, deadlines.switch, switched).finally(() => ack());
      return switched;
    }
    await ack();
    if (!(await memberAsks(desk, asked, t))) return;
    switch (parsed.kind) {
      case 'add_form':
        return addForm(desk, asked, t);
      case 'config':
        return configCommand(desk, asked, parsed.words, t);
      case 'status':
        return statusCommand(desk, draw, asked, parsed.words, t);
      case 'queue':
        return queueCommand(desk, asked, t);
      case 'suppress':
        await desk.tell(asked.to, suppressQuestion(parsed.what, parsed.value, t));
    }
  };
}
