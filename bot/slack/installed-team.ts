import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt';

/**
 * All that is recorded is of the team in which the bot is installed, which `authorize` has made sure of. In a channel that
 * is shared with another company, or by workspaces of one organisation, Slack names the workspace of who acted instead.
 * Source: docs.slack.dev/apis/slack-connect, read 2026-11-22.
 */
export function installedTeam(teamId: string) {
  return async ({ body, next }: AnyMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const named = body as { team_id?: string; team?: { id: string } | null };
    if (named.team_id !== undefined) named.team_id = teamId;
    if (named.team) named.team.id = teamId;
    await next();
  };
}
