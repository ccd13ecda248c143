import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { field, modal, noticeView, option } from '../asking/form-parts.ts';
import { onForm, onPress, readValue, tellLine, tellOldButton } from '../asking/press.ts';
import { memberAsks } from '../asking/who-asks.ts';
import type { OutreachDesk } from '../outreach/outreach-desk.ts';
import { clip, plain } from '../slack/blocks.ts';
import type { LeadsTexts } from '../texts/en/leads.ts';
import { columnMeanings, type Mapping, mappingWords, readMapping } from './lead-columns.ts';
import { previewRef } from './lead-ref.ts';
import { fileLimit, openTable } from './look-at-file.ts';
import { refusalLine, showPreview } from './post-preview.ts';
import { placeOf } from './preview-actions.ts';
import type { Table } from './read-table.ts';

export const COLUMNS = 'leads_columns';
const LEFT_OUT = 'none';

const columnsOrigin = z.object({
  ref: previewRef,
  channel_id: z.string(),
  ts: z.string(),
  thread_ts: z.string().nullable().default(null),
});

/** Columns: opened at once, and filled when the file was read again, which may take longer than a trigger lives. */
export function columnsAction(desk: OutreachDesk) {
  return onPress(async (press) => {
    const ref = readValue(previewRef, press.value);
    const place = placeOf(press);
    if (!ref || !place) return tellOldButton(desk, press);
    const { leads: t } = await desk.textsFor(press.teamId);
    const f = t.columnsForm;
    const waiting = noticeView(f.title, f.close, [plain(f.reading)]);
    const opened = await desk.slack.views
      .open({ trigger_id: press.triggerId, view: waiting })
      .catch((error: unknown) => desk.log.warn('form_not_opened', { user_id: press.userId, error }));
    if (!opened?.view?.id) return tellLine(desk, press.to, t.command.formNotOpened);
    if (!(await memberAsks(desk, press, t))) return;
    const table = openTable(await desk.readFile(ref.file, fileLimit), ref.columns);
    const view =
      'kind' in table
        ? noticeView(f.title, f.close, [plain(refusalLine(table, t))])
        : columnsModal({ ref, ...place }, table.table, table.mapping, t);
    await desk.slack.views.update({ view_id: opened.view.id, view }).catch((error: unknown) => {
      // Closed by the person, most likely.
      desk.log.info('form_not_updated', { user_id: press.userId, error });
    });
  });
}

/** The form was sent: the rows are looked at anew, under the meanings that were chosen. */
export function submitColumns(desk: OutreachDesk) {
  return onForm(async ({ ack, refuse, teamId, userId, view }) => {
    const { leads: t } = await desk.textsFor(teamId);
    const { ref, ...place } = columnsOrigin.parse(JSON.parse(view.private_metadata));
    const chosen = ref.columns.map((_, i) => {
      const value = (
        view.state.values[`column_${i}`]?.[`column_${i}`] as { selected_option?: { value: string } | null }
      )?.selected_option?.value;
      return value === undefined || value === LEFT_OUT ? '' : value;
    });
    const twice = chosen.findIndex(
      (meaning, i) => meaning !== '' && meaning !== 'tags' && chosen.indexOf(meaning) < i,
    );
    if (twice >= 0) return refuse({ [`column_${twice}`]: t.columnsForm.twice });
    await ack();
    const columns = mappingWords(readMapping(chosen));
    desk.background(showPreview(desk, { team_id: teamId, user_id: userId, ...place }, { ...ref, columns }));
  });
}

/** A menu for each column, with a value of the file below it; `tableLimits` has no more than a form has room for. */
function columnsModal(
  origin: z.infer<typeof columnsOrigin>,
  { header, rows }: Pick<Table, 'header' | 'rows'>,
  mapping: Mapping,
  t: LeadsTexts,
): ModalView {
  const f = t.columnsForm;
  const leaveOut = option(f.none, LEFT_OUT);
  const meanings = columnMeanings.map((meaning) => option(t.meanings[meaning], meaning));
  return modal(COLUMNS, origin, f, [
    ...header.map((name, i) => {
      const example = rows
        .find(({ cells }) => (cells[i] ?? '').trim() !== '')
        ?.cells[i]?.replaceAll(/\s+/g, ' ')
        .trim();
      return field(
        `column_${i}`,
        clip(name || t.preview.unnamed(i + 1), 100),
        {
          type: 'static_select',
          options: [leaveOut, ...meanings],
          initial_option: meanings.find(({ value }) => value === mapping[i]) ?? leaveOut,
        },
        { hint: example === undefined ? f.noExample : f.example(clip(example, 100)), optional: false },
      );
    }),
  ]);
}
