const icon = (body: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64" fill="none">${body}</svg>`;
const line = (path: string, color: string, width: number) =>
  `<path d="${path}" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`;

export const arrowRight = (color: string) => icon(line('M10 32h44M36 14l18 18-18 18', color, 6));
export const tick = (color: string) => icon(line('M12 34l14 14 26-30', color, 8));
export const cross = (color: string) => icon(line('M16 16l32 32M48 16L16 48', color, 8));
export const bookmark = (color: string) =>
  icon(
    `<path d="M14 6h36v52L32 45 14 58z" fill="${color}" stroke="${color}" stroke-width="4" stroke-linejoin="round"/>`,
  );
/** Two solid marks, drawn rather than set: a quotation mark looks different in each face. */
export const quoteMark = (color: string) =>
  icon(
    `<path fill="${color}" d="M4 34c0-14 8-23 22-26l3 7c-7 2-11 6-12 12h10v27H4zM36 34c0-14 8-23 22-26l3 7c-7 2-11 6-12 12h10v27H36z"/>`,
  );
