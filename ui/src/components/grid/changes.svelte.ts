import type { CellChange, GridChange, GridOwner } from "./column";
import type { Mark } from "./marks";
import type { GridRows } from "./rows.svelte";

/** How often a change is tried again without what was refused; each time is a way to the core and back. */
const MOST_REFUSALS = 20;

/** Carries changes of rows and of many cells to the owner, one after another. */
export class GridChanges<Row> {
  readonly #rows: GridRows<Row>;
  readonly #owner: GridOwner;
  /** Called when the last change is done. */
  readonly #ondone: () => void;
  #work: Promise<void> | null = null;

  constructor(rows: GridRows<Row>, owner: GridOwner, ondone: () => void) {
    this.#rows = rows;
    this.#owner = owner;
    this.#ondone = ondone;
  }

  /** A change is under way: strokes wait until it is done. */
  get busy(): boolean {
    return this.#work !== null;
  }

  /** Runs a change behind those before it. */
  run(work: () => Promise<void>): Promise<void> {
    const before = this.#work ?? Promise.resolve();
    const mine = before.then(work).finally(() => {
      if (this.#work !== mine) return;
      this.#work = null;
      this.#ondone();
    });
    this.#work = mine;
    return mine;
  }

  /** Waits until nothing is under way. */
  async settled(): Promise<void> {
    while (this.#work) await this.#work;
  }

  /** Saves new values of cells, if there are any. */
  apply(cells: CellChange[]): Promise<void> {
    if (cells.length === 0) return Promise.resolve();
    return this.run(async () => void (await this.save({ cells, insert: null })));
  }

  /**
   * Saves what the owner takes as one step: a refused text stays in its cell with the reason, and the others are tried
   * without it. Answers the ids of the new rows, or `null` when nothing was saved.
   */
  async save({ cells, insert }: GridChange): Promise<string[] | null> {
    let rows = insert?.rows ?? [];
    const refused: { row: string | number; column: string; mark: Mark }[] = [];
    const markIn = (added: readonly string[]) => {
      for (const { row, column, mark } of refused) this.#rows.mark((typeof row === "number" ? added[row] : row) ?? "", column, mark);
    };
    for (let left = cells, rounds = 0; ; rounds += 1) {
      if (left.length === 0 && !insert) {
        markIn([]);
        return [];
      }
      const { added, faults, failed } = await this.#owner.change({ cells: left, insert: insert && { ...insert, rows } });
      if (failed !== null) return null;
      if (faults.length === 0) {
        this.#saved(left);
        markIn(added);
        return added;
      }
      const before = refused.length;
      for (const { row, column, message } of faults) {
        const cell = left.find((one) => one.row === row && one.column === column);
        if (cell) {
          refused.push({ row: cell.row, column, mark: { text: cell.text, message } });
          left = left.filter((one) => one !== cell);
        } else if (typeof row === "number" && rows[row] && column in rows[row]) {
          const { [column]: value, ...rest } = rows[row];
          refused.push({ row, column, mark: { text: value ?? "", message } });
          rows = rows.with(row, rest);
        }
      }
      if (refused.length === before) return null;
      if (rounds === MOST_REFUSALS) {
        this.#owner.refused(faults[0]?.message ?? "");
        return null;
      }
    }
  }

  #saved(cells: readonly CellChange[]): void {
    for (const { row, column } of cells) {
      if (!this.#rows.signal(row)?.look.marks[column]) continue;
      this.#owner.typed(row, column);
      this.#rows.mark(row, column, null);
    }
  }
}
