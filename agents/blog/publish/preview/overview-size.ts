/** The card's picture, in pixels. A card shows it about 500 wide, a third of this: its type is measured for that. */
export const OVERVIEW = { width: 1600, height: 1000 } as const;
/** Where the side of the title ends and that of the outline begins. */
export const SPLIT = 960;
