import { report } from "~/app/failures.svelte";
import { toastWithUndo } from "~/app/history.svelte";
import { toast } from "~/app/toasts.svelte";
import { GridController } from "~/components/grid/controller.svelte";
import type {
  Contact,
  Converted,
  Customer,
  Edit,
  LineView,
  Quote,
  QuoteCommand,
  QuoteDelta,
  QuoteRate,
  QuoteRateChange,
  QuoteTotals,
  QuoteView,
  RateSet,
  QuoteStanding,
  TermsView,
  Warning,
} from "~/ipc/types";
import { leaveField } from "~/lib/field";
import { m } from "~/lib/i18n.svelte";
import { afterPaint, paintSoon } from "~/lib/paint";
import { type AppError, asAppError, call, observeCalls } from "~/lib/rpc";
import { unlessSame } from "~/lib/same";
import { type CellDraft, CellDrafts } from "./drafts";
import { watchElsewhere } from "./elsewhere";
import { refusedField } from "./fields";
import { LineOwner } from "./line-owner";
import { LineRows } from "./line-rows";
import { selectedLines } from "./lines";
import { changedRows } from "./row-columns";
import { notesByRow } from "./warnings";

/** Rows of a quote asked for at once behind the first ones. */
const PAGE = 500;
/** Commands whose answer the session applies itself. */
const OWN = new Set<string>(["quote.edit", "quote.set_status", "quote.set_currency", "quote.duplicate", "quote.refresh_rates", "line_template.insert"]);

/** What the page does for the session. */
export interface SessionPage {
  /** The person leaves the grid with F6. */
  leave(direction: 1 | -1): void;
  /** Products were taken over without their price. */
  withoutPrice(count: number): void;
  /** Products were taken over with a price in another currency, at the rates of the bank. */
  converted(prices: Converted): void;
}

/** An open quote: its header, its rows, and every change of them. */
export class QuoteSession {
  readonly id: string;
  quote = $state.raw() as Quote;
  totals = $state.raw() as QuoteTotals;
  customer = $state.raw<Customer | null>(null);
  contacts = $state.raw<readonly Contact[]>([]);
  editable = $state.raw(false);
  commands = $state.raw<readonly QuoteCommand[]>([]);
  /** Where it stands today, and which revision it is. */
  standing = $state.raw() as QuoteStanding;
  deleted = $state.raw(false);
  /** What the quote is priced from; none for a quote of list prices. */
  terms = $state.raw<TermsView | null>(null);
  /** The exchange rates the quote keeps. */
  rates = $state.raw<readonly QuoteRate[]>([]);
  /** Prices follow from the cost. */
  readonly landed = $derived(this.terms !== null);
  /** What a person should look at. */
  warnings = $state.raw<readonly Warning[]>([]);
  /** The rates of VAT to choose from. */
  vatRates = $state.raw<readonly string[]>([]);
  /** Grows with every change of what a document of the quote would say. */
  revision = $state.raw(0);
  readonly rows = new LineRows();
  readonly grid: GridController<LineView>;
  readonly #page: SessionPage;
  readonly #owner: LineOwner;
  readonly #drafts = new CellDrafts();
  #tail: Promise<unknown> = Promise.resolve();
  #loaded: Promise<void> = Promise.resolve();
  #round = 0;
  /** Answers of commands that were applied: an older reading must not be shown over them. */
  #edits = 0;
  /** Those of them that brought, took or moved rows. */
  #moves = 0;
  /** An edit changed sums of rows out of sight, and they have not been read since. */
  #sumsBehind = false;
  #sums: Promise<void> | null = null;

  constructor(view: QuoteView, page: SessionPage) {
    this.id = view.quote.id;
    this.#page = page;
    this.#owner = new LineOwner(this, { adding: (edits) => this.#adding(edits), trying: (edits) => this.#try(edits) }, this.#drafts, page);
    this.grid = new GridController<LineView>(this.rows, this.#owner);
    this.#show(view);
  }

  /** Follows changes made elsewhere (undo, redo, another page) until the returned function is called. */
  follow(): () => void {
    const stop = observeCalls({
      started: () => undefined,
      finished: (command, writes, error) => {
        const ours = writes.includes("quote") || writes.includes("customer");
        if (!error && command === "history.undo") void this.#owner.undone().catch((thrown: unknown) => report(thrown));
        if (!error && ours && !OWN.has(command)) void this.reload();
      },
      changed: (tags) => {
        if (tags.includes("quote") || tags.includes("customer")) void this.reload();
      },
    });
    const unwatch = watchElsewhere(() => void this.reload());
    return () => {
      stop();
      unwatch();
      this.#round += 1;
      this.#sumsBehind = false;
    };
  }

  #take(seen: QuoteView | QuoteDelta): void {
    this.quote = seen.quote;
    this.totals = seen.totals;
    this.terms = unlessSame(this.terms, seen.terms);
    this.rates = unlessSame(this.rates, seen.rates);
    this.vatRates = unlessSame(this.vatRates, seen.vat_rates);
    this.commands = unlessSame(this.commands, seen.commands);
    this.standing = unlessSame(this.standing, seen.standing);
  }

  #show(view: QuoteView): void {
    const before = JSON.stringify([this.quote, this.totals]);
    if (JSON.stringify([view.quote, view.totals]) !== before) this.revision += 1;
    this.#take(view);
    this.customer = view.customer;
    this.contacts = view.contacts;
    this.editable = view.editable && view.deleted_at === null;
    this.deleted = view.deleted_at !== null;
    this.grid.readonly = !this.editable;
    const complete = view.lines.length >= view.row_count;
    const opening = this.rows.all.length === 0;
    this.grid.keepingPlace(() => (complete || opening ? this.rows.replace(view.lines) : this.rows.apply(view.lines, [], null)));
    this.#warn(view.warnings, true);
    this.#loaded = complete ? Promise.resolve() : this.#loadRest(view, opening);
  }

  /** Reads the rows behind the first page. Of a quote that is read again each page shows at once, and its order when all are there. */
  async #loadRest(view: QuoteView, opening: boolean): Promise<void> {
    const mine = ++this.#round;
    let [edits, moves] = [this.#edits, this.#moves];
    // What is in sight comes first.
    if (opening) await new Promise<void>((resolve) => void afterPaint(resolve));
    if (mine !== this.#round) return;
    let ids = view.lines.map(({ id }) => id);
    let count = view.row_count;
    while (ids.length < count) {
      try {
        const { lines } = await call("quote.lines", { id: this.id, offset: ids.length, limit: PAGE });
        if (mine !== this.#round) return;
        if (edits !== this.#edits) {
          // Something was changed while this was being read: rows on the screen are newer, and these are read again.
          const moved = moves !== this.#moves;
          [edits, moves] = [this.#edits, this.#moves];
          if (moved) [ids, count, opening] = [[], Infinity, false];
          continue;
        }
        if (lines.length === 0) break;
        ids.push(...lines.map(({ id }) => id));
        this.grid.keepingPlace(() => (opening ? this.rows.append(lines) : this.rows.apply(lines, [], null)));
        if (opening) this.#warn(this.warnings, true);
      } catch (thrown) {
        if (mine === this.#round) report(thrown, () => void this.reload());
        return;
      }
    }
    if (!opening) this.grid.keepingPlace(() => this.rows.apply([], [], ids));
    if (!opening) this.#warn(this.warnings, true);
  }

  /** Shows what a person should look at, at the cells it is about. `anew`: there may be cells that do not know it. */
  #warn(warnings: readonly Warning[], anew = false): void {
    const before = this.warnings;
    this.warnings = unlessSame(before, warnings);
    if (!anew && this.warnings === before) return;
    this.rows.note(notesByRow(warnings));
  }

  /** Reads the quote again. */
  async reload(): Promise<void> {
    const mine = ++this.#round;
    try {
      for (let seen = -1; seen !== this.#edits; ) {
        await this.#tail;
        seen = this.#edits;
        const view = await call("quote.get", { id: this.id });
        if (mine !== this.#round) return;
        if (seen === this.#edits) this.#show(view);
      }
    } catch (thrown) {
      report(thrown, () => void this.reload());
    }
  }

  /** Brings back texts that were being typed when the program ended; answers the first one of this quote. */
  async restoreDrafts(): Promise<CellDraft | null> {
    const drafts = await this.#drafts.restore();
    await this.#loaded;
    const ours = drafts.filter(({ row }) => this.rows.signal(row));
    for (const { row, column, text } of ours) this.rows.mark(row, column, { text, message: m.quote_draft_restored() });
    return ours[0] ?? null;
  }

  // Changes --------------------------------------------------------------------

  /** Saves changes as one step and shows the result. Rejects with the error of the core. */
  edit(edits: Edit[]): Promise<QuoteDelta> {
    const moves = edits.some((edit) => edit.edit !== "header" && edit.edit !== "line");
    return this.run(() => call("quote.edit", { id: this.id, edits, sight: this.grid.shown }), moves);
  }

  #apply(delta: QuoteDelta): void {
    this.#edits += 1;
    if (delta.order || delta.removed.length > 0) this.#moves += 1;
    this.revision += 1;
    const changed = [...delta.lines, ...delta.columns.flatMap((columns) => changedRows(columns, (id) => this.rows.signal(id)?.row))];
    this.grid.keepingPlace(() => this.rows.apply(changed, delta.removed, delta.order));
    this.grid.layOut();
    this.#take(delta);
    this.#warn(delta.warnings);
    paintSoon();
    if (delta.sums_changed) this.#sumsBehind = true;
    if (this.#sumsBehind) void this.#readSums();
    if (delta.without_price.length > 0) this.#page.withoutPrice(delta.without_price.length);
    if (delta.converted) this.#page.converted(delta.converted);
  }

  /** Saves and reports a failure as a banner; answers the delta, or `null` when nothing was saved. */
  async #try(edits: Edit[]): Promise<QuoteDelta | null> {
    try {
      return await this.edit(edits);
    } catch (thrown) {
      report(thrown, () => void this.#try(edits));
      return null;
    }
  }

  /**
   * Saves what is being typed, in a cell or in a field, and waits until everything asked for is done. False when the
   * screen still shows a text that is not saved: the person is led there and told.
   */
  async settled(): Promise<boolean> {
    leaveField();
    await this.grid.settled();
    for (let seen: unknown = null; seen !== this.#tail; ) {
      seen = this.#tail;
      await this.#tail;
    }
    const field = await refusedField();
    const { unsaved } = this.grid;
    if (unsaved && this.grid.editing.phase === "idle") this.grid.activate(unsaved.row, unsaved.column);
    else if (!unsaved) field?.focus();
    if (unsaved) toast(m.quote_unsaved_cells());
    else if (field) toast(m.quote_unsaved_field());
    return !unsaved && !field;
  }

  /** Changes fields of the header; answers the error, or `null`. */
  setHeader(set: Record<string, string | number | boolean | null>): Promise<AppError | null> {
    return this.setTerms([{ edit: "header", set }]);
  }

  /** Changes what the quote is priced from; answers the error, or `null`. */
  async setTerms(edits: Edit[]): Promise<AppError | null> {
    try {
      await this.edit(edits);
      return null;
    } catch (thrown) {
      return asAppError(thrown);
    }
  }

  /** Starts to price from cost, from a template where one is chosen. */
  async startCosting(template: string | null): Promise<void> {
    await this.#try([{ edit: "terms", set: {} }, ...(template === null ? [] : [{ edit: "template" as const, id: template }])]);
  }

  /** Back to list prices: computed prices stay as they are. */
  async stopCosting(): Promise<void> {
    const delta = await this.#try([{ edit: "terms_off" }]);
    if (delta) toastWithUndo(m.costing_stopped(), delta.history.undo?.id ?? null);
  }

  /** Another currency as one step; rejects with the error of the core. */
  async setCurrency(currency: string, convert: boolean, rates: RateSet[]): Promise<void> {
    const ask = { id: this.id, currency, convert, preview: false, rates };
    const delta = await this.run(async () => (await call("quote.set_currency", ask)).delta);
    if (delta) toastWithUndo(m.currency_changed({ currency }), delta.history.undo?.id ?? null);
  }

  /** Runs a command that changes the quote and shows what it changed; rejects with the error of the core. `whole`: when every row is there. */
  run<Delta extends QuoteDelta | null>(change: () => Promise<Delta>, whole = true): Promise<Delta> {
    const run = this.#tail.then(async () => {
      if (whole) await this.#loaded;
      const delta = await change();
      if (delta) this.#apply(delta);
      return delta;
    });
    this.#tail = run.catch(() => undefined);
    return run;
  }

  /** Reads the sums of the rows that were out of sight when an edit changed them. No edit waits for that. */
  #readSums(): Promise<void> {
    this.#sums ??= this.#readChangedSums()
      .catch((thrown: unknown) => {
        if (this.#sumsBehind) report(thrown, () => void this.reload());
      })
      .finally(() => (this.#sums = null));
    return this.#sums;
  }

  async #readChangedSums(): Promise<void> {
    // What is in sight comes first.
    await new Promise<void>((resolve) => void afterPaint(resolve));
    while (this.#sumsBehind) {
      await this.#tail;
      const [edits, round] = [this.#edits, this.#round];
      const { columns } = await call("quote.sums", { id: this.id });
      // What was changed or read anew meanwhile is newer.
      if (edits !== this.#edits || round !== this.#round) continue;
      this.rows.apply(changedRows(columns, (id) => this.rows.signal(id)?.row), [], null);
      this.#sumsBehind = false;
    }
  }

  /** Waits until every change asked for so far is done and every sum that it changed is in its row; answers whether it is. */
  async current(): Promise<boolean> {
    await this.#tail;
    if (this.#sumsBehind) await this.#readSums();
    return !this.#sumsBehind;
  }

  /** The rates that a preview showed, as one step; rejects with the error of the core. */
  async refreshRates(chosen: readonly QuoteRateChange[]): Promise<void> {
    const currencies = chosen.map((rate) => rate.currency);
    const shown = chosen.flatMap((rate) => rate.new ?? []);
    const delta = await this.run(async () => (await call("quote.refresh_rates", { id: this.id, preview: false, currencies, shown })).delta);
    if (delta) toastWithUndo(m.quote_rates_refreshed(), delta.history.undo?.id ?? null);
  }

  /** Chooses the customer and its primary contact. */
  async setCustomer(id: string | null): Promise<void> {
    try {
      const chosen = id === null ? null : await call("customer.get", { id });
      await this.edit([{ edit: "header", set: { customer_id: id, contact_id: chosen?.customer.primary_contact_id ?? null } }]);
      this.customer = chosen?.customer ?? null;
      this.contacts = chosen?.contacts ?? [];
    } catch (thrown) {
      report(thrown, () => void this.setCustomer(id));
    }
  }

  async setStatus(command: QuoteCommand): Promise<boolean> {
    try {
      // Where nothing can be typed, nothing can be put right either.
      if (this.editable && !(await this.settled())) return false;
      const view = await call("quote.set_status", { id: this.id, command });
      this.#edits += 1;
      this.#round += 1;
      this.#show(view);
      return true;
    } catch (thrown) {
      report(thrown, () => void this.setStatus(command));
      return false;
    }
  }

  /** Resolves when every row has been read. */
  get loaded(): Promise<void> {
    return this.#loaded;
  }

  /** Ids of the rows that a change added, in order. */
  addedBy(delta: QuoteDelta, before: ReadonlySet<string>): string[] {
    const added = delta.lines.map((line) => line.id).filter((id) => !before.has(id));
    return added.toSorted((a, b) => (this.rows.signal(a)?.place ?? 0) - (this.rows.signal(b)?.place ?? 0));
  }

  /** Ids of the rows that are there. */
  known(): ReadonlySet<string> {
    return new Set(this.rows.all.map((signal) => signal.row.id));
  }

  async #adding(edits: Edit[]): Promise<string[]> {
    await this.#loaded;
    const before = this.known();
    const delta = await this.#try(edits);
    return delta ? this.addedBy(delta, before) : [];
  }

  /** Adds products behind the active row; the last of their lines becomes the active one, so that more follow it. */
  async addProducts(ids: string[]): Promise<boolean> {
    const added = await this.#adding([{ edit: "products", after: this.grid.anchorId, product_ids: ids }]);
    const last = added.at(-1);
    if (last === undefined) return false;
    this.grid.unfold([last]);
    this.grid.lookAt({ row: this.rows.indexOf(last), column: this.grid.selection.active.column });
    return true;
  }

  async addSection(): Promise<void> {
    const [id] = await this.#adding([
      { edit: "insert", after: this.grid.anchorId, lines: [{ kind: "section", name: m.quote_section_new() }] },
    ]);
    if (!id) return;
    this.grid.activate(id, "name");
    this.grid.begin(null);
  }

  /** Gives the selected lines a rate of VAT of their own, or that of the quote. */
  async setVat(vat_rate: string | null): Promise<void> {
    const lines = selectedLines(this);
    if (lines.length > 0) await this.#try(lines.map((line) => ({ edit: "line", id: line.id, set: { vat_rate } })));
  }

  async toggleOptional(): Promise<void> {
    const lines = selectedLines(this);
    const optional = lines.some((line) => !line.optional);
    if (lines.length > 0) await this.#try(lines.map((line) => ({ edit: "line", id: line.id, set: { optional } })));
  }
}
