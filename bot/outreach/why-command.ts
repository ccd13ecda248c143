import { noAnswer } from '../asking/no-answer.ts';
import { type Asked, tellLine } from '../asking/press.ts';
import { bulleted, said } from '../slack/blocks.ts';
import type { OutreachTexts } from '../texts/en/outreach.ts';
import { leadName } from './describe-action.ts';
import type { OutreachDesk } from './outreach-desk.ts';
import { whyMessage } from './why-message.ts';

/** `/outreach why <action or lead>`: the whole story, for the person alone. */
export async function whyCommand(
  desk: OutreachDesk,
  asked: Asked,
  subject: string,
  t: OutreachTexts,
): Promise<void> {
  if (subject === '') return tellLine(desk, asked.to, t.why.ask);
  try {
    const story = await desk.outreach.why(asked.teamId, asked.userId, subject);
    if (story === null) return await tellLine(desk, asked.to, t.command.guest);
    if (story.outcome === 'not_found') return await tellLine(desk, asked.to, t.why.notFound);
    if (story.outcome === 'several') {
      const people = story.leads.map((lead) => ({
        text: [leadName({ lead: { ...lead, provider_id: null } }), lead.company ?? '']
          .filter(Boolean)
          .join(', '),
        url: lead.profile_url,
      }));
      await desk.tell(asked.to, { text: t.why.several, blocks: [said(t.why.several), bulleted(people)] });
      return;
    }
    await desk.tell(asked.to, whyMessage(story, t));
  } catch (error) {
    if (!noAnswer(error)) throw error;
    await tellLine(desk, asked.to, t.command.notAnswered);
  }
}
