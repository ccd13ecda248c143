import { slackLimits } from '../../../ports/slack-limits.ts';
import type { Json } from '../shapes.ts';
import { lengthOf, textsIn } from '../text.ts';
import { type FaultList, isObject, listOf } from './faults-of.ts';

/** Blocks that show something from elsewhere or many numbers. */
export function lintVideo(list: FaultList, video: Json, at: string) {
  for (const name of ['video_url', 'thumbnail_url', 'alt_text']) list.required(video, name, at);
  list.text(video.title, ['plain_text'], slackLimits.videoTitle, `${at}/title`);
  if (video.description !== undefined)
    list.text(video.description, ['plain_text'], slackLimits.videoDescription, `${at}/description`);
  list.longest(video.alt_text, slackLimits.altText, `${at}/alt_text`);
  list.longest(video.author_name, slackLimits.videoAuthor, `${at}/author_name`);
  list.longest(video.provider_name, slackLimits.videoProvider, `${at}/provider_name`);
  for (const name of ['video_url', 'title_url', 'thumbnail_url', 'provider_icon_url']) {
    list.longest(video[name], slackLimits.url, `${at}/${name}`);
    const secure = name === 'video_url' || name === 'title_url' ? /^https:\/\// : /^https?:\/\//;
    if (typeof video[name] === 'string' && !secure.test(video[name]))
      list.add('invalid url', `${at}/${name}`);
  }
}

export function lintDataTable(list: FaultList, table: Json, at: string) {
  list.required(table, 'caption', at);
  list.whole(table, 'page_size', 1, slackLimits.dataTablePage, at);
  list.whole(table, 'row_header_column_index', 0, slackLimits.tableColumns - 1, at);
  const rows: unknown[] = Array.isArray(table.rows) ? table.rows : [];
  if (rows.length < 2) list.add('must provide at least 2 items', `${at}/rows`);
  list.most(rows, slackLimits.dataTableRows, `${at}/rows`);
  if (textsIn(rows).reduce((sum, text) => sum + lengthOf(text), 0) > slackLimits.dataTableCharacters)
    list.add(`must be less than ${slackLimits.dataTableCharacters + 1} characters`, `${at}/rows`);
  for (const [i, row] of rows.entries()) {
    list.atLeastOne(row, `${at}/rows/${i}`);
    list.most(row, slackLimits.tableColumns, `${at}/rows/${i}`);
    if (Array.isArray(row) && Array.isArray(rows[0]) && row.length !== rows[0].length)
      list.add(`must have ${rows[0].length} cells, as the first row`, `${at}/rows/${i}`);
  }
}

export function lintChart(list: FaultList, block: Json, at: string) {
  if (list.required(block, 'title', at)) list.longest(block.title, slackLimits.chartTitle, `${at}/title`);
  const chart = block.chart;
  if (!isObject(chart)) return list.add('missing required field: chart', at);
  list.oneOf(chart.type ?? 'none', ['pie', 'bar', 'area', 'line'], `${at}/chart/type`);
  if (chart.type === 'pie')
    return lintPoints(list, chart.segments, slackLimits.chartSeries, `${at}/chart/segments`);
  const axis = isObject(chart.axis_config) ? chart.axis_config : {};
  list.required(chart, 'axis_config', `${at}/chart`);
  list.atLeastOne(axis.categories, `${at}/chart/axis_config/categories`);
  for (const name of ['x_label', 'y_label'])
    list.longest(axis[name], slackLimits.chartAxis, `${at}/chart/axis_config/${name}`);
  list.atLeastOne(chart.series, `${at}/chart/series`);
  list.most(chart.series, slackLimits.chartSeries, `${at}/chart/series`);
  for (const [i, series] of listOf(chart.series).entries()) {
    list.longest(series.name, slackLimits.chartLabel, `${at}/chart/series/${i}/name`);
    lintPoints(list, series.data, slackLimits.chartPoints, `${at}/chart/series/${i}/data`);
  }
}

function lintPoints(list: FaultList, points: unknown, most: number, at: string) {
  list.atLeastOne(points, at);
  list.most(points, most, at);
  for (const [i, point] of listOf(points).entries()) {
    list.longest(point.label, slackLimits.chartLabel, `${at}/${i}/label`);
    if (typeof point.value !== 'number') list.add('must be a number', `${at}/${i}/value`);
  }
}
