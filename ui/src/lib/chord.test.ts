import { expect, test } from "vitest";
import { chordOf, collide, type Press, printKeys } from "./chord";

const press = (key: string, code: string, held = ""): Press => ({
  key,
  code,
  ctrlKey: held.includes("c"),
  metaKey: held.includes("m"),
  altKey: held.includes("a"),
  shiftKey: held.includes("s"),
});

test("a press is named by its chord", () => {
  const check = (given: Press, chord: string | null, mac = false) => expect(chordOf(given, mac)).toBe(chord);
  check(press("k", "KeyK", "c"), "Mod+K");
  check(press("л", "KeyK", "c"), "Mod+K");
  check(press("K", "KeyK", "cs"), "Mod+Shift+K");
  check(press("Z", "KeyZ", "cs"), "Mod+Shift+Z");
  check(press("Я", "KeyZ", "cs"), "Mod+Shift+Z");
  check(press("a", "KeyQ", "c"), "Mod+A");
  check(press("k", "KeyK", "m"), "Mod+K", true);
  check(press("k", "KeyK", "c"), "Ctrl+K", true);
  check(press("k", "KeyK", "m"), "K");
  check(press("?", "Slash", "s"), "?");
  check(press("?", "Digit7", "s"), "?");
  check(press("/", "Slash"), "/");
  check(press("ArrowLeft", "ArrowLeft", "a"), "Alt+Left");
  check(press("ArrowDown", "ArrowDown", "s"), "Shift+Down");
  check(press(" ", "Space", "s"), "Shift+Space");
  check(press("F2", "F2"), "F2");
  check(press("+", "Equal", "cs"), "Mod++");
  check(press(",", "Comma", "c"), "Mod+,");
  check(press("Control", "ControlLeft", "c"), null);
  check(press("Shift", "ShiftLeft", "s"), null);
});

test("keys are printed as they stand on the keyboard", () => {
  const check = (keys: string, other: string, mac: string) => {
    expect(printKeys(keys, false)).toBe(other);
    expect(printKeys(keys, true)).toBe(mac);
  };
  check("Mod+K", "Ctrl+K", "⌘K");
  check("Mod+Shift+Z", "Ctrl+Shift+Z", "⌘⇧Z");
  check("G C", "G C", "G C");
  check("Alt+Left", "Alt+←", "⌥←");
  check("Mod++", "Ctrl++", "⌘+");
  check("Escape", "Esc", "Esc");
});

test("a key that begins a sequence is taken", () => {
  expect(collide("G", "G C")).toBe(true);
  expect(collide("G C", "G")).toBe(true);
  expect(collide("G C", "G C")).toBe(true);
  expect(collide("G C", "G Q")).toBe(false);
  expect(collide("Mod+G", "G C")).toBe(false);
});
