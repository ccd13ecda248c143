import type { Meters } from '../platform/meters.ts';
import type { BotMetrics } from '../ports/handovers.ts';

/** What the two databases' schemas know of what lags behind. */
export function backlogFigures(
  meters: Meters,
  read: { content(): Promise<BotMetrics>; outreach(): Promise<BotMetrics> },
): void {
  const both = async () => {
    const [content, outreach] = await Promise.all([read.content(), read.outreach()]);
    return Object.entries({ content, outreach });
  };
  const figure = (name: string, help: string, value: (of: BotMetrics) => number) => ({
    name,
    help,
    labels: ['system'],
    rows: (systems: [string, BotMetrics][]) =>
      systems.map(([system, of]) => [{ system }, value(of)] as const),
  });
  meters.figures('bot', both, [
    figure('greenlight_outbox_waiting', 'What Slack does not show yet', (of) => of.outbox.waiting),
    figure(
      'greenlight_outbox_oldest_seconds',
      'How long the oldest of it has been due',
      (of) => of.outbox.oldest_s,
    ),
    figure(
      'greenlight_handovers_waiting',
      'What waits to cross to the other system',
      (of) => of.handovers.waiting,
    ),
    figure(
      'greenlight_handovers_oldest_seconds',
      'How long the oldest of it has waited',
      (of) => of.handovers.oldest_s,
    ),
  ]);
}
