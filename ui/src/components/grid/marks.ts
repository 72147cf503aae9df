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
