import { ICON_SIDE, outline } from './lucide.ts';
import type { Vector } from './shape.ts';

/** What an icon says, and its name in the set. */
const names = {
  next: 'arrow-right',
  tick: 'check',
  cross: 'x',
  warning: 'triangle-alert',
  question: 'circle-question-mark',
  save: 'bookmark',
  comment: 'message-circle',
  share: 'share-2',
  follow: 'user-plus',
  write: 'mail',
  visit: 'arrow-up-right',
  download: 'download',
  meet: 'calendar-check',
  certificate: 'file-badge',
  inspection: 'search-check',
  trace: 'scan-barcode',
  cleaning: 'droplets',
  sterile: 'shield-check',
  air: 'wind',
  lab: 'flask-conical',
  microscope: 'microscope',
  metal: 'atom',
  machine: 'cog',
  package: 'package-check',
  risk: 'triangle-alert',
  law: 'landmark',
  measure: 'ruler',
  number: 'chart-column',
  change: 'git-compare',
  process: 'route',
  supplier: 'factory',
  people: 'users',
  compare: 'scale',
  agreement: 'handshake',
  list: 'clipboard-check',
  print: 'layers',
  idea: 'lightbulb',
} as const;
export type IconName = keyof typeof names;

/** @param weight Of the line, at the set's own size of 24: 2 is its usual one. */
export function icon(name: IconName, color: string, weight = 2): Vector {
  const shape = { d: outline(names[name]), stroke: color, width: weight };
  return { width: ICON_SIDE, height: ICON_SIDE, shapes: [shape] };
}

/** Two solid marks, drawn rather than set: a quotation mark looks different in each face. */
export function quoteMark(color: string): Vector {
  const d =
    'M4 34c0-14 8-23 22-26l3 7c-7 2-11 6-12 12h10v27H4zM36 34c0-14 8-23 22-26l3 7c-7 2-11 6-12 12h10v27H36z';
  return { width: 64, height: 64, shapes: [{ d, fill: color }] };
}
