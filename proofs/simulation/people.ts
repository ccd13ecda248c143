import type {
  BlockButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import { deadlines } from '../../bot/asking/deadlines.ts';
import { cancelAction, retryAction } from '../../bot/drafts/job-action.ts';
import { progressActions } from '../../bot/drafts/progress-message.ts';
import { answerAction } from '../../bot/drafts/question-action.ts';
import { questionActions } from '../../bot/drafts/question-message.ts';
import { startJob } from '../../bot/drafts/start-job.ts';
import { approveAction } from '../../bot/review/review-action.ts';
import { reviewActions } from '../../bot/review/review-card.ts';
import { submitNote } from '../../bot/review/submit-note.ts';
import { textsOf } from '../../bot/texts/texts.ts';
import type { RunningBot } from './parts.ts';
import { CHANNEL, type Posted, stoodStill } from './slack.ts';
import type { Supervisor } from './supervise.ts';
import { approvers, requesters, TEAM } from './watched-database.ts';
import { between, oneOf, type World } from './world.ts';

/** Commands of a seed; half of them come from the first person at once. */
const LEAST_COMMANDS = 8;

export interface Command {
  requester: string;
  atMs: number;
}

/** What people do: ask, press buttons that they see, twice, late, and with no one there to hear it. */
export class People {
  readonly #world: World;
  readonly #parts: Supervisor;
  /** Keys of commands that people were told are started. */
  readonly accepted: string[] = [];
  /** How long each of them took to be answered, ms. */
  readonly acks: number[] = [];
  #deliveries = 0;

  constructor(world: World, parts: Supervisor) {
    this.#world = world;
    this.#parts = parts;
  }

  /** Types commands, each at its time after now. */
  async ask(commands: readonly Command[] = this.#several()): Promise<void> {
    const { time } = this.#world;
    await Promise.all(
      commands.map(async ({ requester, atMs }, n) => {
        await time.sleep(atMs, undefined, null);
        await this.#command(n, requester);
      }),
    );
  }

  /** Most of them within 40 s. */
  #several(): Command[] {
    const { random } = this.#world;
    const commands = LEAST_COMMANDS + Math.floor(random.next() * 4);
    return Array.from({ length: commands }, (_, n) => {
      const isNoisy = n < commands / 2;
      return {
        requester: (isNoisy ? requesters[0] : requesters[1 + (n % (requesters.length - 1))]) ?? '',
        atMs: isNoisy ? 500 + n * 10 : between(random, 500, 40_000),
      };
    });
  }

  async #command(n: number, requester: string): Promise<void> {
    const { random } = this.#world;
    const topic = `topic ${n}${random.next() < 0.3 ? ' ask' : ''}`;
    const open = { audience: null, language: null, slides: null, tone: null, call_to_action: null };
    const request = {
      ...{ type: 'carousel' as const, team_id: TEAM, requester_id: requester, channel_id: CHANNEL },
      ...{ brief: { topic, ...open }, command: `/carousel ${topic}`, response_url: null },
    };
    // Who hears nothing types again, which is another command.
    for (let typed = 0; typed < 20; typed += 1) {
      const key = `command ${n}.${typed}`;
      const began = this.#world.time.now;
      const answer = await this.#deliver('delivery.command', ({ desk }) =>
        startJob(desk, { ...request, idempotency_key: key }, textsOf('en')),
      );
      if (answer?.kind === 'started') {
        this.accepted.push(key);
        this.acks.push(this.#world.time.now - began);
        return;
      }
      await this.#world.time.sleep(between(random, 3000, 6000), undefined, null);
    }
  }

  /** Once everything is well: decides on all that waits, so that each job can end. */
  async settle(): Promise<void> {
    for (const message of [...this.#world.slack.messages].reverse()) await this.#pressOn(message, true);
  }

  /** Now and then someone presses what they see. */
  async press(): Promise<void> {
    const { random, time, slack, faults } = this.#world;
    while (!faults.isOver) {
      await time.sleep(between(random, 300, 6000), undefined, null);
      const withButtons = slack.messages.filter((message) => buttonsOf(message).length > 0);
      const message = random.next() < 0.7 ? withButtons.at(-1) : oneOf(random, withButtons);
      if (message) void this.#pressOn(message, false);
    }
  }

  async #pressOn(message: Posted, isSettling: boolean): Promise<void> {
    const { random } = this.#world;
    const buttons = new Map(buttonsOf(message).map(({ action_id = '', value = '' }) => [action_id, value]));
    const press = (action: string, who: string | undefined, handler: Handler) =>
      this.#pressButton(message, action, buttons.get(action) ?? '', who ?? '', handler);
    const someone = () => oneOf(random, [...requesters, ...approvers]);
    const chance = isSettling ? 0 : random.next();
    if (buttons.has(questionActions.goOn))
      return press(questionActions.goOn, approvers[0], (desk) => answerAction(desk, 'go_on'));
    if (buttons.has(reviewActions.approve)) {
      if (chance > 0.75)
        return this.#note(
          message,
          buttons.get(reviewActions.requestChanges) ?? '',
          approvers[0] ?? '',
          'request_changes',
        );
      if (chance > 0.7)
        return this.#note(message, buttons.get(reviewActions.reject) ?? '', approvers[1] ?? '', 'reject');
      const who = chance > 0.6 ? someone() : oneOf(random, approvers);
      return press(reviewActions.approve, who, approveAction);
    }
    if (buttons.has(progressActions.retry)) return press(progressActions.retry, approvers[0], retryAction);
    // Of a job that has failed meanwhile the button does nothing but bring the other one.
    if (buttons.has(progressActions.cancel) && (isSettling ? stoodStill(message) : chance > 0.85))
      return press(progressActions.cancel, approvers[1], cancelAction);
  }

  async #pressButton(
    message: Posted,
    action_id: string,
    value: string,
    who: string,
    handler: Handler,
  ): Promise<void> {
    const body = {
      ...{
        type: 'block_actions',
        team: { id: TEAM },
        user: { id: who, team_id: TEAM },
        channel: { id: message.channel },
      },
      ...{
        message,
        trigger_id: 'trigger',
        response_url: '',
        actions: [{ type: 'button', action_id, value }],
      },
    } as unknown as BlockButtonAction;
    await this.#deliver('delivery.press', ({ desk, process }) => {
      const until = this.#world.time.now + deadlines.silence;
      const before = process.answers;
      const ack = async () => {
        if (process.answers === before && this.#world.time.now < until)
          this.#world.database.noted.push(
            `a press of ${action_id} was acknowledged before anything was recorded`,
          );
      };
      // SAFETY: a handler of the bot reads the body and acknowledges.
      return handler(desk)({ ack, body } as unknown as SlackActionMiddlewareArgs<BlockButtonAction>);
    });
  }

  async #note(
    message: Posted,
    value: string,
    who: string,
    decision: 'request_changes' | 'reject',
  ): Promise<void> {
    const origin = {
      ref: JSON.parse(value),
      channel_id: message.channel,
      thread_ts: message.thread_ts ?? null,
    };
    const view = {
      private_metadata: JSON.stringify(origin),
      state: {
        values: { note: { note: { value: `shorter, ${Math.floor(this.#world.random.next() * 100)}` } } },
      },
      team_id: TEAM,
    };
    const body = { team: { id: TEAM }, user: { id: who } };
    const form = { ack: async () => {}, body, view } as unknown as SlackViewMiddlewareArgs<ViewSubmitAction>;
    await this.#deliver('delivery.press', ({ desk }) => submitNote(desk, decision)(form));
  }

  /** A request of Slack's to one of the bots. Undefined: no answer came within Slack's 3 s, or the bot died over it. */
  async #deliver<T>(point: string, handle: (bot: RunningBot) => Promise<T>): Promise<T | undefined> {
    const { faults, time, random } = this.#world;
    const variant = faults.draw(point);
    this.#deliveries += 1;
    const once = async (): Promise<T | undefined> => {
      const bot = this.#parts.bot();
      if (!bot) return undefined;
      if (variant === 'killed_before') {
        void faults.kill(bot.process);
        return undefined;
      }
      faults.trace(`${Math.round(time.now)} ${bot.process.name} ${point} ${variant ?? ''}`);
      const answer = bot.process.in(() => handle(bot));
      if (variant === 'killed_after') {
        await time.sleep(between(random, 0, 150), undefined, null);
        void faults.kill(bot.process);
        return undefined;
      }
      return Promise.race([answer, time.sleep(60_000, undefined, null).then(() => undefined)]);
    };
    await time.sleep(
      variant === 'late' ? between(random, 3000, 20_000) : between(random, 0, 50),
      undefined,
      null,
    );
    if (variant === 'twice') {
      const [first] = await Promise.all([once(), once()]);
      return first;
    }
    return once();
  }
}

type Handler = (
  desk: RunningBot['desk'],
) => (args: SlackActionMiddlewareArgs<BlockButtonAction>) => Promise<void>;

function buttonsOf({ blocks }: Posted) {
  return blocks.flatMap(({ type, elements = [] }) => (type === 'actions' ? elements : []));
}
