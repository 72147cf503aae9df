/** The part of a keyboard event that chords are made of. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MODIFIERS = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock"]);
const NAMES: Record<string, string> = { " ": "Space", ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right" };

/** Letters are named by their place when the layout writes no Latin one, so that shortcuts work in Russian. */
function keyName(press: Press): string {
  const named = NAMES[press.key];
  if (named) return named;
  if (/^[a-z]$/i.test(press.key)) return press.key.toUpperCase();
  const letter = /^Key([A-Z])$/.exec(press.code);
  if (letter?.[1] && press.key.length === 1 && /\p{L}/u.test(press.key)) return letter[1];
  return press.key;
}

/** The chord of a key press: `Mod+Shift+Z`, `G`, `?`; `null` while only modifiers are down. */
export function chordOf(press: Press, mac: boolean): string | null {
  if (MODIFIERS.has(press.key) || press.key === "Dead" || press.key === "") return null;
  const key = keyName(press);
  const parts: string[] = [];
  if (mac ? press.metaKey : press.ctrlKey) parts.push("Mod");
  if (mac && press.ctrlKey) parts.push("Ctrl");
  if (press.altKey) parts.push("Alt");
  // Shift is part of a sign such as "?", but a modifier of a letter or a named key.
  if (press.shiftKey && (/^[A-Z]$/.test(key) || key.length > 1)) parts.push("Shift");
  return [...parts, key].join("+");
}

const SIGNS: Record<string, string> = {
  Up: "↑",
  Down: "↓",
  Left: "←",
  Right: "→",
  Escape: "Esc",
  Delete: "Del",
  PageUp: "PgUp",
  PageDown: "PgDn",
};
const MAC_SIGNS: Record<string, string> = { Mod: "⌘", Ctrl: "⌃", Alt: "⌥", Shift: "⇧" };

/** The keys of a shortcut one by one, as they are printed: `Mod+Shift+Z` is `Ctrl`, `Shift`, `Z`. */
export function printedKeys(keys: string, mac: boolean): string[][] {
  return keys.split(" ").map((chord) =>
    chord.split(/\+(?=.)/).map((part) => {
      if (mac && MAC_SIGNS[part]) return MAC_SIGNS[part];
      return part === "Mod" ? "Ctrl" : (SIGNS[part] ?? part);
    }),
  );
}

/** The keys of a shortcut in one text: `Ctrl+Shift+Z`, `⇧⌘Z`, `G C`. */
export function printKeys(keys: string, mac: boolean): string {
  return printedKeys(keys, mac)
    .map((chord) => chord.join(mac ? "" : "+"))
    .join(" ");
}

/** Whether two shortcuts cannot live together: one is the other or begins it. */
export function collide(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);
}
