/** How long a toast stays, in milliseconds. It waits while the pointer or the focus is on it. */
export const TOAST_TIME = 5000;

/** A short confirmation, with a way back. */
export interface Toast {
  id: number;
  text: string;
  actions: readonly { label: string; run: () => void }[];
  /** It tells of a step of the history. Only the newest step can be taken back, so one such toast stands at a time. */
  ofStep: boolean;
}

class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  /** The height at the foot of the window that toasts leave free, in pixels. */
  foot = $state(0);
  /** Said by the live region without being shown. The same text said again is another one. */
  spoken = $state.raw({ text: "" });
}

export const toasts = new Toasts();
let serial = 0;

function show(text: string, actions: Toast["actions"], ofStep: boolean): void {
  serial += 1;
  const others = toasts.shown.filter((other) => other.text !== text && !(ofStep && other.ofStep));
  toasts.shown = [...others.slice(-2), { id: serial, text, actions, ofStep }];
  say(text);
}

/** Confirms something. At most three toasts stand at once, none twice; the oldest goes first. */
export function toast(text: string, actions: Toast["actions"] = []): void {
  show(text, actions, false);
}

/** Tells of a step of the history, in place of the toast of an older one. */
export function toastOfStep(text: string, actions: Toast["actions"] = []): void {
  show(text, actions, true);
}

/** Takes a toast away. */
export function dismiss(id: number): void {
  toasts.shown = toasts.shown.filter((other) => other.id !== id);
}

/** Reads a text out through the live region. */
export function say(text: string): void {
  toasts.spoken = { text };
}
