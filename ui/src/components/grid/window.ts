/** Rows kept ready above and below the visible ones. */
export const OVERSCAN = 4;

/** How many row slots a viewport needs, with `spare` rows ready above and below. */
export function poolFor(viewportHeight: number, rowHeight: number, spare: number): number {
  return Math.max(1, Math.ceil(viewportHeight / rowHeight) + 1 + 2 * spare);
}

/** The first row that stands in a slot, with `spare` rows ready above. */
export function firstRow(scrollTop: number, rowHeight: number, rows: number, pool: number, spare: number): number {
  const visible = Math.floor(scrollTop / rowHeight) - spare;
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

/** Scrolls sideways to a column: a pinned one is always in view, and the others have to stand clear of those. */
export function revealColumn(view: HTMLElement, column: number, pins: readonly number[]): void {
  const titleOf = (at: number) => view.querySelector<HTMLElement>(`[role="columnheader"][aria-colindex="${at + 1}"]`);
  const title = titleOf(column);
  if (!title || column < pins.length) return;
  const pinned = pins.length === 0 ? 0 : (pins.at(-1) ?? 0) + (titleOf(pins.length - 1)?.offsetWidth ?? 0);
  const { offsetLeft: left, offsetWidth: width } = title;
  if (left - pinned < view.scrollLeft) view.scrollLeft = left - pinned;
  else if (left + width > view.scrollLeft + view.clientWidth) view.scrollLeft = left + width - view.clientWidth;
}

/**
 * Tells the height of a row in pixels, as density and zoom say, and how large texts are shown, now and whenever it
 * changes; answers how to stop.
 */
export function watchSizes(ontold: (rowHeight: number, zoom: number) => void): () => void {
  const root = document.documentElement;
  const tell = () => {
    const style = getComputedStyle(root);
    const read = (name: string) => Number.parseFloat(style.getPropertyValue(name));
    ontold(read("--row") || 32, read("--zoom") || 1);
  };
  tell();
  const watched = new MutationObserver(tell);
  watched.observe(root, { attributes: true, attributeFilter: ["data-density", "style"] });
  return () => watched.disconnect();
}
