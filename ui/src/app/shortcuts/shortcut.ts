import type { Locale } from "~/lib/i18n.svelte";

/** A message: its text in the language of the screen, or in another. */
export type Title = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;

/** Where a shortcut belongs in the keyboard map. */
export type Scope = "everywhere" | "lists" | "quote" | "grid" | "import";

/** One row of the keyboard map. */
export interface Shortcut {
  /** `noun.verb`; handlers are bound to it. */
  id: string;
  /** Default keys; several spellings are alternatives, `G C` is one key after the other. Empty: only in the palette. */
  keys: readonly string[];
  title: Title;
  scope: Scope;
  /** Works while text is being typed. */
  whileTyping?: boolean;
  /** Handled by a list or the grid itself: shown in the map, not in the palette, not remappable. */
  fixed?: boolean;
}
