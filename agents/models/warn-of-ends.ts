import type { ModelSettings } from '../../platform/config.ts';
import type { Log } from '../../platform/log.ts';
import { endOf, NEAR_DAYS } from './model-end.ts';

/** Says once which of the models in use end soon, or have ended. */
export async function warnOfEnds(settings: ModelSettings, now: number, log: Log): Promise<void> {
  const models = new Set([settings.model, settings.smallModel ?? settings.model]);
  for (const model of models) {
    const end = await endOf({ ...settings, model }, now);
    if (end === null || end.daysLeft > NEAR_DAYS) continue;
    log.warn(end.daysLeft < 0 ? 'model_was_shut_down' : 'model_is_shut_down_soon', {
      model,
      date: end.date,
      ...(end.replacement === null ? {} : { replacement: end.replacement }),
    });
  }
}
