import type { Mark } from "./marks";

/** What a cell holds for the owner of the rows: text as it is stored, or nothing. */
export type CellValue = string | null;

/** What became of a typed or pasted text: a value, or a sentence that says what is wrong with it. */
export type Parsed = { value: CellValue } | { fault: string };

/** One column of a grid over rows of any kind. */
export interface GridColumn<Row> {
  /** Name of the field, also handed back in a change. */
  id: string;
  title: string;
  /** Width in pixels; a growing column never becomes narrower. */
  width: number;
  /** Takes the space that is left. */
  grow?: boolean;
  kind: "ordinal" | "text" | "number" | "percent";
  align: "start" | "end";
  editable: boolean;
  /** Stays in view when the columns scroll sideways. Such columns stand first. */
  pinned?: boolean;
  /** Holds the title of a spanning row. One column has it. */
  heading?: boolean;
  /** Shown in spanning rows too, beside the title. */
  inSpans?: boolean;
  /** What the cell shows. */
  show(row: Row): string;
  /** What an editor begins with and what is copied: the full value without grouping. */
  text(row: Row): string;
  /** Reads what was typed or pasted. A column that is not editable needs none. */
  parse?(text: string): Parsed;
  /** What filling down hands on in place of the text: nothing of its own where the value is computed. */
  fill?(row: Row): string;
  /** Shown quietly: the value is inherited and not the row's own. */
  quiet?(row: Row): boolean;
  /** Shown with a small mark: the row's own value in place of an inherited or computed one. */
  own?(row: Row): boolean;
  /** Shown as a result: the value follows from others until somebody types over it. */
  computed?(row: Row): boolean;
}

/** A new value for one cell. */
export interface CellChange {
  row: string;
  column: string;
  value: CellValue;
  /** What was typed, pasted or filled in: it stands in the cell when the value is refused. */
  text: string;
}

/** New values and new rows that belong to one step. */
export interface GridChange {
  cells: CellChange[];
  /** Rows to add behind the row `after`; `null` adds them at the beginning. */
  insert: { after: string | null; rows: Record<string, CellValue>[] } | null;
}

/** A value that the owner refused. `row` is an id, or the position among the new rows. */
export interface CellFault {
  row: string | number;
  column: string;
  message: string;
}

/** What became of a pasted block. */
export interface Pasted {
  /** Rows that got something. */
  rows: number;
  /** Texts that could not be read and stand in their cells. */
  unread: number;
  /** Texts for cells that the title of a section covers. */
  covered: number;
  /** The texts that could not be read, where they stand, if the others were saved. */
  marked: readonly { row: string; column: string; mark: Mark }[];
}

/** How the columns of a pasted block are taken. */
export interface PasteMapping<Row> {
  /** What each pasted column is; `null` leaves it out. */
  columns: readonly (GridColumn<Row> | null)[];
  /** Rows at the top that are left out: the heading and what stands above it. */
  skip: number;
  /** Adds rows; otherwise the block is laid over the rows from the active one on. */
  adds: boolean;
}

/** What became of a change. */
export interface GridOutcome {
  /** Ids of the new rows, in order. */
  added: string[];
  /** Empty when everything was saved. When it is not, nothing of the change was saved. */
  faults: CellFault[];
  /** The change failed as a whole: a sentence for the cell that was being edited; the owner shows the rest. */
  failed: string | null;
}

/** Keeps the rows of a grid: everything the person does to them ends here. */
export interface GridOwner {
  /** Saves a change as one step. Resolves after the rows show the result. */
  change(change: GridChange): Promise<GridOutcome>;
  /** Adds empty rows behind another and answers their ids; none when they were refused. */
  insertRows(after: string | null, count: number): Promise<string[]>;
  removeRows(ids: string[]): Promise<void>;
  duplicateRows(ids: string[]): Promise<string[]>;
  moveRows(ids: string[], after: string | null): Promise<void>;
  /** Waits until the rows show every sum as it is by now, those out of sight as well; answers whether they do. */
  current(): Promise<boolean>;
  /** Puts cells on the clipboard, as text and as a table. The owner shows a failure; the answer says whether they are there. */
  copyCells(text: string, html: string): Promise<boolean>;
  pasted(pasted: Pasted): void;
  /** So much of a change was refused that nothing of it was saved; `reason` is a sentence about one of the values. */
  refused(reason: string): void;
  /** A text is being typed and not saved yet. */
  typing(row: string, column: string, text: string): void;
  /** The text was saved or given up. */
  typed(row: string, column: string): void;
  /** The row of a text that was being typed is gone. */
  orphaned(text: string): void;
  /** A sentence for a cell whose typed text is not saved because its value has meanwhile become another one. */
  outdated(theirs: string): string;
  /** The person wants to leave the grid forwards or backwards. */
  leave(direction: 1 | -1): void;
}
