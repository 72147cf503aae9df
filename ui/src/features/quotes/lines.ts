import type { LineView } from "~/ipc/types";
import type { QuoteSession } from "./session.svelte";

/** Whether a line is offered in place of another. */
export function isAlternative(line: LineView): boolean {
  return (line.alternative_of ?? null) !== null;
}

/** The selected lines, headings left out. */
export function selectedLines({ grid, rows }: QuoteSession): LineView[] {
  return grid.selectedIds.flatMap((id) => rows.signal(id)?.row ?? []).filter((line) => line.kind === "line");
}
