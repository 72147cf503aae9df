import { type Component, type ComponentProps } from "svelte";
import { remembered, rememberScreen } from "~/app/appearance.svelte";
import { report } from "~/app/failures.svelte";
import type { Block } from "~/components/grid/clipboard";
import type { PasteAnswer } from "~/components/grid/controller.svelte";
import type { LineView } from "~/ipc/types";
import { locale } from "~/lib/i18n.svelte";
import { call } from "~/lib/rpc";
import { lineColumns } from "./line-columns";
import type PasteDialog from "./PasteDialog.svelte";
import { fits, GUESSED_ROWS, lacksHeading, type LineColumn, type Mapped, mappingFor, readMappings, shapeOf, withMapping } from "./paste-mapping";
import type { QuoteSession } from "./session.svelte";

const MEMORY = "quote.paste";

/** A block that is waiting for its mapping. */
export interface AskedPaste {
  block: Block;
  /** Every column that can be typed into. */
  columns: readonly LineColumn[];
  mapping: Mapped;
  /** The number of the line from which the block may be laid over the others; none in an empty quote. */
  line: number | null;
}

/** Asks what the columns of a pasted table are, where they are not those of the grid. */
export class PasteQuestion {
  asked = $state.raw<AskedPaste | null>(null);
  /** The dialog, once it was needed. */
  Dialog = $state.raw<Component<ComponentProps<typeof PasteDialog>>>();
  #answer: ((answer: PasteAnswer<LineView>) => void) | null = null;
  readonly #session: QuoteSession;

  constructor(session: QuoteSession) {
    this.#session = session;
    session.grid.mapping = (block, column, asked) => this.#ask(block, column, asked);
  }

  async #ask(block: Block, column: number, asked: boolean): Promise<PasteAnswer<LineView>> {
    const { grid, landed } = this.#session;
    const width = Math.max(...block.map((row) => row.length));
    if (!asked && (width < 2 || grid.columns.length === 0)) return "as it stands";
    const under = grid.columns.slice(column);
    const suits = !asked && fits(block, under);
    if (suits && lacksHeading(block, under)) return "as it stands";
    try {
      const guessed = await call("import.guess", { rows: block.slice(0, GUESSED_ROWS) });
      if (suits && guessed.header_row === null) return "as it stands";
      const columns = lineColumns(locale(), landed).filter(({ editable }) => editable);
      this.Dialog ??= (await import("./PasteDialog.svelte")).default;
      const { active } = grid.selection;
      this.asked = {
        block,
        columns,
        mapping: mappingFor(block, columns, guessed, readMappings(remembered(MEMORY))),
        line: grid.rows.at(active.row)?.ordinal ?? null,
      };
      return await new Promise((resolve) => (this.#answer = resolve));
    } catch (thrown) {
      // The block is still on the clipboard.
      report(thrown);
      return "cancelled";
    }
  }

  answer(answer: { mapping: Mapped; adds: boolean } | "as it stands" | "cancelled"): void {
    const { asked } = this;
    this.asked = null;
    if (!asked || typeof answer === "string") {
      this.#answer?.(asked ? (answer as "as it stands" | "cancelled") : "cancelled");
      return;
    }
    const { mapping, adds } = answer;
    const kept = withMapping(readMappings(remembered(MEMORY)), shapeOf(asked.block, mapping.header), mapping);
    rememberScreen(MEMORY, JSON.stringify(kept)).catch((thrown: unknown) => report(thrown));
    this.#answer?.({
      columns: mapping.fields.map((id) => asked.columns.find((column) => column.id === id) ?? null),
      skip: mapping.header === null ? 0 : mapping.header + 1,
      adds,
    });
  }
}
