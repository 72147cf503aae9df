import type { CellChange, CellFault, CellValue, GridChange } from "~/components/grid/column";
import type { Edit, LineView } from "~/ipc/types";
import { fieldWords } from "~/lib/errors";
import type { AppError } from "~/lib/rpc";

type Values = Record<string, string | number | boolean | null>;

/** Cells whose text stands for something that is not a text. */
const FLAGS: readonly string[] = ["price_includes_vat"];

/** What is stored for typed cells. The margin is the markup under another name: one of them is stored. */
function stored(cells: Readonly<Record<string, CellValue>>): Values {
  const set: Values = {};
  for (const [column, value] of Object.entries(cells)) set[column] = FLAGS.includes(column) && value !== null ? value === "true" : value;
  if ("margin" in set && ("markup" in set || set.margin === null)) {
    set.markup ??= null;
    delete set.margin;
  }
  return set;
}

/** The fields of a new row. An empty price of a line that follows from its cost is no price. */
export function newRow(cells: Readonly<Record<string, CellValue>>): Values {
  const set = stored(cells);
  if (set.unit_price === null) delete set.unit_price;
  return set;
}

/**
 * The changes that typed cells come to. Where prices follow from the cost, an emptied price goes back to it, and so
 * does a fixed price whose markup is typed.
 */
export function editsOf(cells: readonly CellChange[], rowOf: (id: string) => LineView | undefined): Edit[] {
  const byRow = new Map<string, Record<string, CellValue>>();
  for (const { row, column, value } of cells) {
    const typed = byRow.get(row);
    if (typed) typed[column] = value;
    else byRow.set(row, { [column]: value });
  }
  const edits: Edit[] = [];
  const again: string[] = [];
  for (const [id, typed] of byRow) {
    const set = stored(typed);
    const fixed = rowOf(id)?.calculated === false;
    const emptied = set.unit_price === null;
    if (emptied) delete set.unit_price;
    const priced = (set.markup ?? set.margin ?? null) !== null;
    if (fixed && !("unit_price" in set) && (emptied || priced)) again.push(id);
    if (Object.keys(set).length > 0) edits.push({ edit: "line", id, set });
  }
  if (again.length > 0) edits.push({ edit: "recalculate", ids: again });
  return edits;
}

/** The cells an error and those beside it belong to. */
export function faultsOf(error: AppError, change: GridChange): CellFault[] {
  return [error, ...error.others].flatMap((one) => faultOf(one, change));
}

/** The cells one error belongs to: those of a new row by its number, else those of the line that it names or can mean. */
function faultOf(error: AppError, { cells, insert }: GridChange): CellFault[] {
  const [, added, field] = /^(?:lines\.(\d+)\.)?(\w+)$/.exec(error.field ?? "") ?? [];
  const row = Number(added);
  const { row: named } = error.params;
  const known = named === undefined ? cells : cells.filter((cell) => cell.row === named);
  const candidates = added === undefined ? known : Object.keys(insert?.rows[row] ?? {}).map((column) => ({ row, column }));
  // A margin is stored as the markup.
  const meant = candidates.filter(({ column }) => column === field || (column === "margin" && field === "markup"));
  const one = new Set(meant.map((cell) => cell.row)).size === 1;
  return one ? meant.map((cell) => ({ row: cell.row, column: cell.column, message: fieldWords(error) })) : [];
}
