import { type ReactNode, useState } from 'react';
import { isJson, listOf, str, textOf } from './block-kit.ts';
import type { RichPart } from './mrkdwn.ts';
import { RichText, SafeLink } from './rich-text.tsx';
import type { Json } from './types.ts';

interface TableProps {
  rows: unknown;
  columns?: unknown;
  caption?: string;
}

export function Table({ rows, columns, caption }: TableProps) {
  const [head = [], ...body] = rowsOf(rows);
  const settings = Array.isArray(columns) ? columns : [];
  const cells = (row: Json[], Cell: 'th' | 'td') =>
    row.map((cell, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity
      <Cell key={at} style={cellStyle(settings[at])}>
        {cellOf(cell)}
      </Cell>
    ));
  return (
    <div className="block-table">
      <table>
        {caption && <caption>{caption}</caption>}
        <thead>
          <tr>{cells(head, 'th')}</tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity
            <tr key={at}>{cells(row, 'td')}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A table in pages, sorted by the column whose head is pressed. */
export function DataTable({ block }: { block: Json }) {
  const [page, setPage] = useState(0);
  const [sort, setSort] = useState<{ column: number; isDown: boolean } | null>(null);
  const [head = [], ...body] = rowsOf(block.rows);
  const size = typeof block.page_size === 'number' ? block.page_size : 5;
  const pages = Math.max(1, Math.ceil(body.length / size));
  const at = Math.min(page, pages - 1);
  const sorted = sort
    ? body.toSorted((a, b) => compare(a[sort.column], b[sort.column]) * (sort.isDown ? -1 : 1))
    : body;
  return (
    <div className="data-table">
      <div className="block-table">
        <table>
          <caption>{str(block.caption)}</caption>
          <thead>
            <tr>
              {head.map((cell, column) => {
                const isSorted = sort?.column === column;
                const order = isSorted ? (sort.isDown ? 'descending' : 'ascending') : 'none';
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity
                  <th key={column} aria-sort={order}>
                    <button
                      type="button"
                      onClick={() => setSort({ column, isDown: isSorted && !sort.isDown })}
                    >
                      {cellOf(cell)}
                      {isSorted && <span aria-hidden="true">{sort.isDown ? ' ↓' : ' ↑'}</span>}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(at * size, (at + 1) * size).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity
              <tr key={index}>
                {row.map((cell, column) => {
                  const Cell = column === (block.row_header_column_index ?? 0) ? 'th' : 'td';
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  return <Cell key={column}>{cellOf(cell)}</Cell>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {pages > 1 && (
        <p className="data-table-pages">
          <button
            type="button"
            className="button button-small"
            disabled={at === 0}
            onClick={() => setPage(at - 1)}
          >
            Previous
          </button>
          <span>
            Page {at + 1} of {pages}
          </span>
          <button
            type="button"
            className="button button-small"
            disabled={at === pages - 1}
            onClick={() => setPage(at + 1)}
          >
            Next
          </button>
        </p>
      )}
    </div>
  );
}

/** The numbers of a chart as bars: the shape of Slack's own is not imitated, what it says is. */
export function Chart({ block }: { block: Json }) {
  const chart = isJson(block.chart) ? block.chart : {};
  const series = chart.type === 'pie' ? [{ name: '', data: chart.segments }] : listOf(chart.series);
  const points = series.flatMap((one) =>
    listOf(one.data).map((point) => ({
      label: str(point.label),
      value: Number(point.value),
      of: str(one.name),
    })),
  );
  const most = Math.max(1, ...points.map((point) => Math.abs(point.value)));
  return (
    <figure className="chart">
      <figcaption>{str(block.title)}</figcaption>
      <ul>
        {points.map((point, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no identity
          <li key={at}>
            <span className="chart-label">
              {series.length > 1 ? `${point.label} · ${point.of}` : point.label}
            </span>
            <span className="chart-bar" style={{ width: `${(Math.abs(point.value) / most) * 55}%` }} />
            <span>{point.value}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** The page asks nothing of other servers: the film is opened where it is. */
export function Video({ video }: { video: Json }) {
  const { author_name: author, provider_name: provider } = video;
  const from = [author, provider].map(str).filter((name) => name !== '');
  return (
    <div className="video">
      {from.length > 0 && <p className="card-subtitle">{from.join(' · ')}</p>}
      <p className="card-title">
        <SafeLink url={str(video.title_url) || str(video.video_url)}>{textOf(video.title)}</SafeLink>
      </p>
      {isJson(video.description) && <p>{textOf(video.description)}</p>}
      <SafeLink url={str(video.video_url)}>
        <span className="video-frame">
          <img src={str(video.thumbnail_url)} alt={str(video.alt_text)} />
          <span className="video-play" aria-hidden="true">
            ▶
          </span>
        </span>
      </SafeLink>
    </div>
  );
}

const rowsOf = (rows: unknown): Json[][] => (Array.isArray(rows) ? rows.map(listOf) : []);

function cellOf(cell: Json): ReactNode {
  // SAFETY: the server checks blocks against Slack's shapes; an unknown part is drawn as its text.
  if (cell.type === 'rich_text') return <RichText parts={listOf(cell.elements) as unknown as RichPart[]} />;
  return str(cell.text);
}

function cellStyle(setting: unknown) {
  if (!isJson(setting)) return undefined;
  const align = setting.align === 'center' || setting.align === 'right' ? setting.align : 'left';
  return { textAlign: align, ...(setting.is_wrapped === true ? {} : { whiteSpace: 'nowrap' }) } as const;
}

function compare(a: Json | undefined, b: Json | undefined): number {
  if (typeof a?.value === 'number' && typeof b?.value === 'number') return a.value - b.value;
  return str(a?.text).localeCompare(str(b?.text), undefined, { numeric: true });
}
