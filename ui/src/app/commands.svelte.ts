import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { chordOf, collide, printKeys } from "~/lib/chord";
import { mac } from "~/lib/mac";
import { appearance } from "./appearance.svelte";
import { type Shortcut, shortcuts } from "./shortcuts";

/** Handlers by command id; the last one bound answers, so that a page can take over from the frame. */
const bound = new SvelteMap<string, readonly (() => void)[]>();

/** Binds handlers to commands while the component lives. */
export function bindCommands(handlers: () => Record<string, () => void>): void {
  $effect(() => {
    const mine = Object.entries(handlers());
    untrack(() => {
      for (const [id, run] of mine) bound.set(id, [...(bound.get(id) ?? []), run]);
    });
    return () => {
      for (const [id, run] of mine) {
        const rest = (bound.get(id) ?? []).filter((other) => other !== run);
        if (rest.length > 0) bound.set(id, rest);
        else bound.delete(id);
      }
    };
  });
}

/** Whether a command can be given now. */
export function isAvailable(id: string): boolean {
  return bound.has(id);
}

/** Gives a command; false when nothing is bound to it now. */
export function runCommand(id: string): boolean {
  const run = bound.get(id)?.at(-1);
  if (!run) return false;
  run();
  return true;
}

/** The keys of a shortcut as they are set now. An empty list: no keys. */
export function keysOf(shortcut: Shortcut): readonly string[] {
  const own = appearance.keys[shortcut.id];
  if (own === undefined) return shortcut.keys;
  return own === "" ? [] : [own];
}

/** The first keys of a command, printed for a tooltip or the palette. */
export function keysFor(id: string): string | undefined {
  const shortcut = shortcuts.find((row) => row.id === id);
  const keys = shortcut && keysOf(shortcut)[0];
  return keys ? printKeys(keys, mac) : undefined;
}

/** The shortcut that already has these keys, other than `id`. */
export function holderOf(keys: string, id: string): Shortcut | undefined {
  return shortcuts.find((row) => row.id !== id && !row.fixed && keysOf(row).some((own) => collide(own, keys)));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** How long the second key of `G C` may take, in milliseconds. */
const SEQUENCE = 1500;
let first: { chord: string; at: number } | null = null;

function matching(chord: string, typing: boolean): Shortcut | undefined {
  return shortcuts.find(
    (row) =>
      !row.fixed &&
      // A sign typed into a text is text, whatever the table says.
      (!typing || (row.whileTyping && (chord.includes("+") || chord.startsWith("F")) && chord.length > 1)) &&
      keysOf(row).includes(chord) &&
      isAvailable(row.id),
  );
}

/** Runs the command a key press stands for. Listens on the window, after everything inside had its turn. */
export function dispatchKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  const chord = chordOf(event, mac);
  if (!chord) return;
  const typing = isTyping(event.target);
  const pending = first && event.timeStamp - first.at < SEQUENCE ? first.chord : null;
  first = null;
  const found = (pending && matching(`${pending} ${chord}`, typing)) || matching(chord, typing);
  if (found) {
    event.preventDefault();
    runCommand(found.id);
    return;
  }
  const begins = !typing && shortcuts.some((row) => keysOf(row).some((keys) => keys.startsWith(`${chord} `)));
  if (begins) first = { chord, at: event.timeStamp };
}
