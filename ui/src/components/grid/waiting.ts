import type { GridController } from "./controller.svelte";
import { intentOf, type Stroke } from "./keys";

const MODIFIERS: readonly string[] = ["Control", "Shift", "Alt", "AltGraph", "Meta"];

/** With a modifier a stroke writes nothing: it is a command. */
function isCommand({ key, ctrlKey, metaKey, altKey }: Stroke): boolean {
  return (ctrlKey || metaKey || altKey) && !MODIFIERS.includes(key);
}

/** Strokes that came while something was being saved: they wait for the cell they are meant for. */
export class WaitingStrokes<Row> {
  #strokes: (Stroke | (() => void))[] = [];

  constructor(private readonly grid: GridController<Row>) {}

  get any(): boolean {
    return this.#strokes.length > 0;
  }

  /** Keeps what is no stroke for later, in its place among them. */
  later(act: () => void): void {
    this.#strokes.push(act);
  }

  /** Keeps text that came without strokes, such as dictated or composed text, as if it had been typed. */
  write(text: string): void {
    const bare = { code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
    this.#strokes.push(...[...text].map((key) => ({ ...bare, key })));
  }

  /** Keeps a stroke for later; true when it was used. */
  take(stroke: Stroke): boolean {
    const intent = intentOf(stroke);
    // A command of the page waits with the others: it is not for the editor that is about to close.
    const kept = isCommand(stroke) && (this.any || this.grid.editing.phase === "saving");
    if (!intent && !kept) return false;
    if (intent?.do === "await_paste") {
      // The browser pastes now; the paste itself waits for its turn.
      this.grid.awaitPaste(intent.mapped);
      return false;
    }
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
    /** The editor was opened with its whole text selected, and nothing was typed yet. */
    let selected = false;
    for (const stroke of strokes) {
      const { editing } = this.grid;
      if (typeof stroke === "function") {
        if (this.grid.waits) this.later(stroke);
        else stroke();
        selected = editing.state.phase === "editing" && !editing.state.overwrites;
        continue;
      }
      if (this.grid.key(stroke)) {
        selected = editing.state.phase === "editing" && !editing.state.overwrites;
        continue;
      }
      if (isCommand(stroke)) {
        this.grid.giveBack(stroke);
        continue;
      }
      // No input received this stroke: it is written here.
      if (editing.state.phase !== "editing") continue;
      const { text } = editing.state;
      if (stroke.key === "Backspace") editing.input(selected ? "" : text.slice(0, -1));
      else if ([...stroke.key].length === 1) editing.input(selected ? stroke.key : text + stroke.key);
      else continue;
      selected = false;
    }
  }
}
