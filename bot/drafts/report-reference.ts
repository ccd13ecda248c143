/** Which research a person means: its id, or the link of a message in its thread. */
export type ReportReference =
  | { job_id: string }
  /** `ts` of the thread: of its first message, or of the linked one where Slack's link names no thread. */
  | { channel_id: string; ts: string };

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const link = 'https?:\\/\\/[^\\s\\/]+\\/archives\\/[CGD][A-Z0-9]+\\/p\\d{16}(?:\\?[^\\s]*)?';
const before =
  '(?:from|de|do|da|dos|das|a partir d[eoa]|com base em|based on|desde)\\s+(?:(?:the|this|a|o|este|esta)\\s+)?(?:(?:job|research|report|thread|trabalho|pesquisa|relat[óo]rio|conversa)\\s+)?';
const behind = new RegExp(`^${before}(${id}|${link})(.*)$`, 'isu');
/** A link into Slack is no page that could be read: alone it can mean nothing else. */
const linkAlone = new RegExp(`^(${link})(.*)$`, 'isu');

/**
 * The report that a draft is asked from, and what is said besides; null: none is named. "from bar to patient" is a topic.
 * Pure.
 *
 * @param said The words behind the command, as people see them.
 */
export function reportReference(said: string): { report: ReportReference; rest: string } | null {
  const found = behind.exec(said) ?? linkAlone.exec(said);
  if (!found) return null;
  const [, named = '', more = ''] = found;
  const cut = named.replace(/[.,;:!)]+$/u, '');
  const rest = `${named.slice(cut.length)}${more}`.replace(/^[\s.,;:()–-]+/u, '').trim();
  const report = linkedMessage(cut) ?? { job_id: cut.toLowerCase() };
  return { report, rest };
}

function linkedMessage(address: string): { channel_id: string; ts: string } | null {
  const url = URL.parse(address);
  const [, channel_id, seconds, micros] =
    /\/archives\/([A-Z0-9]+)\/p(\d{10})(\d{6})$/i.exec(url?.pathname ?? '') ?? [];
  if (!url || !channel_id) return null;
  const thread = url.searchParams.get('thread_ts') ?? '';
  return { channel_id, ts: /^\d{10}\.\d{6}$/.test(thread) ? thread : `${seconds}.${micros}` };
}
