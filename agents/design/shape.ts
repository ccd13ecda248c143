/** One outline: filled, stroked, or both. Ends and joins of strokes are round. */
export interface Shape {
  /** SVG path data. */
  d: string;
  fill?: string;
  stroke?: string;
  /** Of the stroke. */
  width?: number;
}

/** A drawing that the PNG takes as SVG and the PDF as outlines, so that both are sharp and look alike. */
export interface Vector {
  width: number;
  height: number;
  shapes: readonly Shape[];
}

export function toSvg({ width, height, shapes }: Vector): string {
  const paths = shapes.map(
    ({ d, fill = 'none', stroke = 'none', width: line = 0 }) =>
      `<path d="${d}" fill="${fill}" stroke="${stroke}" stroke-width="${line}" stroke-linecap="round" stroke-linejoin="round"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${paths.join('')}</svg>`;
}

export function circle(x: number, y: number, r: number): string {
  return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
}

/** @param sweep In degrees, clockwise, less than 180. */
export function arc(x: number, y: number, r: number, from: number, sweep: number): string {
  const at = (degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return `${n(x + r * Math.cos(angle))} ${n(y + r * Math.sin(angle))}`;
  };
  return `M${at(from)}A${n(r)} ${n(r)} 0 0 1 ${at(from + sweep)}`;
}

export function line(x1: number, y1: number, x2: number, y2: number): string {
  return `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`;
}

export function rectangle(x: number, y: number, width: number, height: number, r = 0): string {
  if (r === 0) return `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`;
  const turn = (dx: number, dy: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
  const [w, h] = [width - 2 * r, height - 2 * r];
  return `M${n(x + r)} ${n(y)}h${n(w)}${turn(r, r)}v${n(h)}${turn(-r, r)}h${n(-w)}${turn(-r, -r)}v${n(-h)}${turn(r, -r)}z`;
}

/** Without an exponent, which some readers of paths do not know. */
function n(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
