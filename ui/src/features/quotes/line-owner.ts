import { copyText } from "~/app/copy";
import { report } from "~/app/failures.svelte";
import { toastWithUndo } from "~/app/history.svelte";
import { say, toast } from "~/app/toasts.svelte";
import type { GridChange, GridOutcome, GridOwner, Pasted } from "~/components/grid/column";
import type { Edit, QuoteDelta } from "~/ipc/types";
import { fieldWords } from "~/lib/errors";
import { formatCount } from "~/lib/format";
import { m } from "~/lib/i18n.svelte";
import { asAppError, call } from "~/lib/rpc";
import { platform } from "~/platform/current";
import { editsOf, faultsOf, newRow } from "./cell-edits";
import type { CellDrafts } from "./drafts";
import type { QuoteSession, SessionPage } from "./session.svelte";

/** How the session saves what the grid asks for. */
interface Saving {
  /** Saves and answers the ids of the new rows in order; a failure is shown. */
  adding(edits: Edit[]): Promise<string[]>;
  /** Saves and answers what changed; a failure is shown. */
  trying(edits: Edit[]): Promise<QuoteDelta | null>;
}

/** Keeps the lines of a quote for its grid. */
export class LineOwner implements GridOwner {
  /** The last step that the grid made. */
  #step: string | null = null;
  /** Cells that a paste left unread, by its step. */
  readonly #unread = new Map<string, Pasted["marked"]>();

  constructor(
    private readonly session: QuoteSession,
    private readonly saving: Saving,
    private readonly drafts: CellDrafts,
    private readonly page: SessionPage,
  ) {}

  async change({ cells, insert }: GridChange): Promise<GridOutcome> {
    const { rows } = this.session;
    const edits = editsOf(cells, (id) => rows.signal(id)?.row);
    if (insert) edits.push({ edit: "insert", after: insert.after, lines: insert.rows.map(newRow) });
    if (edits.length === 0) return { added: [], faults: [], failed: null };
    if (insert) await this.session.loaded;
    const before = insert ? this.session.known() : new Set<string>();
    try {
      const delta = await this.session.edit(edits);
      this.#step = delta.history.undo?.id ?? null;
      return { added: insert ? this.session.addedBy(delta, before) : [], faults: [], failed: null };
    } catch (thrown) {
      const error = asAppError(thrown);
      const faults = faultsOf(error, { cells, insert });
      if (faults.length === 0) report(error, null);
      return { added: [], faults, failed: faults.length > 0 ? null : fieldWords(error) };
    }
  }

  insertRows(after: string | null, count: number): Promise<string[]> {
    return this.saving.adding([{ edit: "insert", after, lines: Array.from({ length: count }, () => ({ kind: "line" })) }]);
  }

  async removeRows(ids: string[]): Promise<void> {
    const delta = await this.saving.trying([{ edit: "delete", ids }]);
    if (!delta || ids.length === 0) return;
    toastWithUndo(m.quote_rows_removed({ count: ids.length, shown: formatCount(ids.length) }), delta.history.undo?.id ?? null);
  }

  duplicateRows(ids: string[]): Promise<string[]> {
    return this.saving.adding([{ edit: "duplicate", ids }]);
  }

  async moveRows(ids: string[], after: string | null): Promise<void> {
    await this.saving.trying([{ edit: "move", ids, after }]);
  }

  current(): Promise<boolean> {
    return this.session.current();
  }

  async copyCells(text: string, html: string): Promise<boolean> {
    try {
      await platform().copyTable(text, html);
      return true;
    } catch {
      toast(m.quote_copy_failed());
      return false;
    }
  }

  pasted({ rows, unread, covered, marked }: Pasted): void {
    if (this.#step !== null && marked.length > 0) this.#unread.set(this.#step, marked);
    const pasted = rows > 0 ? m.grid_pasted({ count: rows, shown: formatCount(rows) }) : m.grid_pasted_nothing();
    const missed = [
      ...(unread > 0 ? [m.grid_unread({ count: unread, shown: formatCount(unread) })] : []),
      ...(covered > 0 ? [m.grid_covered({ count: covered, shown: formatCount(covered) })] : []),
    ];
    if (rows > 0 && missed.length === 0) say(pasted);
    else toast([pasted, missed.join(", ")].join(" ").trim());
  }

  /** A step was taken back: if it was a paste, what it left unread goes with it. */
  async undone(): Promise<void> {
    if (this.#unread.size === 0) return;
    const { redo } = await call("history.state", {});
    const step = redo?.id ?? "";
    const { rows } = this.session;
    for (const { row, column, mark } of this.#unread.get(step) ?? []) {
      // What was typed over it since is not the paste's.
      if (rows.signal(row)?.look.marks[column] === mark) rows.mark(row, column, null);
    }
    this.#unread.delete(step);
  }

  refused(reason: string): void {
    toast(m.grid_refused({ reason }));
  }

  typing(row: string, column: string, text: string): void {
    this.drafts.typing(row, column, text);
  }

  typed(row: string, column: string): void {
    this.drafts.typed(row, column);
  }

  orphaned(text: string): void {
    if (text === "") return;
    toast(m.grid_row_gone({ text }), [{ label: m.grid_copy(), run: () => void copyText(text) }]);
  }

  outdated(theirs: string): string {
    return m.grid_changed_aside({ value: theirs === "" ? "—" : theirs });
  }

  leave(direction: 1 | -1): void {
    this.page.leave(direction);
  }
}
