/**
 * Why a request of Slack cannot be read, null when it can. Bolt 5.1 looks into `event`, `channel`, `actions` and `view` without
 * asking whether they are there; on some of these it ends the process.
 *
 * @param body As parsed from the request: anything.
 */
export function requestFault(body: unknown): string | null {
  if (!isRecord(body)) return 'no_object';
  if ('event' in body && body.event !== undefined) {
    if (!isRecord(body.event) || typeof body.event.type !== 'string') return 'event_without_type';
  }
  if ('actions' in body && body.actions !== undefined) {
    if (!Array.isArray(body.actions) || body.actions.length === 0 || !body.actions.every(isRecord)) {
      return 'actions_without_action';
    }
  }
  if (String(body.type).startsWith('view_') && !isRecord(body.view)) return 'view_missing';
  const notRecords = ['channel', 'user', 'team', 'view', 'message', 'container'].filter(
    (key) => body[key] !== undefined && body[key] !== null && !isRecord(body[key]),
  );
  // In a slash command these have other names, as text.
  if (notRecords.length > 0 && body.command === undefined) return `${notRecords[0]}_not_an_object`;
  return null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
