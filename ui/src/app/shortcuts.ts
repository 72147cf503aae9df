import { importShortcuts } from "./shortcuts/import";
import { frameShortcuts } from "./shortcuts/frame";
import { quoteShortcuts } from "./shortcuts/quotes";
import type { Shortcut } from "./shortcuts/shortcut";

export type { Scope, Shortcut } from "./shortcuts/shortcut";

/** Every shortcut. The palette, the keyboard map, tooltips and the dispatcher all read this table. */
export const shortcuts: readonly Shortcut[] = [...frameShortcuts, ...quoteShortcuts, ...importShortcuts];
