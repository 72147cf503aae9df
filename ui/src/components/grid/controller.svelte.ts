import { flushSync } from "svelte";
import { fillOver } from "./block";
import { GridChanges } from "./changes.svelte";
import type { Block } from "./clipboard";
import type { GridColumn, GridOwner, PasteMapping } from "./column";
import type { After } from "./edit";
import { type EditedGrid, Editing } from "./editing.svelte";
import { FigureWidths } from "./figures.svelte";
import { GridFind } from "./find.svelte";
import { editorIntentOf, type Intent, intentOf, type Stroke } from "./keys";
import { columnInSpan } from "./layout";
import { perform } from "./perform";
import { insertRows } from "./row-commands";
import type { GridRows, RowSignal } from "./rows.svelte";
import type { GridScreen } from "./screen";
import { type Bounds, type Cell, clamp, isSingle, move, only, type Range, rangeOf, type Selection, tab, wholeRows } from "./selection";
import { WaitingStrokes } from "./waiting";

/** What the owner answers when a pasted block may need a mapping. */
export type PasteAnswer<Row> = PasteMapping<Row> | "as it stands" | "cancelled";

/** Everything a grid knows while it is on the screen: selection, edit, columns. What it does to rows stands beside it. */
export class GridController<Row> implements EditedGrid<Row> {
  readonly rows: GridRows<Row>;
  readonly owner: GridOwner;
  readonly editing: Editing<Row> = new Editing<Row>(this);
  readonly changes: GridChanges<Row>;
  readonly find: GridFind<Row> = new GridFind<Row>(this);
  readonly waiting: WaitingStrokes<Row> = new WaitingStrokes<Row>(this);
  columns = $state.raw<readonly GridColumn<Row>[]>([]);
  /** What the person made of the widths. */
  widths = $state.raw<Readonly<Record<string, number>>>({});
  readonly figures = new FigureWidths<Row>();
  /** How large texts are shown; widths are kept as they are at 1. */
  zoom = $state(1);
  /** How wide the columns stand, in pixels. */
  readonly shownWidths: Readonly<Record<string, number>> = $derived(Object.fromEntries(this.columns.map((column) => [column.id, this.widthOf(column) * this.zoom])));
  readonly = $state(false);
  /** Called when the person has finished changing a width. */
  onwidths: ((widths: Readonly<Record<string, number>>) => void) | null = null;
  /** Called when the person has put the columns into another order. */
  onorder: ((columns: readonly GridColumn<Row>[]) => void) | null = null;
  /** Called when sections were folded or opened, with the headings of the folded ones. */
  onfold: ((headings: readonly string[]) => void) | null = null;
  /** Asks how a block is to be taken that comes in at a column, where that is not clear or `asked` for. */
  mapping: ((block: Block, column: number, asked: boolean) => Promise<PasteAnswer<Row>>) | null = null;
  #selection = $state.raw<Selection>(only({ row: 0, column: 1 }));
  #painted: readonly RowSignal<Row>[] = [];
  #span: { left: number; right: number } | null = null;
  #screen: GridScreen | null = null;

  constructor(rows: GridRows<Row>, owner: GridOwner) {
    this.rows = rows;
    this.owner = owner;
    this.changes = new GridChanges<Row>(rows, owner, () => this.waiting.replay());
  }

  attach(screen: GridScreen): () => void {
    this.#screen = screen;
    this.select(this.#selection);
    return () => {
      this.editing.blurred();
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

  /** The selected rows, or the active one. A folded heading stands for its section. */
  get selectedIds(): string[] {
    const { top, bottom } = this.range;
    return this.rows.idsBetween(top, bottom);
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
    const message = column && signal.look.marks[column.id]?.message;
    return message ? { cell: { row: active.row, column: this.#ownColumn(active) }, message } : null;
  }

  /** The width of a column, as it is kept: never narrower than its figures. */
  widthOf(column: GridColumn<Row>): number {
    return Math.max(this.widths[column.id] ?? column.width, this.figures.needed[column.id] ?? 0);
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
    // The same span for the same columns: rows that stay selected are not painted again.
    if (this.#span?.left !== left || this.#span.right !== right) this.#span = { left, right };
    const span = isSingle(this.#selection) ? null : this.#span;
    const cornered = this.#selection.whole === null && !this.readonly;
    const painted = this.rows.order.slice(top, bottom + 1);
    for (const signal of painted) {
      signal.dress({
        selected: span,
        activeColumn: signal.index === active.row ? this.#ownColumn(active) : -1,
        corner: cornered && signal.index === bottom ? right : -1,
      });
    }
    for (const signal of this.#painted) {
      if (signal.index >= top && signal.index <= bottom) continue;
      signal.dress({ selected: null, activeColumn: -1, corner: -1 });
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
    const { active, head, whole } = this.#selection;
    this.select({ active: follow(active), head: follow(head), whole });
  }

  /** Selects, scrolls there and moves the focus, all before the next frame. */
  go(selection: Selection): void {
    this.select(selection);
    this.focus();
  }

  /** Selects and takes the focus without scrolling. */
  take(selection: Selection): void {
    this.select(selection);
    flushSync();
    this.#screen?.focusActive();
  }

  /** Gives the focus to the active cell, wherever it was scrolled to. */
  focus(): void {
    const { head } = this.#selection;
    this.#screen?.reveal(head.row, head.column);
    flushSync();
    this.#screen?.focusActive();
  }

  /** Gives the focus to the active cell; where a part of the selection is in sight nothing scrolls, however large it is. */
  focusSelection(): void {
    const { top, bottom } = this.range;
    const { row, column } = this.#selection.active;
    if (!this.#screen?.sees(top, bottom)) this.#screen?.reveal(row, column);
    flushSync();
    this.#screen?.focusActive();
  }

  /** Runs a change of the rows and keeps the selection on the rows it was on. */
  keepingPlace(change: () => void): void {
    const active = this.rows.idAt(this.#selection.active.row);
    const head = this.rows.idAt(this.#selection.head.row);
    const before = this.rows.order;
    change();
    this.editing.rowsChanged();
    if (this.rows.order === before) return;
    const now = this.#selection;
    const follow = (cell: Cell, id: string | null): Cell => {
      const row = id === null ? -1 : this.rows.indexOf(id);
      return row < 0 ? cell : { ...cell, row };
    };
    this.select({ ...now, active: follow(now.active, active), head: follow(now.head, head) });
  }

  /** Folds these sections away and opens all others. */
  foldOnly(headings: Iterable<string>): void {
    this.keepingPlace(() => this.rows.fold(headings));
    this.onfold?.(this.rows.folded);
  }

  /** Opens the section whose heading stands there. */
  unfoldAt(row: number): void {
    const id = this.rows.idAt(row);
    if (id !== null && this.rows.at(row)?.look.folded !== null) this.foldOnly(this.rows.folded.filter((other) => other !== id));
  }

  /** Brings rows into sight that were folded away. */
  unfold(ids: readonly string[]): void {
    let opened = false;
    this.keepingPlace(() => {
      for (const id of ids) opened = this.rows.unfold(id) || opened;
    });
    if (opened) this.onfold?.(this.rows.folded);
  }

  /** Selects a cell and scrolls there; the focus stays where it is. */
  lookAt(cell: Cell): void {
    this.select(only(cell));
    this.#screen?.reveal(cell.row, cell.column);
  }

  /** Selects rows by id and scrolls to them; the focus stays where it is. */
  selectRows(ids: readonly string[]): void {
    this.unfold(ids);
    const at = ids.map((id) => this.rows.indexOf(id)).filter((index) => index >= 0);
    if (at.length === 0) return;
    this.select(wholeRows(Math.min(...at), Math.max(...at)));
    this.#screen?.reveal(this.#selection.head.row, 0);
  }

  /** Puts the active cell on a column of a row: the named one, or the first that can be edited. */
  activate(id: string, columnId?: string): void {
    this.unfold([id]);
    const row = this.rows.indexOf(id);
    const named = this.columns.findIndex((column) => column.id === columnId);
    const first = this.columns.findIndex((column) => column.editable);
    if (row >= 0) this.go(only({ row, column: named >= 0 ? named : Math.max(0, first) }));
  }

  /** Moves sideways past the columns that a title covers. */
  sideways(next: (from: Selection) => Selection | null): Selection | null {
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
    // A cell whose text is still being saved waits for its answer, and what is typed into it with it.
    if (signal.look.marks[column.id]?.message === null) {
      this.waiting.later(() => this.begin(typed));
      return;
    }
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
        this.go(this.sideways((from) => tab(from, after === "next" ? 1 : -1, this.bounds)) ?? now);
        break;
      case "insert_row":
        this.focus();
        void insertRows(this);
        break;
      default:
        this.go(move(now, after, this.bounds, 1));
    }
    this.waiting.replay();
  }

  editorRefused(): void {
    this.waiting.drop();
    flushSync();
    this.#screen?.focusEditor("end");
  }

  editorReplaced(): void {
    flushSync();
    this.#screen?.focusEditor("all");
  }

  editorAsks(): void {
    this.waiting.drop();
    flushSync();
    this.#screen?.focusChoice();
  }

  /** A save is over. */
  editorAnswered(): void {
    this.waiting.replay();
  }

  /** The person is faster than a save: what they do now waits for its turn. */
  get waits(): boolean {
    return this.editing.phase === "saving" || this.changes.busy || this.waiting.any;
  }

  /** A key stroke in the editor or on the grid; true when it was used. */
  key(stroke: Stroke): boolean {
    if (this.waits) return this.waiting.take(stroke);
    const { state } = this.editing;
    if (state.phase === "editing") {
      const intent = editorIntentOf(stroke, state.overwrites);
      if (!intent) return false;
      if (intent.do === "cancel") this.editing.cancel();
      else if (intent.do === "caret") this.editing.caret();
      else this.editing.commit(intent.after);
      return true;
    }
    const intent = intentOf(stroke);
    return intent ? this.perform(intent) : false;
  }

  /** Saves what is being typed and waits until nothing is under way. */
  async settled(): Promise<void> {
    if (this.editing.phase === "editing") this.editing.commit("stay");
    await this.editing.settled();
    await this.changes.settled();
  }

  /** A cell whose text is not saved: the one being edited, or the first that was refused or restored. */
  get unsaved(): { row: string; column: string } | null {
    const { state } = this.editing;
    return state.phase === "idle" ? this.rows.unsaved() : state.cell;
  }

  // What keys and menus ask for --------------------------------------------------

  /** Carries out an intent; false when it belongs to somebody else. */
  perform(intent: Intent): boolean {
    return perform(this, intent);
  }

  /** Rows that fit on the screen. */
  get page(): number {
    return this.#screen?.page() ?? 1;
  }

  giveBack(stroke: Stroke): void {
    this.#screen?.giveBack(stroke);
  }

  /** Shows the rows as they are now. What changes elsewhere on the screen after this is laid out apart from them. */
  layOut(): void {
    flushSync();
    this.#screen?.layOut();
  }

  /** The ids of the rows that stand on the screen; `null` while there is none. */
  get shown(): string[] | null {
    return this.#screen?.shown() ?? null;
  }

  /** Catches the paste event that follows the key stroke. */
  awaitPaste(mapped: boolean): void {
    this.#screen?.awaitPaste(mapped);
  }

  /** Repeats the selection over a larger range and selects that. */
  fillOver(target: Range): void {
    const { top, left, bottom, right } = target;
    void this.changes.apply(fillOver(this.rows, this.columns, this.range, target));
    this.go({ active: { row: top, column: left }, head: { row: bottom, column: right }, whole: null });
  }

  /** Gives up the unsaved texts of the selected rows, or narrows the selection to the active cell. */
  discard(): boolean {
    let found = false;
    for (const id of this.selectedIds) {
      for (const column of Object.keys(this.rows.signal(id)?.look.marks ?? {})) {
        found = true;
        this.rows.mark(id, column, null);
        this.owner.typed(id, column);
      }
    }
    if (!found && isSingle(this.#selection)) return false;
    if (!found) this.go(only(this.#selection.active));
    return true;
  }
}
