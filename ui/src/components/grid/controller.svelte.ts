import { flushSync } from "svelte";
import { clearIn, copyOf, fillDown, pasteOver } from "./block";
import { formatTsv, readPaste } from "./clipboard";
import type { CellChange, GridChange, GridColumn, GridOwner } from "./column";
import type { After } from "./edit";
import { type EditedGrid, Editing } from "./editing.svelte";
import { editorIntentOf, type Intent, intentOf, type Stroke } from "./keys";
import { clampWidth, columnInSpan } from "./layout";
import type { GridRows, RowSignal } from "./rows.svelte";
import { all, type Bounds, type Cell, clamp, extend, isSingle, move, only, type Range, rangeOf, type Selection, tab, wholeRows } from "./selection";

/** What the controller needs from the screen. */
export interface GridScreen {
  /** Scrolls a cell into view; its element exists once effects have been flushed. */
  reveal(row: number, column: number): void;
  /** Gives the focus to the active cell, or to the grid when that cell is not on the screen. */
  focusActive(): void;
  focusEditor(caret: "all" | "end"): void;
  /** Catches the paste event that follows the key stroke. */
  awaitPaste(): void;
  /** Rows that fit on the screen. */
  page(): number;
}

/** Everything a grid knows while it is on the screen: selection, edit, widths. */
export class GridController<Row> implements EditedGrid<Row> {
  readonly rows: GridRows<Row>;
  readonly owner: GridOwner;
  readonly editing: Editing<Row> = new Editing<Row>(this);
  columns = $state.raw<readonly GridColumn<Row>[]>([]);
  widths = $state.raw<Readonly<Record<string, number>>>({});
  readonly = $state(false);
  /** Called when the person has finished changing a width. */
  onwidths: ((widths: Readonly<Record<string, number>>) => void) | null = null;
  #selection = $state.raw<Selection>(only({ row: 0, column: 1 }));
  #painted: RowSignal<Row>[] = [];
  #screen: GridScreen | null = null;
  #waiting: Stroke[] = [];
  #work: Promise<void> | null = null;

  constructor(rows: GridRows<Row>, owner: GridOwner) {
    this.rows = rows;
    this.owner = owner;
  }

  attach(screen: GridScreen): () => void {
    this.#screen = screen;
    this.select(this.#selection);
    return () => {
      this.#screen = null;
    };
  }

  get bounds(): Bounds {
    return { rows: this.rows.length, columns: this.columns.length };
  }

  get selection(): Selection {
    return this.#selection;
  }

  get range(): Range {
    return rangeOf(this.#selection, this.bounds);
  }

  /** The selected rows, or the active one. */
  get selectedIds(): string[] {
    const { top, bottom } = this.range;
    return this.rows.order.slice(top, bottom + 1).flatMap((signal) => this.rows.idAt(signal.index) ?? []);
  }

  /** The row behind which new rows go: the last selected one, or `null` in an empty grid. */
  get anchorId(): string | null {
    return this.rows.idAt(this.range.bottom);
  }

  /** The message at the active cell when its text is not saved. */
  get fault(): { cell: Cell; message: string } | null {
    if (this.editing.phase !== "idle") return null;
    const { active } = this.#selection;
    const signal = this.rows.at(active.row);
    const column = signal && this.columns[this.#ownColumn(active)];
    const message = column && signal.marks[column.id]?.message;
    return message ? { cell: { row: active.row, column: this.#ownColumn(active) }, message } : null;
  }

  columnNamed(id: string): GridColumn<Row> | undefined {
    return this.columns.find((column) => column.id === id);
  }

  /** The column whose cell stands there: in a spanning row the title covers others. */
  #ownColumn({ row, column }: Cell): number {
    const signal = this.rows.at(row);
    return signal && this.rows.spans(signal.row) ? columnInSpan(this.columns, column) : column;
  }

  // Selection ----------------------------------------------------------------

  /** Marks the rows of the selection and unmarks the ones before; no cell reads the selection itself. */
  #paint(): void {
    const { active } = this.#selection;
    const { top, bottom, left, right } = this.range;
    const single = isSingle(this.#selection);
    const painted = this.rows.order.slice(top, bottom + 1);
    for (const signal of painted) {
      signal.selected = single ? null : { left, right };
      signal.activeColumn = signal.index === active.row ? this.#ownColumn(active) : -1;
    }
    const now = new Set(painted);
    for (const signal of this.#painted) {
      if (now.has(signal)) continue;
      signal.selected = null;
      signal.activeColumn = -1;
    }
    this.#painted = painted;
  }

  select(selection: Selection): void {
    // Before the columns are known there is nothing to stay inside of.
    this.#selection = this.columns.length > 0 ? clamp(selection, this.bounds) : selection;
    this.#paint();
  }

  /** Shows these columns; the selection stays on those it was on. */
  show(columns: readonly GridColumn<Row>[]): void {
    const before = this.columns;
    this.columns = columns;
    const follow = (cell: Cell): Cell => {
      const at = columns.findIndex(({ id }) => id === before[cell.column]?.id);
      return at < 0 ? cell : { ...cell, column: at };
    };
    const { active, head, rows } = this.#selection;
    this.select({ active: follow(active), head: follow(head), rows });
  }

  /** Selects, scrolls there and moves the focus, all before the next frame. */
  go(selection: Selection): void {
    this.select(selection);
    this.focus();
  }

  /** Gives the focus to the active cell, wherever it was scrolled to. */
  focus(): void {
    const { head } = this.#selection;
    this.#screen?.reveal(head.row, head.column);
    flushSync();
    this.#screen?.focusActive();
  }

  /** Runs a change of the rows and keeps the selection on the rows it was on. */
  keepingPlace(change: () => void): void {
    const active = this.rows.idAt(this.#selection.active.row);
    const head = this.rows.idAt(this.#selection.head.row);
    const before = this.rows.order;
    change();
    if (this.rows.order === before) return;
    const now = this.#selection;
    const follow = (cell: Cell, id: string | null): Cell => {
      const row = id === null ? -1 : this.rows.indexOf(id);
      return row < 0 ? cell : { ...cell, row };
    };
    this.select({ ...now, active: follow(now.active, active), head: follow(now.head, head) });
  }

  /** Selects rows by id and scrolls to them; the focus stays where it is. */
  selectRows(ids: readonly string[]): void {
    const at = ids.map((id) => this.rows.indexOf(id)).filter((index) => index >= 0);
    if (at.length === 0) return;
    this.select(wholeRows(Math.min(...at), Math.max(...at)));
    this.#screen?.reveal(this.#selection.head.row, 0);
  }

  /** Puts the active cell on a column of a row: the named one, or the first that can be edited. */
  activate(id: string, columnId?: string): void {
    const row = this.rows.indexOf(id);
    const named = this.columns.findIndex((column) => column.id === columnId);
    const first = this.columns.findIndex((column) => column.editable);
    if (row >= 0) this.go(only({ row, column: named >= 0 ? named : Math.max(0, first) }));
  }

  /** Moves sideways past the columns that a title covers. */
  #sideways(next: (from: Selection) => Selection | null): Selection | null {
    const here = this.#ownColumn(this.#selection.active);
    let now = this.#selection;
    for (;;) {
      const then = next(now);
      if (!then || (then.active.row === now.active.row && then.active.column === now.active.column)) return then;
      if (then.active.row !== this.#selection.active.row || this.#ownColumn(then.active) !== here) return then;
      now = then;
    }
  }

  // Editing --------------------------------------------------------------------

  /** Opens the editor on the active cell; `typed` replaces what stands there. */
  begin(typed: string | null): void {
    const { active } = this.#selection;
    const signal = this.rows.at(active.row);
    const row = this.rows.idAt(active.row);
    const column = this.columns[this.#ownColumn(active)];
    if (!signal || row === null || !column?.editable || this.readonly) return;
    if (this.rows.spans(signal.row) && !column.heading) return;
    // A cell whose text is still being saved waits for its answer.
    if (signal.marks[column.id]?.message === null) return;
    this.select(only(active));
    this.#screen?.reveal(active.row, active.column);
    this.editing.begin({ row, column: column.id }, typed);
    flushSync();
    this.#screen?.focusEditor(typed === null ? "all" : "end");
  }

  editorClosed(after: After): void {
    const now = this.#selection;
    switch (after) {
      case "leave":
        break;
      case "stay":
        this.focus();
        break;
      case "next":
      case "previous":
        this.go(this.#sideways((from) => tab(from, after === "next" ? 1 : -1, this.bounds)) ?? now);
        break;
      case "insert_row":
        this.focus();
        void this.insertRow();
        break;
      default:
        this.go(move(now, after, this.bounds, 1));
    }
    this.#replay();
  }

  editorRefused(): void {
    this.#waiting = [];
    flushSync();
    this.#screen?.focusEditor("end");
  }

  /** A key stroke in the editor or on the grid; true when it was used. */
  key(stroke: Stroke): boolean {
    if (this.editing.phase === "saving" || this.#work) return this.#postpone(stroke);
    const { state } = this.editing;
    if (state.phase === "editing") {
      const intent = editorIntentOf(stroke, state.overwrites);
      if (!intent) return false;
      if (intent.do === "cancel") this.editing.cancel();
      else this.editing.commit(intent.after);
      return true;
    }
    const intent = intentOf(stroke);
    return intent ? this.perform(intent) : false;
  }

  /** The person is faster than the save: strokes wait for the cell they are meant for. */
  #postpone(stroke: Stroke): boolean {
    const intent = intentOf(stroke);
    if (!intent || intent.do === "await_paste") return false;
    const { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing } = stroke;
    this.#waiting.push({ key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing });
    return true;
  }

  #replay(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const stroke of waiting) {
      const { state } = this.editing;
      if (this.key(stroke) || state.phase !== "editing") continue;
      // No input received this stroke: it is written here.
      if (stroke.key === "Backspace") this.editing.input(state.text.slice(0, -1));
      else if ([...stroke.key].length === 1) this.editing.input(state.text + stroke.key);
    }
  }

  /** Runs a change of rows or of many cells; strokes wait until it is done. */
  #doing(work: () => Promise<void>): Promise<void> {
    const before = this.#work ?? Promise.resolve();
    const mine = before.then(work).finally(() => {
      if (this.#work !== mine) return;
      this.#work = null;
      this.#replay();
    });
    this.#work = mine;
    return mine;
  }

  /** Saves what is being typed and waits until nothing is under way. */
  async settled(): Promise<void> {
    if (this.editing.phase === "editing") this.editing.commit("stay");
    await this.editing.settled();
    while (this.#work) await this.#work;
  }

  /** A cell whose text is not saved: the one being edited, or the first that was refused or restored. */
  get unsaved(): { row: string; column: string } | null {
    const { state } = this.editing;
    return state.phase === "idle" ? this.rows.unsaved() : state.cell;
  }

  // What keys and menus ask for --------------------------------------------------

  /** Carries out an intent; false when it belongs to somebody else. */
  perform(intent: Intent): boolean {
    const now = this.#selection;
    switch (intent.do) {
      case "move": {
        const { step } = intent;
        const page = this.#screen?.page() ?? 1;
        if (intent.extend) this.go(extend(now, step, this.bounds, page));
        else if (step === "left" || step === "right") this.go(this.#sideways((from) => move(from, step, this.bounds, page)) ?? now);
        else this.go(move(now, step, this.bounds, page));
        return true;
      }
      case "tab": {
        const next = this.#sideways((from) => tab(from, intent.direction, this.bounds));
        if (next) this.go(next);
        return next !== null;
      }
      case "edit":
        this.begin(null);
        return true;
      case "type":
        this.begin(intent.text);
        // A dead key composes its letter in the editor that has just been opened.
        return !this.readonly && intent.text !== "";
      case "select_all":
        this.go(all(this.bounds));
        return true;
      case "select_rows":
        this.go(wholeRows(now.active.row, now.head.row));
        return true;
      case "resize":
        this.setWidth(this.columns[now.active.column]?.id ?? "", intent.by, true);
        this.onwidths?.(this.widths);
        return true;
      case "discard":
        return this.discard();
      case "leave":
        this.owner.leave(intent.direction);
        return true;
      case "copy":
        void this.copy();
        return true;
      case "await_paste":
        this.#screen?.awaitPaste();
        return false;
      default:
        if (!this.readonly) this.#change(intent);
        return true;
    }
  }

  #change(intent: Intent): void {
    switch (intent.do) {
      case "clear":
        if (this.#selection.rows) void this.removeRows();
        else void this.#apply(clearIn(this.rows, this.columns, this.range));
        break;
      case "cut":
        void this.cut();
        break;
      case "fill_down":
        void this.#apply(fillDown(this.rows, this.columns, this.range));
        break;
      case "duplicate_rows":
        void this.duplicateRows();
        break;
      case "remove_rows":
        void this.removeRows();
        break;
      case "insert_row":
        void this.insertRow();
        break;
      case "move_rows":
        void this.moveRows(intent.by);
        break;
    }
  }

  #apply(cells: CellChange[]): Promise<void> {
    if (cells.length === 0) return Promise.resolve();
    return this.#doing(async () => void (await this.#save({ cells, insert: null })));
  }

  /**
   * Saves what the owner takes as one step: a refused text stays in its cell with the reason, and the others are tried
   * without it. Answers the ids of the new rows, or `null` when the change failed as a whole.
   */
  async #save({ cells, insert }: GridChange): Promise<string[] | null> {
    for (let left = cells; ; ) {
      if (left.length === 0 && !insert) return [];
      const { added, faults, failed } = await this.owner.change({ cells: left, insert });
      if (failed !== null) return null;
      if (faults.length === 0) {
        this.#saved(left);
        return added;
      }
      const taken: CellChange[] = [];
      for (const cell of left) {
        const fault = faults.find(({ row, column }) => row === cell.row && column === cell.column);
        if (fault) this.rows.mark(cell.row, cell.column, { text: cell.text, message: fault.message });
        else taken.push(cell);
      }
      if (taken.length === left.length) return null;
      left = taken;
    }
  }

  #saved(cells: readonly CellChange[]): void {
    for (const { row, column } of cells) {
      if (!this.rows.signal(row)?.marks[column]) continue;
      this.owner.typed(row, column);
      this.rows.mark(row, column, null);
    }
  }

  /** Copies the selected cells; answers whether they are on the clipboard. */
  copy(): Promise<boolean> {
    return this.owner.copyText(formatTsv(copyOf(this.rows, this.columns, this.range)));
  }

  /** Empties the selected cells once they are on the clipboard. */
  cut(): Promise<void> {
    return this.#doing(async () => {
      const cells = clearIn(this.rows, this.columns, this.range);
      if (await this.copy()) await this.#save({ cells, insert: null });
    });
  }

  /** Takes the texts of a paste event. */
  paste(plain: string, html: string): Promise<void> {
    if (this.readonly || (plain === "" && html === "")) return Promise.resolve();
    return this.#doing(async () => {
      const { change, unread, range } = pasteOver(this.rows, this.columns, readPaste(plain, html), this.range);
      const added = await this.#save(change);
      if (added === null) return;
      for (const { row, column, mark } of unread) {
        const id = typeof row === "string" ? row : added[row];
        if (id) this.rows.mark(id, column, mark);
      }
      const { top, left, bottom, right } = range;
      this.select({ active: { row: top, column: left }, head: { row: bottom, column: right }, rows: false });
      flushSync();
      this.#screen?.focusActive();
    });
  }

  /** Gives up the unsaved texts of the selected rows, or narrows the selection to the active cell. */
  discard(): boolean {
    let found = false;
    for (const id of this.selectedIds) {
      for (const column of Object.keys(this.rows.signal(id)?.marks ?? {})) {
        found = true;
        this.rows.mark(id, column, null);
        this.owner.typed(id, column);
      }
    }
    if (!found && isSingle(this.#selection)) return false;
    if (!found) this.go(only(this.#selection.active));
    return true;
  }

  insertRow(): Promise<void> {
    return this.#doing(async () => {
      const id = await this.owner.insertRow(this.anchorId);
      if (id !== null) this.activate(id);
    });
  }

  removeRows(): Promise<void> {
    return this.#doing(async () => {
      const { top } = this.range;
      const { column } = this.#selection.active;
      if (this.rows.length > 0) await this.owner.removeRows(this.selectedIds);
      this.go(only({ row: top, column }));
    });
  }

  duplicateRows(): Promise<void> {
    return this.#doing(async () => {
      this.selectRows(await this.owner.duplicateRows(this.selectedIds));
      this.focus();
    });
  }

  moveRows(by: -1 | 1): Promise<void> {
    return this.#doing(async () => {
      const { top, bottom } = this.range;
      if (by === -1 ? top === 0 : bottom >= this.rows.length - 1) return;
      await this.owner.moveRows(this.selectedIds, this.rows.idAt(by === -1 ? top - 2 : bottom + 1));
      this.focus();
    });
  }

  /** Sets a width in pixels, or changes it by so many. */
  setWidth(columnId: string, width: number, relative = false): void {
    const column = this.columnNamed(columnId);
    if (!column) return;
    const from = relative ? (this.widths[columnId] ?? column.width) : 0;
    this.widths = { ...this.widths, [columnId]: clampWidth(from + width) };
  }
}
