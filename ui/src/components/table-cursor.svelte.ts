/** Which row of a table is active and which are selected, the way file lists do it. */
export class TableCursor<T extends { id: string }> {
  /** Index of the row the keys act on. */
  active = $state(0);
  selected = $state.raw<ReadonlySet<string>>(new Set());
  #anchor = 0;
  readonly #rows: () => readonly T[];

  constructor(rows: () => readonly T[]) {
    this.#rows = rows;
  }

  /** The row the keys act on. */
  get row(): T | undefined {
    return this.#rows()[this.active];
  }

  /** The selected rows, or the active one where nothing is selected. */
  get chosen(): T[] {
    const marked = this.#rows().filter((row) => this.selected.has(row.id));
    return marked.length > 0 ? marked : this.row ? [this.row] : [];
  }

  /** Goes to a row; with `extend` everything from where the selection began is selected. */
  move(index: number, extend: boolean): void {
    this.active = index;
    if (extend) {
      const [from, to] = this.#anchor < index ? [this.#anchor, index] : [index, this.#anchor];
      this.selected = new Set(
        this.#rows()
          .slice(from, to + 1)
          .map((row) => row.id),
      );
    } else {
      this.#anchor = index;
      this.clear();
    }
  }

  /** Selects a row or takes it out of the selection. */
  toggle(index: number): void {
    const row = this.#rows()[index];
    if (!row) return;
    const next = new Set(this.selected);
    if (!next.delete(row.id)) next.add(row.id);
    this.selected = next;
    this.active = index;
    this.#anchor = index;
  }

  /** Selects every loaded row. */
  selectAll(): void {
    this.selected = new Set(this.#rows().map((row) => row.id));
  }

  /** Selects nothing. */
  clear(): void {
    if (this.selected.size > 0) this.selected = new Set();
  }

  /** Back to the top, for another list. */
  reset(): void {
    this.move(0, false);
  }

  /** The list became shorter. */
  clamp(count: number): void {
    if (this.active >= count) this.active = Math.max(0, count - 1);
  }
}
