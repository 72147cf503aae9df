import type { Stroke } from "./keys";

/** What the controller needs from the screen. */
export interface GridScreen {
  /** Scrolls a cell into view; its element exists once effects have been flushed. */
  reveal(row: number, column: number): void;
  /** Gives the focus to the active cell, or to the grid when that cell is not on the screen. */
  focusActive(): void;
  focusEditor(caret: "all" | "end"): void;
  /** Moves the focus from the editor to the choice between two values. */
  focusChoice(): void;
  /** Catches the paste event that follows the key stroke. */
  awaitPaste(mapped: boolean): void;
  /** Lays the rows out as they are now. */
  layOut(): void;
  /** Makes a stroke again that is not for the grid: the page may know it. */
  giveBack(stroke: Stroke): void;
  /** The ids of the rows that stand on the screen, those ready above and below included. */
  shown(): string[];
  /** Whether one of these rows is in sight. */
  sees(top: number, bottom: number): boolean;
  /** Rows that fit on the screen. */
  page(): number;
}
