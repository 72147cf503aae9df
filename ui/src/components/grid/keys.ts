import type { Press } from "~/lib/chord";
import type { After } from "./edit";
import type { Step } from "./selection";

/** What a key stroke asks of the grid while no cell is being edited. */
export type Intent =
  | { do: "move"; step: Step; extend: boolean }
  | { do: "tab"; direction: 1 | -1 }
  | { do: "edit" }
  | { do: "type"; text: string }
  | { do: "clear" }
  | { do: "copy" }
  | { do: "cut" }
  /** `mapped`: the person wants to say which column is which. */
  | { do: "await_paste"; mapped: boolean }
  | { do: "fill_down" }
  | { do: "fill_right" }
  | { do: "fill_up" }
  | { do: "fill_left" }
  | { do: "duplicate_rows" }
  | { do: "remove_rows" }
  | { do: "insert_row" }
  | { do: "move_rows"; by: -1 | 1 }
  | { do: "select_all" }
  | { do: "select_rows" }
  | { do: "select_columns" }
  | { do: "fold"; open: boolean }
  | { do: "resize"; by: number }
  | { do: "move_column"; by: -1 | 1 }
  | { do: "discard" }
  | { do: "leave"; direction: 1 | -1 };

/** What a key stroke asks of an open editor; `null` leaves it to the input. */
export type EditorIntent = { do: "commit"; after: After } | { do: "cancel" } | { do: "caret" };

/** The parts of a key event that count. `code` names the key whatever the layout prints on it. */
export interface Stroke extends Press {
  isComposing: boolean;
}

const ARROWS: Record<string, { plain: Step; far: Step }> = {
  ArrowUp: { plain: "up", far: "top" },
  ArrowDown: { plain: "down", far: "bottom" },
  ArrowLeft: { plain: "left", far: "row_start" },
  ArrowRight: { plain: "right", far: "row_end" },
  Home: { plain: "row_start", far: "start" },
  End: { plain: "row_end", far: "end" },
  PageUp: { plain: "page_up", far: "top" },
  PageDown: { plain: "page_down", far: "bottom" },
};

const RESIZE_STEP = 16;

function withAlt(stroke: Stroke): Intent | null {
  if (stroke.shiftKey) {
    if (stroke.key === "ArrowLeft") return { do: "resize", by: -RESIZE_STEP };
    if (stroke.key === "ArrowRight") return { do: "resize", by: RESIZE_STEP };
    return null;
  }
  if (stroke.key === "ArrowUp") return { do: "move_rows", by: -1 };
  if (stroke.key === "ArrowDown") return { do: "move_rows", by: 1 };
  if (["Minus", "NumpadSubtract"].includes(stroke.code)) return { do: "fold", open: false };
  if (["Equal", "NumpadAdd"].includes(stroke.code)) return { do: "fold", open: true };
  return null;
}

function withMod(stroke: Stroke): Intent | null {
  switch (stroke.code) {
    case "KeyA":
      return stroke.shiftKey ? null : { do: "select_all" };
    case "KeyC":
      return stroke.shiftKey ? null : { do: "copy" };
    case "KeyX":
      return stroke.shiftKey ? null : { do: "cut" };
    case "KeyV":
      return { do: "await_paste", mapped: stroke.shiftKey };
    case "KeyD":
      return stroke.shiftKey ? { do: "duplicate_rows" } : { do: "fill_down" };
    case "KeyR":
      return stroke.shiftKey ? null : { do: "fill_right" };
    case "KeyU":
      return stroke.shiftKey ? null : { do: "fill_up" };
    case "KeyL":
      return stroke.shiftKey ? null : { do: "fill_left" };
    case "Space":
      return stroke.shiftKey ? { do: "select_all" } : { do: "select_columns" };
    case "Enter":
    case "NumpadEnter":
      return { do: "insert_row" };
    case "Delete":
    case "Backspace":
      return { do: "remove_rows" };
  }
  return null;
}

/** Reads a key stroke while no cell is being edited; `null` belongs to somebody else. */
export function intentOf(stroke: Stroke): Intent | null {
  const mod = stroke.ctrlKey || stroke.metaKey;
  if (stroke.altKey) return mod ? null : withAlt(stroke);
  const arrow = ARROWS[stroke.key];
  if (arrow) return { do: "move", step: mod ? arrow.far : arrow.plain, extend: stroke.shiftKey };
  if (mod) return withMod(stroke);
  switch (stroke.key) {
    case "Tab":
      return { do: "tab", direction: stroke.shiftKey ? -1 : 1 };
    case "Enter":
      return { do: "move", step: stroke.shiftKey ? "up" : "down", extend: false };
    case "F2":
      return { do: "edit" };
    case "F6":
      return { do: "leave", direction: stroke.shiftKey ? -1 : 1 };
    case "Escape":
      return { do: "discard" };
    case "Delete":
    case "Backspace":
      return { do: "clear" };
    case " ":
      if (stroke.shiftKey) return { do: "select_rows" };
      break;
    case "Dead":
    case "Process":
      return { do: "type", text: "" };
  }
  return [...stroke.key].length === 1 ? { do: "type", text: stroke.key } : null;
}

const LEAVING_ARROWS: Record<string, After> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/** Reads a key stroke in an open editor; `overwrites` as in the state of the edit. */
export function editorIntentOf(stroke: Stroke, overwrites: boolean): EditorIntent | null {
  if (stroke.isComposing) return null;
  const mod = stroke.ctrlKey || stroke.metaKey;
  switch (stroke.key) {
    case "Enter":
      return { do: "commit", after: mod ? "insert_row" : stroke.shiftKey ? "up" : "down" };
    case "Tab":
      return mod ? null : { do: "commit", after: stroke.shiftKey ? "previous" : "next" };
    case "Escape":
      return { do: "cancel" };
    case "F2":
      return overwrites ? { do: "caret" } : null;
    case "ArrowUp":
    case "ArrowDown":
    case "ArrowLeft":
    case "ArrowRight": {
      const after = LEAVING_ARROWS[stroke.key];
      const plain = !mod && !stroke.shiftKey && !stroke.altKey;
      return overwrites && plain && after ? { do: "commit", after } : null;
    }
  }
  return null;
}
