/** How long a toast stays, in milliseconds. It waits while the pointer or the focus is on it. */
export const TOAST_TIME = 5000;

/** A short confirmation, with a way back. */
export interface Toast {
  id: number;
  text: string;
  actions: readonly { label: string; run: () => void }[];
}

class Toasts {
  shown = $state.raw<readonly Toast[]>([]);
  /** Said by the live region without being shown. The same text said again is another one. */
  spoken = $state.raw({ text: "" });
}

export const toasts = new Toasts();
let serial = 0;

/** Confirms something. At most three toasts stand at once; the oldest goes first. */
export function toast(text: string, actions: Toast["actions"] = []): void {
  serial += 1;
  toasts.shown = [...toasts.shown.slice(-2), { id: serial, text, actions }];
  say(text);
}

/** Takes a toast away. */
export function dismiss(id: number): void {
  toasts.shown = toasts.shown.filter((other) => other.id !== id);
}

/** Reads a text out through the live region. */
export function say(text: string): void {
  toasts.spoken = { text };
}
