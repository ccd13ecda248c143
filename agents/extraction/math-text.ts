import type { Element, Nodes } from 'hast';
import { toPower } from './join-scripts.ts';

/** Written with a space on both sides, unless they stand first as a sign. */
const RELATION = /^(?:[=<>≤≥≈≠±×+−-]|→|∈|⩽|⩾|:=)$/u;

/** A formula in MathML as one line of text with every number in it: `σ = F/A`, `860 MPa`, `√(a² + b²)`. */
export function mathText(node: Nodes): string {
  return text(node).replace(/\s+/g, ' ').trim();
}

function text(node: Nodes): string {
  if (node.type === 'text') return node.value.replace(/[\u2061-\u2064]/g, '');
  if (node.type === 'root') return row(node.children);
  if (node.type !== 'element') return '';
  const parts = node.children.filter((child) => child.type === 'element');
  const at = (index: number): string => {
    const part = parts[index];
    return part ? mathText(part) : '';
  };
  switch (node.tagName) {
    case 'annotation':
    case 'annotation-xml':
    case 'mphantom':
    case 'malignmark':
      return '';
    case 'mspace':
      return ' ';
    case 'semantics':
      return at(0);
    case 'mfrac':
      return `${grouped(at(0))}/${grouped(at(1))}`;
    case 'msqrt':
      return `√${grouped(row(node.children).trim())}`;
    case 'mroot':
      return `${toPower(at(1)).replace(/^\^/, '')}√${grouped(at(0))}`;
    case 'msup':
      return `${base(at(0))}${raised(at(1))}`;
    case 'msub':
      return `${at(0)}${lowered(at(0), at(1))}`;
    case 'msubsup':
      return `${at(0)}${lowered(at(0), at(1))}${raised(at(2))}`;
    case 'munder':
      return `${at(0)}${lowered('', at(1))}`;
    case 'mover':
      return isAccent(at(1)) ? at(0) : `${at(0)}${raised(at(1))}`;
    case 'munderover':
      return `${at(0)}${lowered('', at(1))}${raised(at(2))} `;
    case 'mtable':
      return parts.map(mathText).join('; ');
    case 'mtr':
    case 'mlabeledtr':
      return parts.map(mathText).join(' ');
    case 'mfenced':
      return `${attribute(node, 'open') ?? '('}${parts.map(mathText).join(', ')}${attribute(node, 'close') ?? ')'}`;
    case 'mtext':
    case 'mi':
    case 'mn':
    case 'mo':
    case 'ms':
      return node.children.map(text).join('');
    default:
      return row(node.children);
  }
}

function row(nodes: readonly Nodes[]): string {
  let out = '';
  for (const node of nodes) {
    const isOperator = node.type === 'element' && node.tagName === 'mo';
    const part = text(node);
    const isInfix = isOperator && RELATION.test(part.trim()) && /[^\s([{=<>]\s*$/.test(out);
    const meets = /[\d\p{L}]$/u.test(out) && /^\d/.test(part) && /\d$/.test(out) && isNumber(node);
    out += isInfix ? ` ${part.trim()} ` : `${meets ? ' ' : ''}${part}`;
  }
  return out;
}

/** Digits that a program wrote one element each ("8", "6", "0") are one number; what the layout parts is not. */
function isNumber(node: Nodes): boolean {
  return node.type === 'element' && !['mn', 'mi', 'mo'].includes(node.tagName);
}

function grouped(part: string): string {
  return part === '' || /^[\p{L}\p{N}.,]+$|^\(.*\)$/u.test(part) ? part : `(${part})`;
}

function base(part: string): string {
  return /[\s+−=-]/.test(part) && !/^[(|[].*[)|\]]$/.test(part) ? `(${part})` : part;
}

function raised(part: string): string {
  if (part === '') return '';
  return /^[′″'*°†]+$/u.test(part) ? part : toPower(part);
}

function lowered(before: string, part: string): string {
  if (part === '') return '';
  const isPlain = /^\d+$/.test(part)
    ? /\p{L}$/u.test(before)
    : /^[\p{L}\d.,]{2,}$/u.test(part) && before !== '';
  return isPlain ? part : /^[\p{L}\d.,]+$/u.test(part) ? `_${part}` : `_(${part})`;
}

/** A bar, an arrow, a hat: it names a kind of quantity and holds no number. */
function isAccent(part: string): boolean {
  return part === '' || /^(?:[¯^~→˙¨ˉ_‾]|\p{M})+$/u.test(part);
}

function attribute(node: Element, name: string): string | null {
  const value = node.properties[name];
  return typeof value === 'string' ? value : null;
}
