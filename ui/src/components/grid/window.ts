/** Rows kept ready above and below the visible ones. */
export const OVERSCAN = 8;

/** How many row slots a viewport needs. */
export function poolFor(viewportHeight: number, rowHeight: number): number {
  return Math.max(1, Math.ceil(viewportHeight / rowHeight) + 1 + 2 * OVERSCAN);
}

/** The first row that stands in a slot. */
export function firstRow(scrollTop: number, rowHeight: number, rows: number, pool: number): number {
  const visible = Math.floor(scrollTop / rowHeight) - OVERSCAN;
  return Math.max(0, Math.min(visible, rows - pool));
}

/** The row that stands in a slot: row i always lives in slot i mod pool, so scrolling moves few slots. */
export function rowOfSlot(slot: number, first: number, pool: number): number {
  return first + ((((slot - first) % pool) + pool) % pool);
}

/** The scroll position that shows a row completely, as near to the present one as possible. */
export function revealRow(row: number, scrollTop: number, viewportHeight: number, rowHeight: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  return Math.max(scrollTop, top + rowHeight - viewportHeight);
}
