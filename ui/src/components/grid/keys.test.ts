import { expect, test } from "vitest";
import { editorIntentOf, type Intent, intentOf, type Stroke } from "./keys";

/** `Ctrl+Shift+KeyD:D` → a stroke of that code and key; without a colon the key is the code. */
function stroke(text: string): Stroke {
  const parts = text.split("+");
  const last = parts.pop() ?? "";
  const [code = "", key = code] = last.split(":");
  return {
    code,
    key,
    ctrlKey: parts.includes("Ctrl"),
    metaKey: parts.includes("Meta"),
    altKey: parts.includes("Alt"),
    shiftKey: parts.includes("Shift"),
    isComposing: false,
  };
}

function check(keys: string, expected: Intent | null) {
  expect(intentOf(stroke(keys)), keys).toEqual(expected);
}

test("keys of a grid at rest", () => {
  check("ArrowDown", { do: "move", step: "down", extend: false });
  check("Shift+ArrowDown", { do: "move", step: "down", extend: true });
  check("Ctrl+ArrowDown", { do: "move", step: "bottom", extend: false });
  check("Ctrl+Shift+ArrowRight", { do: "move", step: "row_end", extend: true });
  check("Home", { do: "move", step: "row_start", extend: false });
  check("Ctrl+Home", { do: "move", step: "start", extend: false });
  check("Ctrl+End", { do: "move", step: "end", extend: false });
  check("PageDown", { do: "move", step: "page_down", extend: false });
  check("Tab", { do: "tab", direction: 1 });
  check("Shift+Tab", { do: "tab", direction: -1 });
  check("Enter", { do: "move", step: "down", extend: false });
  check("Shift+Enter", { do: "move", step: "up", extend: false });
  check("Ctrl+Enter", { do: "insert_row" });
  check("F2", { do: "edit" });
  check("Delete", { do: "clear" });
  check("Ctrl+Delete", { do: "remove_rows" });
  check("Alt+ArrowUp", { do: "move_rows", by: -1 });
  check("Alt+ArrowDown", { do: "move_rows", by: 1 });
  check("Alt+Shift+ArrowRight", { do: "resize", by: 16 });
  check("Shift+Space: ", { do: "select_rows" });
  check("Ctrl+Space: ", { do: "select_columns" });
  check("Ctrl+Shift+Space: ", { do: "select_all" });
  check("Alt+Minus:-", { do: "fold", open: false });
  check("Alt+Equal:=", { do: "fold", open: true });
  check("Alt+NumpadAdd", { do: "fold", open: true });
  check("Alt+ArrowLeft", null);
  check("F6", { do: "leave", direction: 1 });
  check("KeyA:a", { do: "type", text: "a" });
  check("KeyA:Ф", { do: "type", text: "Ф" });
  check("Equal:=", { do: "type", text: "=" });
  check("Quote:Dead", { do: "type", text: "" });
});

test("letters with Ctrl are found by their place, in any layout", () => {
  check("Ctrl+KeyC:c", { do: "copy" });
  check("Ctrl+KeyC:с", { do: "copy" });
  check("Meta+KeyX:x", { do: "cut" });
  check("Ctrl+KeyV:м", { do: "await_paste", mapped: false });
  check("Ctrl+Shift+KeyV:М", { do: "await_paste", mapped: true });
  check("Ctrl+KeyR:к", { do: "fill_right" });
  check("Ctrl+KeyD:в", { do: "fill_down" });
  check("Ctrl+KeyU:г", { do: "fill_up" });
  check("Ctrl+KeyL:д", { do: "fill_left" });
  check("Ctrl+Shift+KeyU:Г", null);
  check("Ctrl+Shift+KeyL:Д", null);
  check("Ctrl+Shift+KeyD:В", { do: "duplicate_rows" });
  check("Ctrl+KeyA:ф", { do: "select_all" });
});

test("keys of the frame pass through", () => {
  for (const keys of ["Ctrl+KeyZ:z", "Ctrl+KeyK:k", "Ctrl+KeyP:p", "Ctrl+Minus:-", "Ctrl+NumpadSubtract:-", "Alt+KeyA:a", "F5", "Shift+F10", "ContextMenu", "Shift", "CapsLock"]) check(keys, null);
});

function checkEditor(keys: string, overwrites: boolean, expected: ReturnType<typeof editorIntentOf>) {
  expect(editorIntentOf(stroke(keys), overwrites), keys).toEqual(expected);
}

test("keys of an open editor", () => {
  checkEditor("Enter", false, { do: "commit", after: "down" });
  checkEditor("Shift+Enter", false, { do: "commit", after: "up" });
  checkEditor("Ctrl+Enter", false, { do: "commit", after: "insert_row" });
  checkEditor("Tab", false, { do: "commit", after: "next" });
  checkEditor("Shift+Tab", false, { do: "commit", after: "previous" });
  checkEditor("Escape", false, { do: "cancel" });
  checkEditor("F2", true, { do: "caret" });
  checkEditor("F2", false, null);
  checkEditor("ArrowLeft", false, null);
  checkEditor("ArrowLeft", true, { do: "commit", after: "left" });
  checkEditor("ArrowDown", true, { do: "commit", after: "down" });
  checkEditor("Shift+ArrowLeft", true, null);
  checkEditor("KeyA:a", true, null);
  expect(editorIntentOf({ ...stroke("Enter"), isComposing: true }, false)).toBeNull();
});
