import { afterPaint } from "~/lib/paint";
import { firstRow, OVERSCAN, poolFor, watchSizes } from "./window";

/** As high as the last one was: the first guess of the next. */
let lastHeight = 600;

/** Which rows stand in the slots of a grid that is scrolled, for as long as the component lives that makes it. */
export class RowWindow {
  /** Height of the grid in pixels, its head included. */
  viewport = $state(lastHeight);
  rowHeight = $state(32);
  /** The first row that stands in a slot. */
  first = $state(0);
  /** Where it is scrolled to. Kept, because the element would lay everything out before it answers. */
  top = 0;
  /** Rows ready out of sight: none until what is in sight has been painted. */
  #spare = $state(0);
  readonly #count: () => number;
  // The head is as high as a row and always in view.
  readonly room = $derived(Math.max(this.rowHeight, this.viewport - this.rowHeight));
  readonly pool = $derived.by(() => Math.min(poolFor(this.room, this.rowHeight, this.#spare), Math.max(1, this.#count())));

  /** `count`: how many rows there are. `onzoom`: is told how large texts are shown. */
  constructor(count: () => number, onzoom: (zoom: number) => void) {
    this.#count = count;
    $effect(() => afterPaint(() => (this.#spare = OVERSCAN)));
    $effect(() =>
      watchSizes((rowHeight, zoom) => {
        this.rowHeight = rowHeight;
        onzoom(zoom);
      }),
    );
    $effect(() => {
      lastHeight = this.viewport;
    });
  }

  /** Takes over where it is scrolled to. */
  look(): void {
    this.first = firstRow(this.top, this.rowHeight, this.#count(), this.pool, this.#spare);
  }

  /** Whether one of these rows is in sight. */
  sees(top: number, bottom: number): boolean {
    return (bottom + 1) * this.rowHeight > this.top && top * this.rowHeight < this.top + this.room;
  }

  /** Whether a row stands in a slot. */
  holds(row: number): boolean {
    return row >= this.first && row < Math.min(this.first + this.pool, this.#count());
  }
}
