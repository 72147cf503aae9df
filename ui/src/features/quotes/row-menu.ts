import ArrowDown from "@lucide/svelte/icons/arrow-down";
import ArrowUp from "@lucide/svelte/icons/arrow-up";
import CircleDashed from "@lucide/svelte/icons/circle-dashed";
import Bookmark from "@lucide/svelte/icons/bookmark";
import BookmarkPlus from "@lucide/svelte/icons/bookmark-plus";
import Check from "@lucide/svelte/icons/check";
import Copy from "@lucide/svelte/icons/copy";
import ClipboardPaste from "@lucide/svelte/icons/clipboard-paste";
import CopyPlus from "@lucide/svelte/icons/copy-plus";
import ArrowDownToLine from "@lucide/svelte/icons/arrow-down-to-line";
import ArrowLeftToLine from "@lucide/svelte/icons/arrow-left-to-line";
import ArrowRightToLine from "@lucide/svelte/icons/arrow-right-to-line";
import ArrowUpToLine from "@lucide/svelte/icons/arrow-up-to-line";
import ChevronDown from "@lucide/svelte/icons/chevron-down";
import ChevronRight from "@lucide/svelte/icons/chevron-right";
import Pencil from "@lucide/svelte/icons/pencil";
import Plus from "@lucide/svelte/icons/plus";
import Rows3 from "@lucide/svelte/icons/rows-3";
import Scissors from "@lucide/svelte/icons/scissors";
import Split from "@lucide/svelte/icons/split";
import Trash2 from "@lucide/svelte/icons/trash-2";
import { keysFor, runCommand } from "~/app/commands.svelte";
import { toast } from "~/app/toasts.svelte";
import { paste } from "~/components/grid/clipboard-commands";
import type { Intent } from "~/components/grid/keys";
import { foldAll } from "~/components/grid/row-commands";
import type { MenuItem } from "~/components/Menu.svelte";
import { printKeys } from "~/lib/chord";
import { formatPercent } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";
import { mac } from "~/lib/mac";
import { fractionToPercent, WITHOUT_VAT } from "~/lib/vat";
import { platform } from "~/platform/current";
import { alternativeLabel, chosenAlternative } from "./alternatives";
import type { QuoteSession } from "./session.svelte";

const command = (id: string, label: string): MenuItem => ({ id, label, keys: keysFor(id), onselect: () => void runCommand(id) });

function vatLabel(rate: string | null): string {
  if (rate === null) return m.quote_vat_as_quote();
  return rate === WITHOUT_VAT ? m.quote_vat_none() : m.quote_vat_at({ rate: formatPercent(fractionToPercent(rate), locale()) });
}

/** The rates of the table, and none at all, for the selected lines, where a cell of VAT is the active one. */
function vatItems(session: QuoteSession): (MenuItem | null)[] {
  const { grid, editable } = session;
  if (!editable || grid.columns[grid.selection.active.column]?.id !== "vat_rate") return [];
  const choice = (rate: string | null): MenuItem => ({
    id: `vat-${rate ?? "quote"}`,
    label: vatLabel(rate),
    onselect: () => void session.setVat(rate),
  });
  return [...session.vatRates.map(choice), choice(WITHOUT_VAT), choice(null), null];
}

/** Pastes the text on the clipboard: from a menu there comes no event that brings its tables, too. */
async function pasteText({ grid }: QuoteSession, mapped: boolean): Promise<void> {
  let text = "";
  try {
    text = await platform().pasteText();
  } catch {
    // It says the same as an empty clipboard.
  }
  if (text === "") toast(m.quote_paste_failed());
  else await paste(grid, text, "", mapped);
}

/** What can be done to the selected rows; every entry has its keys. */
export function rowMenu(session: QuoteSession): (MenuItem | null)[] {
  const { grid, editable } = session;
  const disabled = !editable;
  const item = (id: string, label: string, keys: string, icon: NonNullable<MenuItem["icon"]>, intent: Intent): MenuItem => ({
    id,
    label,
    keys: printKeys(keys, mac),
    icon,
    disabled: disabled && !["copy", "fold", "unfold"].includes(id),
    onselect: () => void grid.perform(intent),
  });
  return [
    ...vatItems(session),
    item("edit", m.grid_edit(), "F2", Pencil, { do: "edit" }),
    item("copy", m.grid_copy(), "Mod+C", Copy, { do: "copy" }),
    item("cut", m.grid_cut(), "Mod+X", Scissors, { do: "cut" }),
    { id: "paste", label: m.grid_paste(), keys: printKeys("Mod+V", mac), icon: ClipboardPaste, disabled, onselect: () => void pasteText(session, false) },
    { id: "paste_mapped", label: m.grid_paste_mapped(), keys: printKeys("Mod+Shift+V", mac), disabled, onselect: () => void pasteText(session, true) },
    item("fill", m.grid_fill(), "Mod+D", ArrowDownToLine, { do: "fill_down" }),
    item("fill_right", m.grid_fill_right(), "Mod+R", ArrowRightToLine, { do: "fill_right" }),
    item("fill_up", m.grid_fill_up(), "Mod+U", ArrowUpToLine, { do: "fill_up" }),
    item("fill_left", m.grid_fill_left(), "Mod+L", ArrowLeftToLine, { do: "fill_left" }),
    null,
    item("insert", m.cmd_grid_insert(), "Mod+Enter", Plus, { do: "insert_row" }),
    {
      id: "section",
      label: m.cmd_quote_section(),
      keys: keysFor("quote.section"),
      icon: Rows3,
      disabled,
      onselect: () => void session.addSection(),
    },
    item("duplicate", m.grid_duplicate(), "Mod+Shift+D", CopyPlus, { do: "duplicate_rows" }),
    item("up", m.grid_move_up(), "Alt+Up", ArrowUp, { do: "move_rows", by: -1 }),
    item("down", m.grid_move_down(), "Alt+Down", ArrowDown, { do: "move_rows", by: 1 }),
    {
      id: "optional",
      label: m.quote_toggle_optional(),
      keys: keysFor("quote.optional"),
      icon: CircleDashed,
      disabled,
      onselect: () => void session.toggleOptional(),
    },
    { ...command("quote.alternative", alternativeLabel(session)), icon: Split, disabled },
    { ...command("quote.alternative_of", m.alternative_of()), disabled },
    { ...command("quote.choose", m.alternative_choose()), icon: Check, disabled: disabled || chosenAlternative(session) === null },
    null,
    { ...command("line_template.save", m.line_template_save()), icon: BookmarkPlus },
    { ...command("line_template.insert", m.line_template_insert()), icon: Bookmark, disabled },
    null,
    item("fold", m.grid_fold(), "Alt+-", ChevronRight, { do: "fold", open: false }),
    item("unfold", m.grid_unfold(), "Alt+=", ChevronDown, { do: "fold", open: true }),
    { id: "fold_all", label: m.grid_fold_all(), onselect: () => foldAll(grid, false) },
    { id: "unfold_all", label: m.grid_unfold_all(), onselect: () => foldAll(grid, true) },
    null,
    { ...item("remove", m.grid_remove(), "Mod+Delete", Trash2, { do: "remove_rows" }), danger: true },
  ];
}
