import { clearIn, fillDown, fillLeft, fillRight, fillUp } from "./block";
import { copy, cut } from "./clipboard-commands";
import { moveColumn, resize } from "./column-commands";
import type { GridController } from "./controller.svelte";
import type { Intent } from "./keys";
import { duplicateRows, fold, insertRows, moveRows, removeRows } from "./row-commands";
import { all, extend, move, tab, wholeColumns, wholeRows } from "./selection";

/** Carries out what a key or a menu asks of a grid; false when it belongs to somebody else. */
export function perform<Row>(grid: GridController<Row>, intent: Intent): boolean {
  const now = grid.selection;
  switch (intent.do) {
    case "move": {
      const { step } = intent;
      const { bounds, page } = grid;
      if (intent.extend) grid.go(extend(now, step, bounds, page));
      else if (step === "left" || step === "right") grid.go(grid.sideways((from) => move(from, step, bounds, page)) ?? now);
      else grid.go(move(now, step, bounds, page));
      return true;
    }
    case "tab": {
      const next = grid.sideways((from) => tab(from, intent.direction, grid.bounds));
      if (next) grid.go(next);
      return next !== null;
    }
    case "edit":
      grid.begin(null);
      return true;
    case "type":
      grid.begin(intent.text);
      // A dead key composes its letter in the editor that has just been opened.
      return !grid.readonly && intent.text !== "";
    case "select_all":
      // The person stays where they look.
      grid.take(all(grid.bounds));
      return true;
    case "select_rows":
      grid.go(wholeRows(now.active.row, now.head.row));
      return true;
    case "select_columns":
      grid.go(wholeColumns(now));
      return true;
    case "fold":
      fold(grid, intent.open);
      return true;
    case "resize":
      resize(grid, intent.by);
      return true;
    case "move_column":
      moveColumn(grid, intent.by);
      return true;
    case "discard":
      return grid.discard();
    case "leave":
      grid.owner.leave(intent.direction);
      return true;
    case "copy":
      void copy(grid);
      return true;
    case "await_paste":
      grid.awaitPaste(intent.mapped);
      return false;
    default:
      if (!grid.readonly) change(grid, intent);
      return true;
  }
}

function change<Row>(grid: GridController<Row>, intent: Intent): void {
  const { rows, columns, range, selection } = grid;
  switch (intent.do) {
    case "clear":
      if (selection.whole === "rows") void removeRows(grid);
      else void grid.changes.apply(clearIn(rows, columns, range));
      break;
    case "cut":
      void cut(grid);
      break;
    case "fill_down":
      void grid.changes.apply(fillDown(rows, columns, range));
      break;
    case "fill_right":
      void grid.changes.apply(fillRight(rows, columns, range));
      break;
    case "fill_up":
      void grid.changes.apply(fillUp(rows, columns, range));
      break;
    case "fill_left":
      void grid.changes.apply(fillLeft(rows, columns, range));
      break;
    case "duplicate_rows":
      void duplicateRows(grid);
      break;
    case "remove_rows":
      void removeRows(grid);
      break;
    case "insert_row":
      void insertRows(grid);
      break;
    case "move_rows":
      void moveRows(grid, intent.by);
      break;
  }
}
