import { type Logger, LogLevel, WebClient } from '@slack/web-api';

/** Refusals are what these tests ask for: no need to print them. */
const quiet: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** Slack's own client against a stand-in; failures come at once instead of being retried. */
export const webClientAt = (origin: string, token: string): WebClient =>
  new WebClient(token, {
    slackApiUrl: `${origin}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  });

export const webClientOf = (workspace: { origin: string; slack: { botToken: string } }): WebClient =>
  webClientAt(workspace.origin, workspace.slack.botToken);

/** The error code with which Slack refused; throws when it did not. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const data = (error as { data?: { error?: string } }).data;
    if (data?.error) return data.error;
    throw error;
  }
  throw new Error('The call was accepted');
}
