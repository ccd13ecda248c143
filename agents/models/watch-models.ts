import type { Clock } from '../../platform/clock.ts';
import { networkCode } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import { Outage } from '../../platform/outage.ts';
import type { ModelFailureCode } from '../../ports/content.ts';
import type { Models } from './ask-model.ts';
import { type ChatModel, ModelError } from './chat-model.ts';
import { meaningOf } from './model-error.ts';
import { settingOf } from './setting-of.ts';

/** What no later call will mend before an operator acts. */
const refusals: readonly ModelFailureCode[] = [
  'model_refused_key',
  'model_no_credit',
  'model_not_found',
  'model_wrong_address',
];

interface WatchedModels {
  models: Models;
  isUp(): boolean;
  /** For an operator; null while no model refuses us. Says what the last calls said, and makes none. */
  refusal(): string | null;
}

/** The models, with the line to each of them watched. */
export function watchModels(models: Models, clock: Pick<Clock, 'now'>, log: Log): WatchedModels {
  const lines = new Map<string, Outage>();
  const watched = (chat: ChatModel): ChatModel => {
    const line = lines.get(chat.name) ?? new Outage('model', clock, log, { model: chat.name });
    lines.set(chat.name, line);
    return watchModel(chat, line);
  };
  return {
    models: {
      writing: { ...models.writing, chat: watched(models.writing.chat) },
      small: { ...models.small, chat: watched(models.small.chat) },
    },
    isUp: () => [...lines.values()].every((line) => line.isUp),
    refusal() {
      for (const [name, { refusal }] of lines) {
        if (refusal === null) continue;
        const code = refusal as ModelFailureCode;
        return `Model "${name}" ${meaningOf[code]}: look at ${settingOf(code)?.setting}`;
      }
      return null;
    },
  };
}

function watchModel(chat: ChatModel, line: Outage): ChatModel {
  return {
    name: chat.name,
    async complete(request) {
      try {
        const reply = await chat.complete(request);
        line.answered();
        return reply;
      } catch (error) {
        // A job that ended, and not the model.
        if (!(error instanceof ModelError)) throw error;
        if (refusals.includes(error.code)) line.refused(error.code);
        else if (error.code === 'model_unavailable') line.unanswered(networkCode(error.cause) ?? error.code);
        else if (error.code !== 'model_busy') line.answered();
        throw error;
      }
    },
  };
}
