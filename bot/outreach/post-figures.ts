import type { Asked } from '../asking/press.ts';
import type { Message } from '../slack/blocks.ts';
import type { OutreachDesk } from './outreach-desk.ts';

/** Who asked, where all see it, and the picture; null: without. */
interface FiguresView {
  askedBy: string | null;
  pictureId: string | null;
}

/**
 * Figures of an account, for the whole channel: with the picture, else without it; then, as the bot may not be in the channel,
 * to the person alone.
 */
export async function postFigures(
  desk: Pick<OutreachDesk, 'slack' | 'tell'>,
  asked: Asked,
  pictureId: string | null,
  { message, notPosted }: { message: (view: FiguresView) => Message; notPosted: (error: unknown) => void },
): Promise<void> {
  for (const id of pictureId === null ? [null] : [pictureId, null]) {
    try {
      await desk.slack.chat.postMessage({
        channel: asked.to.channel_id ?? '',
        ...message({ askedBy: asked.userId, pictureId: id }),
        unfurl_links: false,
        unfurl_media: false,
      });
      return;
    } catch (error) {
      notPosted(error);
    }
  }
  await desk.tell(asked.to, message({ askedBy: null, pictureId: null }));
}
