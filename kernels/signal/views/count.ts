/** The fixed sets of views that a record may hold (see `layout.ts`). */
export type LayoutName = 'k24' | 'k52';

/** Number of views in each layout. */
export const VIEW_COUNT = { k24: 24, k52: 52 } as const;
