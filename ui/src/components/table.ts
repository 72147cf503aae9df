/** A column of a `DataTable`. */
export interface Column<T> {
  id: string;
  title: string;
  /** A CSS grid track: `120px`, `minmax(160px, 2fr)`. */
  track: string;
  /** Figures stand at the end. */
  end?: boolean;
  /** The field the core sorts by; absent where it cannot. */
  sort?: string;
  /** The text of the cell, where the table's `cell` snippet does not draw it. */
  text: (row: T) => string;
}

/** Rows that are read on for the end of a list: a longer one is gone through in steps. */
export const FAR = 2_000;

/** How a list is sorted. */
export interface Sort {
  by: string;
  descending: boolean;
}

/** The sort after a click on a header: ascending, then descending, then the list's own order. */
export function nextSort(sort: Sort, field: string): Sort {
  if (sort.by !== field) return { by: field, descending: false };
  return sort.descending ? { by: "", descending: false } : { by: field, descending: true };
}

/** The row the key leads to from `active`, or `null` when the key does not move. */
export function rowAfterKey(key: string, active: number, count: number, page: number): number | null {
  const last = count - 1;
  const moves: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: last,
  };
  const to = moves[key];
  return to === undefined || count === 0 ? null : Math.max(0, Math.min(last, to));
}
