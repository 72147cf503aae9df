import { untrack } from "svelte";
import type { RowSignal } from "~/components/grid/rows.svelte";
import type { LineView } from "~/ipc/types";

/** Lines with a fixed price whose purchase is known: their price could follow from the cost. */
export function fixedLines(rows: readonly RowSignal<LineView>[]): string[] {
  return untrack(() => rows.flatMap(({ row }) => (row.kind === "line" && !row.calculated && row.purchase_price ? [row.id] : [])));
}
