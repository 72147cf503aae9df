/** Columns of one row that are selected, both ends included. */
export interface Span {
  left: number;
  right: number;
}

/** A text that stands in a cell in place of its value until it is saved or given up. */
export interface Mark {
  text: string;
  /** Why it is not saved; `null` while it is being saved. */
  message: string | null;
}

/** Words for cells a person should look at, by column. */
export type Notes = Readonly<Record<string, () => string>>;

/** Most rows have none. */
export const NO_NOTES: Notes = {};

/** What a row shows beside its values. */
export interface Look {
  /** Rows that are folded away behind this heading; `null` when its section is open. */
  folded: number | null;
  /** The column that holds the active cell; −1 in every other row. */
  activeColumn: number;
  selected: Span | null;
  /** The column at whose corner a selection is dragged on to fill cells; −1 in every other row. */
  corner: number;
  /** Where a drag would fill or drop, while it lasts. */
  drop: Span | "above" | "below" | null;
  /** By column. */
  marks: Readonly<Record<string, Mark>>;
  /** What a person should look at, in the language of the screen. */
  notes: Notes;
}

/** How a row looks that nothing happens to. */
export const PLAIN: Look = { folded: null, activeColumn: -1, selected: null, corner: -1, drop: null, marks: {}, notes: NO_NOTES };
