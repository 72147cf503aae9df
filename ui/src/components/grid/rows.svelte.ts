import { untrack } from "svelte";
import { type Look, type Mark, PLAIN } from "./marks";

/** One row and everything the screen shows of it. Cells read nothing else, so a change repaints one row. */
export class RowSignal<Row> {
  /** The row; a patch replaces it. */
  row = $state.raw() as Row;
  /** Number shown at the start of the row; `null` for rows that are not counted. */
  ordinal = $state.raw<number | null>(null);
  /** What the row shows beside its values: one object, which most rows share. */
  look = $state.raw<Look>(PLAIN);
  /** Position among the rows in sight, −1 when folded away; kept up to date by `GridRows`. */
  index = -1;
  /** Position among all rows. */
  place = -1;

  constructor(row: Row) {
    this.row = row;
  }

  /** Changes a part of the look; nothing is painted where the row looks so already. */
  dress(part: Partial<Look>): void {
    const look = untrack(() => this.look);
    const names = Object.keys(part) as (keyof Look)[];
    if (names.some((name) => look[name] !== part[name])) this.look = { ...look, ...part };
  }
}

/** How a grid reads rows it knows nothing about. */
export interface RowTraits<Row> {
  id(row: Row): string;
  /** A row that spans the columns, such as the heading of a section. Such rows are not counted. */
  spans(row: Row): boolean;
}

/** The rows of a grid, one signal each, in order. The rows behind a heading can be folded away. */
export class GridRows<Row> {
  /** The rows in sight. Replaced when rows come, go, move or fold; a changed row does not touch it. */
  order = $state.raw<readonly RowSignal<Row>[]>([]);
  /** Every row, folded or not. */
  all = $state.raw<readonly RowSignal<Row>[]>([]);
  /** Grows with every change of any row. */
  version = $state.raw(0);
  readonly #traits: RowTraits<Row>;
  readonly #byId = new Map<string, RowSignal<Row>>();
  #folded = new Set<string>();

  constructor(traits: RowTraits<Row>) {
    this.#traits = traits;
  }

  /** How many rows are in sight. */
  get length(): number {
    return this.order.length;
  }

  at(index: number): RowSignal<Row> | undefined {
    return this.order[index];
  }

  id(signal: RowSignal<Row>): string {
    return this.#traits.id(signal.row);
  }

  idAt(index: number): string | null {
    const signal = this.order[index];
    return signal ? this.id(signal) : null;
  }

  signal(id: string): RowSignal<Row> | undefined {
    return this.#byId.get(id);
  }

  /** The position of a row among those in sight, or −1. */
  indexOf(id: string): number {
    return this.#byId.get(id)?.index ?? -1;
  }

  spans(row: Row): boolean {
    return this.#traits.spans(row);
  }

  /** Where the rows end, among all, that the row in sight at `index` stands for: a folded heading stands for its section. */
  #endOf(index: number): number {
    return this.order[index + 1]?.place ?? this.all.length;
  }

  /** The ids of the rows in sight from one to another, with what is folded away behind them. */
  idsBetween(top: number, bottom: number): string[] {
    const first = this.order[top];
    return first ? this.all.slice(first.place, this.#endOf(bottom)).map((signal) => this.id(signal)) : [];
  }

  /** The last row that the row in sight at `index` stands for. */
  lastIdAt(index: number): string | null {
    const last = this.order[index] && this.all[this.#endOf(index) - 1];
    return last ? this.id(last) : null;
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

  #arrange(all: readonly RowSignal<Row>[]): void {
    if (this.#byId.size > all.length) {
      const kept = new Set(all);
      for (const [id, signal] of this.#byId) if (!kept.has(signal)) this.#byId.delete(id);
    }
    if (this.#folded.size > 0) this.#openForSeen(all);
    this.all = all;
    let ordinal = 0;
    for (const [place, signal] of all.entries()) {
      signal.place = place;
      signal.ordinal = this.spans(signal.row) ? null : ++ordinal;
    }
    this.#sight();
  }

  /** What was in sight stays in sight: a row that comes into a folded section opens it. */
  #openForSeen(all: readonly RowSignal<Row>[]): void {
    let heading: string | null = null;
    for (const signal of all) {
      if (this.spans(signal.row)) heading = this.id(signal);
      else if (heading !== null && signal.index >= 0) this.#folded.delete(heading);
    }
  }

  /** Finds the rows in sight. */
  #sight(): void {
    const order: RowSignal<Row>[] = [];
    let over: RowSignal<Row> | null = null;
    let hidden = 0;
    for (const signal of this.all) {
      if (this.spans(signal.row)) {
        over?.dress({ folded: hidden });
        over = this.#folded.has(this.id(signal)) ? signal : null;
        hidden = 0;
        signal.dress({ folded: null });
      } else if (over) {
        hidden += 1;
        signal.index = -1;
        continue;
      }
      signal.index = order.push(signal) - 1;
    }
    over?.dress({ folded: hidden });
    this.order = order.length === this.all.length ? this.all : order;
    this.version += 1;
  }

  /** The heading whose section a row belongs to; a heading belongs to its own. */
  headingOf(id: string): string | null {
    for (let place = this.#byId.get(id)?.place ?? -1; place >= 0; place -= 1) {
      const signal = this.all[place];
      if (signal && this.spans(signal.row)) return this.id(signal);
    }
    return null;
  }

  /** Headings whose sections are folded away. */
  get folded(): readonly string[] {
    return [...this.#folded];
  }

  /** Folds these sections away and opens all others. */
  fold(headings: Iterable<string>): void {
    this.#folded = new Set(headings);
    this.#sight();
  }

  /** Brings a row into sight; answers whether something had to be opened for it. */
  unfold(id: string): boolean {
    const signal = this.#byId.get(id);
    const heading = signal && signal.index < 0 ? this.headingOf(id) : null;
    if (heading === null) return false;
    this.#folded.delete(heading);
    this.#sight();
    return true;
  }

  /** Shows these rows and no others. Rows that were there keep their signal. */
  replace(rows: readonly Row[]): void {
    this.#arrange(rows.map((row) => this.#take(row)));
  }

  /** Adds rows behind the last one. */
  append(rows: readonly Row[]): void {
    this.#arrange([...this.all, ...rows.map((row) => this.#take(row))]);
  }

  /** Applies a change: rows that are new or different, rows that are gone, and the order if it changed. */
  apply(changed: readonly Row[], removed: readonly string[], order: readonly string[] | null): void {
    for (const row of changed) this.#take(row);
    this.version += 1;
    if (order) {
      this.#arrange(order.flatMap((id) => this.#byId.get(id) ?? []));
    } else if (removed.length > 0) {
      const gone = new Set(removed);
      this.#arrange(this.all.filter((signal) => !gone.has(this.id(signal))));
    }
  }

  /** The first cell whose text was refused, or restored and not saved. */
  unsaved(): { row: string; column: string } | null {
    for (const signal of this.all) {
      const [column] = Object.entries(signal.look.marks).find(([, mark]) => mark.message !== null) ?? [];
      if (column !== undefined) return { row: this.id(signal), column };
    }
    return null;
  }

  mark(id: string, column: string, mark: Mark | null): void {
    const signal = this.#byId.get(id);
    if (!signal) return;
    const { [column]: old, ...rest } = signal.look.marks;
    if (mark) signal.dress({ marks: { ...rest, [column]: mark } });
    else if (old) signal.dress({ marks: rest });
  }
}
