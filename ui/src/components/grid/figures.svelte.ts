import { untrack } from "svelte";
import type { GridColumn } from "./column";

/** How wide a digit is, and a mark or a gap between digits, in pixels; and what a cell leaves beside its text. */
const DIGIT = 8.3;
const MARK = 4.5;
const BESIDE = 18;

/** How wide a figure is, a little generously. */
export function figureWidth(text: string): number {
  const digits = text.replace(/\D/g, "").length;
  return Math.ceil(digits * DIGIT + (text.length - digits) * MARK + BESIDE);
}

/** How wide columns have to be so that no figure is cut: a figure without its end is another figure. */
export class FigureWidths<Row> {
  /** What the figures seen so far need, by column, where that is more than the column had. */
  needed = $state.raw<Readonly<Record<string, number>>>({});
  #found: Record<string, number> = {};

  /** Sees what a cell shows; where it has no room the column is wider before the next paint. `width`: what it has now. */
  see(column: GridColumn<Row>, text: string, width: number): void {
    if (text.length * DIGIT + BESIDE <= width) return;
    const needs = figureWidth(text);
    if (needs <= Math.max(width, this.#found[column.id] ?? 0)) return;
    if (Object.keys(this.#found).length === 0) queueMicrotask(() => this.#widen());
    this.#found[column.id] = needs;
  }

  #widen(): void {
    this.needed = { ...untrack(() => this.needed), ...this.#found };
    this.#found = {};
  }
}
