import { m } from "~/lib/i18n.svelte";
import type { Shortcut } from "./shortcut";

/** Shortcuts of the price list import. */
export const importShortcuts: readonly Shortcut[] = [
  { id: "import.file", keys: ["Mod+O"], title: m.cmd_import_file, scope: "import", whileTyping: true },
  { id: "import.run", keys: ["Mod+Enter"], title: m.cmd_import_run, scope: "import", whileTyping: true },
];
