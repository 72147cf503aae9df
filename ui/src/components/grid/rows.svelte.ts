/** Columns of one row that are selected, both ends included. */
export interface Span {
  left: number;
  right: number;
}

/** A text that stands in a cell in place of its value until it is saved or given up. */
export interface Mark {
  text: string;
  /** Why it is not saved; `null` while it is being saved. */
  message: string | null;
}

/** Words for cells a person should look at, by column. */
export type Notes = Readonly<Record<string, () => string>>;

/** Most rows have none. */
export const NO_NOTES: Notes = {};

/** One row and everything the screen shows of it. Cells read nothing else, so a change repaints one row. */
export class RowSignal<Row> {
  /** The row; a patch replaces it. */
  row = $state.raw() as Row;
  /** Number shown at the start of the row; `null` for rows that are not counted. */
  ordinal = $state.raw<number | null>(null);
  /** The column that holds the active cell; −1 in every other row. */
  activeColumn = $state.raw(-1);
  selected = $state.raw<Span | null>(null);
  /** By column. */
  marks = $state.raw<Readonly<Record<string, Mark>>>({});
  /** What a person should look at, by column, in the language of the screen. */
  notes = $state.raw<Notes>(NO_NOTES);
  /** Position among the rows; kept up to date by `GridRows`. */
  index = 0;

  constructor(row: Row) {
    this.row = row;
  }
}

/** How a grid reads rows it knows nothing about. */
export interface RowTraits<Row> {
  id(row: Row): string;
  /** A row that spans the columns, such as the heading of a section. Such rows are not counted. */
  spans(row: Row): boolean;
}

/** The rows of a grid, one signal each, in order. */
export class GridRows<Row> {
  /** Replaced when rows come, go or move; a changed row does not touch it. */
  order = $state.raw<readonly RowSignal<Row>[]>([]);
  readonly #traits: RowTraits<Row>;
  readonly #byId = new Map<string, RowSignal<Row>>();

  constructor(traits: RowTraits<Row>) {
    this.#traits = traits;
  }

  get length(): number {
    return this.order.length;
  }

  at(index: number): RowSignal<Row> | undefined {
    return this.order[index];
  }

  idAt(index: number): string | null {
    const signal = this.order[index];
    return signal ? this.#traits.id(signal.row) : null;
  }

  signal(id: string): RowSignal<Row> | undefined {
    return this.#byId.get(id);
  }

  /** The position of a row, or −1. */
  indexOf(id: string): number {
    return this.#byId.get(id)?.index ?? -1;
  }

  spans(row: Row): boolean {
    return this.#traits.spans(row);
  }

  #take(row: Row): RowSignal<Row> {
    const id = this.#traits.id(row);
    const known = this.#byId.get(id);
    if (known) {
      known.row = row;
      return known;
    }
    const signal = new RowSignal(row);
    this.#byId.set(id, signal);
    return signal;
  }

  #arrange(order: RowSignal<Row>[]): void {
    let ordinal = 0;
    for (const [index, signal] of order.entries()) {
      signal.index = index;
      signal.ordinal = this.#traits.spans(signal.row) ? null : ++ordinal;
    }
    if (this.#byId.size > order.length) {
      const kept = new Set(order);
      for (const [id, signal] of this.#byId) if (!kept.has(signal)) this.#byId.delete(id);
    }
    this.order = order;
  }

  /** Shows these rows and no others. Rows that were there keep their signal. */
  replace(rows: readonly Row[]): void {
    this.#arrange(rows.map((row) => this.#take(row)));
  }

  /** Adds rows behind the last one. */
  append(rows: readonly Row[]): void {
    this.#arrange([...this.order, ...rows.map((row) => this.#take(row))]);
  }

  /** Applies a change: rows that are new or different, rows that are gone, and the order if it changed. */
  apply(changed: readonly Row[], removed: readonly string[], order: readonly string[] | null): void {
    for (const row of changed) this.#take(row);
    if (order) {
      this.#arrange(order.flatMap((id) => this.#byId.get(id) ?? []));
    } else if (removed.length > 0) {
      const gone = new Set(removed);
      this.#arrange(this.order.filter((signal) => !gone.has(this.#traits.id(signal.row))));
    }
  }

  /** The first cell whose text was refused, or restored and not saved. */
  unsaved(): { row: string; column: string } | null {
    for (const signal of this.order) {
      const [column] = Object.entries(signal.marks).find(([, mark]) => mark.message !== null) ?? [];
      if (column !== undefined) return { row: this.#traits.id(signal.row), column };
    }
    return null;
  }

  mark(id: string, column: string, mark: Mark | null): void {
    const signal = this.#byId.get(id);
    if (!signal) return;
    if (mark) {
      signal.marks = { ...signal.marks, [column]: mark };
    } else if (signal.marks[column]) {
      const { [column]: _, ...rest } = signal.marks;
      signal.marks = rest;
    }
  }
}
