import type { KnownBlock } from '@slack/types';
import { isExpected } from '../../../platform/errors.ts';
import type { AccountConfig } from '../../../ports/outreach.ts';
import { noticeView } from '../../asking/form-parts.ts';
import { noAnswer } from '../../asking/no-answer.ts';
import { onPress, tellLine, tellOldButton } from '../../asking/press.ts';
import { bulleted, plain } from '../../slack/blocks.ts';
import type { OutreachTexts } from '../../texts/en/outreach.ts';
import { problemsByBlock } from '../config-words.ts';
import type { OutreachDesk } from '../outreach-desk.ts';
import { type ConfigValues, readConfig } from '../read-config.ts';
import { forecastPictureId } from './forecast-command.ts';
import { forecastMessage } from './forecast-message.ts';
import type { DrawForecast } from './forecast-picture.ts';
import { foresee, USUAL_DAYS } from './foresee.ts';

/**
 * Preview, in the form of the limits: a window over it with the days that they would bring, or with what is wrong with
 * them. Nothing is saved, and the form below keeps what was entered.
 */
export function previewAction(desk: OutreachDesk, draw: DrawForecast) {
  return onPress(async (press) => {
    if (press.modalId === null) return tellOldButton(desk, press);
    const { outreach: t } = await desk.textsFor(press.teamId);
    const p = t.forecast.preview;
    const window = (blocks: KnownBlock[]) => noticeView(p.title, p.close, blocks);
    // It opens within the trigger's 3 s; the days come when they are counted.
    const opened = await desk.slack.views
      .push({ trigger_id: press.triggerId, view: window([plain(p.working)]) })
      .catch((error: unknown) => {
        desk.log.warn('form_not_opened', { user_id: press.userId, error });
      });
    const viewId = opened?.view?.id;
    if (!viewId) return tellLine(desk, press.to, t.command.formNotOpened);
    const blocks = await previewBlocks(desk, draw, { accountId: press.value, values: press.typed }, t);
    await desk.slack.views
      .update({ view_id: viewId, view: window(blocks) })
      .catch((error: unknown) => desk.log.warn('form_not_updated', { user_id: press.userId, error }));
  });
}

async function previewBlocks(
  desk: OutreachDesk,
  draw: DrawForecast,
  { accountId, values }: { accountId: string; values: ConfigValues },
  t: OutreachTexts,
): Promise<KnownBlock[]> {
  const read = readConfig(values, t);
  if ('errors' in read) return wrong(read.errors, t);
  try {
    const { problems } = await desk.outreach.checkConfig(accountId, read.config);
    if (problems.length > 0) return wrong(problemsByBlock(problems, read.config, t), t);
    return await daysUnder(desk, draw, accountId, read.config, t);
  } catch (error) {
    if (noAnswer(error)) return [plain(t.forecast.notMade)];
    if (isExpected(error, 'unknown_account')) return [plain(t.add.errors.noAccount)];
    throw error;
  }
}

async function daysUnder(
  desk: OutreachDesk,
  draw: DrawForecast,
  accountId: string,
  config: AccountConfig,
  t: OutreachTexts,
): Promise<KnownBlock[]> {
  const foreseen = await foresee(desk, accountId, USUAL_DAYS, config);
  const pictureId = await forecastPictureId(desk, draw, foreseen, t);
  return forecastMessage(foreseen, { askedBy: null, pictureId }, t).blocks;
}

function wrong(errors: Record<string, string>, t: OutreachTexts): KnownBlock[] {
  return [plain(t.forecast.preview.problems), bulleted(Object.values(errors))];
}
