import type { GridColumn, GridOwner } from "./column";
import { type After, type CellName, type EditEffect, type EditEvent, type EditState, IDLE, step } from "./edit";
import type { GridRows } from "./rows.svelte";

/** How long the editor waits for the saved value before the person may go on, in milliseconds. */
const HOLD = 250;

/** What an edit needs from its grid. */
export interface EditedGrid<Row> {
  readonly rows: GridRows<Row>;
  readonly owner: GridOwner;
  columnNamed(id: string): GridColumn<Row> | undefined;
  /** The editor is gone: the focus moves on. */
  editorClosed(after: After): void;
  /** A save is over, refused or not. */
  editorAnswered(): void;
  /** The text stays in the editor; strokes that were meant for the next cell are void. */
  editorRefused(): void;
  /** Another text stands in the editor, as if it had just been opened. */
  editorReplaced(): void;
  /** The person has to choose between two values: the focus goes to the choice. */
  editorAsks(): void;
}

/** Carries an edit of one cell from the first key to the saved value. */
export class Editing<Row> {
  state = $state.raw<EditState>(IDLE);
  readonly #grid: EditedGrid<Row>;
  #saves: Promise<unknown> = Promise.resolve();

  constructor(grid: EditedGrid<Row>) {
    this.#grid = grid;
  }

  get phase(): EditState["phase"] {
    return this.state.phase;
  }

  /** Resolves when no text is being saved any more, refused or not. */
  async settled(): Promise<void> {
    for (let seen: unknown = null; seen !== this.#saves; ) {
      seen = this.#saves;
      await this.#saves;
    }
  }

  begin(cell: CellName, typed: string | null): void {
    const signal = this.#grid.rows.signal(cell.row);
    const column = this.#grid.columnNamed(cell.column);
    if (!signal || !column) return;
    const mark = signal.look.marks[cell.column];
    const initial = column.text(signal.row);
    this.#advance({
      on: "begin",
      cell,
      text: typed ?? mark?.text ?? initial,
      initial,
      overwrites: typed !== null,
      fault: typed === null ? (mark?.message ?? null) : null,
    });
    if (typed) this.#grid.owner.typing(cell.row, cell.column, typed);
  }

  input(text: string): void {
    this.#advance({ on: "input", text });
    if (this.state.phase === "editing") this.#grid.owner.typing(this.state.cell.row, this.state.cell.column, text);
  }

  caret(): void {
    this.#advance({ on: "caret" });
  }

  commit(after: After): void {
    this.#advance({ on: "commit", after });
  }

  cancel(): void {
    this.#advance({ on: "cancel" });
  }

  /** The typed text is to stand, whatever came from elsewhere; saves it. */
  keep(): void {
    this.#advance({ on: "keep" });
    this.commit("stay");
  }

  /** The rows changed: what is being typed stays, beside another value of its cell where there is one. */
  rowsChanged(): void {
    if (this.state.phase !== "editing") return;
    const { cell, text } = this.state;
    const signal = this.#grid.rows.signal(cell.row);
    const column = this.#grid.columnNamed(cell.column);
    // What is computed follows from other values: nobody has typed it.
    if (signal && column && !column.computed?.(signal.row)) {
      this.#advance({ on: "changed", text: column.text(signal.row) });
      if (this.state.phase === "editing" && this.state.text !== text) this.#grid.editorReplaced();
    } else if (!signal) {
      this.state = IDLE;
      this.#grid.owner.orphaned(text);
    }
  }

  /** The focus went elsewhere: what was typed is saved and the focus is left where it is. */
  blurred(): void {
    if (this.state.phase !== "editing") return;
    if (this.state.fault === null || this.state.theirs !== null) {
      this.commit("leave");
      return;
    }
    const { cell, text, fault } = this.state;
    this.#grid.rows.mark(cell.row, cell.column, { text, message: fault });
    this.state = IDLE;
  }

  #advance(event: EditEvent): void {
    const next = step(this.state, event);
    this.state = next.state;
    for (const effect of next.effects) this.#carryOut(effect);
  }

  #carryOut(effect: EditEffect): void {
    if (effect.effect === "ask") {
      this.#grid.editorAsks();
      return;
    }
    const { row, column } = effect.cell;
    switch (effect.effect) {
      case "save":
        this.#saves = Promise.all([this.#saves, this.#save(effect.cell, effect.text, effect.after).then(() => this.#grid.editorAnswered())]);
        break;
      case "show_pending":
        this.#grid.rows.mark(row, column, { text: effect.text, message: null });
        break;
      case "set_aside":
        this.#grid.rows.mark(row, column, { text: effect.text, message: this.#grid.owner.outdated(effect.theirs) });
        break;
      case "forget":
        this.#grid.rows.mark(row, column, null);
        this.#grid.owner.typed(row, column);
        break;
      case "close":
        this.#grid.editorClosed(effect.after);
        break;
    }
  }

  async #save(cell: CellName, text: string, after: After): Promise<void> {
    const parsed = this.#grid.columnNamed(cell.column)?.parse?.(text) ?? { fault: "" };
    if ("fault" in parsed) {
      this.#refuse(cell, text, parsed.fault, after);
      return;
    }
    const hold = setTimeout(() => this.#answer(cell, { on: "released" }), HOLD);
    const outcome = await this.#grid.owner.change({ cells: [{ ...cell, value: parsed.value, text }], insert: null });
    clearTimeout(hold);
    const message = outcome.faults[0]?.message ?? outcome.failed;
    if (message !== null) {
      this.#refuse(cell, text, message, after);
      return;
    }
    this.#grid.rows.mark(cell.row, cell.column, null);
    this.#grid.owner.typed(cell.row, cell.column);
    this.#answer(cell, { on: "saved" });
  }

  /** The editor waits for the answer to this save, and not for that to an older one. */
  #awaits(cell: CellName): boolean {
    return this.state.phase === "saving" && this.state.cell === cell;
  }

  #answer(cell: CellName, event: EditEvent): void {
    if (this.#awaits(cell)) this.#advance(event);
  }

  /** The text stays where it was typed: in the editor, or in the cell when the person has gone on. */
  #refuse(cell: CellName, text: string, message: string, after: After): void {
    const mine = this.#awaits(cell);
    if (mine && after !== "leave") {
      this.#advance({ on: "refused", message });
      this.#grid.editorRefused();
      return;
    }
    if (mine) this.state = IDLE;
    this.#grid.rows.mark(cell.row, cell.column, { text, message });
  }
}
