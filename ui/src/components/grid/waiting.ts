import type { GridController } from "./controller.svelte";
import { intentOf, type Stroke } from "./keys";

/** Strokes that came while something was being saved: they wait for the cell they are meant for. */
export class WaitingStrokes<Row> {
  #strokes: Stroke[] = [];

  constructor(private readonly grid: GridController<Row>) {}

  /** Keeps a stroke for later; true when it was used. */
  take(stroke: Stroke): boolean {
    const intent = intentOf(stroke);
    if (!intent || intent.do === "await_paste") return false;
    const { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing } = stroke;
    this.#strokes.push({ key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing });
    return true;
  }

  drop(): void {
    this.#strokes = [];
  }

  replay(): void {
    const strokes = this.#strokes;
    this.#strokes = [];
    for (const stroke of strokes) {
      const { editing } = this.grid;
      if (this.grid.key(stroke) || editing.state.phase !== "editing") continue;
      // No input received this stroke: it is written here.
      if (stroke.key === "Backspace") editing.input(editing.state.text.slice(0, -1));
      else if ([...stroke.key].length === 1) editing.input(editing.state.text + stroke.key);
    }
  }
}
