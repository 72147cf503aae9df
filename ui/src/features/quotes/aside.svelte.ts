import { type Component, type ComponentProps, flushSync, tick } from "svelte";
import { report } from "~/app/failures.svelte";
import type CostingAside from "~/features/costing/CostingAside.svelte";
import type DeskAside from "~/features/desk/DeskAside.svelte";
import type { DeskTab } from "~/features/desk/DeskAside.svelte";
import type { Warning } from "~/ipc/types";
import { leaveField } from "~/lib/field";
import type { Beside } from "./column-choice";
import type { ColumnSettings } from "./column-settings.svelte";
import type { QuoteSession } from "./session.svelte";
import { lineOf } from "./warnings";

type Tab = "terms" | "trace";

/** Fields that stand in the header alone, whatever the quote is priced from. */
const OF_HEADER: readonly string[] = ["discount"];

/** What stands beside the lines: one panel at a time, none until somebody asks. */
export class QuoteAside {
  tab = $state<Tab>("terms");
  /** The panel of the costing, once it was asked for: most quotes are left without it. */
  Costing = $state.raw<Component<ComponentProps<typeof CostingAside>>>();
  deskTab = $state<DeskTab>("preview");
  /** The panel with preview, history, notes and files, once it was asked for. */
  Desk = $state.raw<Component<ComponentProps<typeof DeskAside>>>();
  #panel = $state<Beside>("nothing");
  /** The header was asked for beside a panel. */
  #unfolded = $state(false);
  readonly #session: QuoteSession;

  constructor(session: QuoteSession) {
    this.#session = session;
  }

  get shown(): Beside {
    if (this.#panel === "picker") return this.#session.editable ? "picker" : "nothing";
    if (this.#panel === "desk") return this.Desk ? "desk" : "nothing";
    return this.#panel === "costing" && this.Costing ? "costing" : "nothing";
  }

  /** The header is folded: the panel needs its room. */
  get folds(): boolean {
    return this.shown !== "nothing" && !this.#unfolded;
  }

  /** Brings the whole header into view beside the panel, or folds it again. */
  toggleHeader(): void {
    this.#unfolded = !this.#unfolded;
    if (this.#unfolded) return;
    leaveField();
    if (document.activeElement === document.body) this.#session.grid.focus();
  }

  open(panel: Exclude<Beside, "nothing">): void {
    // The header folds: what is being typed there is saved first.
    leaveField();
    if (this.shown === "nothing") this.#unfolded = false;
    this.#panel = panel;
    if (panel === "costing" && !this.Costing) {
      import("~/features/costing/CostingAside.svelte").then(
        (loaded) => (this.Costing = loaded.default),
        (thrown: unknown) => report(thrown),
      );
    }
    if (panel === "desk" && !this.Desk) {
      import("~/features/desk/DeskAside.svelte").then(
        (loaded) => (this.Desk = loaded.default),
        (thrown: unknown) => report(thrown),
      );
    }
  }

  close(): void {
    leaveField();
    this.#panel = "nothing";
    this.#session.grid.focus();
  }

  /** Opens the costing at a tab, or closes it when that tab is open. */
  toggle(tab: Tab): void {
    if (this.#panel === "costing" && this.tab === tab) {
      this.close();
      return;
    }
    this.tab = tab;
    this.open("costing");
  }

  /** The commands that open and close the panel with preview, history, notes and files. */
  readonly deskCommands = {
    "quote.preview": () => this.toggleDesk("preview"),
    "quote.history": () => this.toggleDesk("history"),
    "quote.notes": () => this.toggleDesk("notes"),
    "quote.files": () => this.toggleDesk("files"),
  };

  /** Opens what stands beside the quote at a tab, or closes it when that tab is open. */
  toggleDesk(tab: DeskTab): void {
    if (this.#panel === "desk" && this.deskTab === tab) {
      this.close();
      return;
    }
    this.deskTab = tab;
    this.open("desk");
  }

  /** Leads to what a warning is about: a cell, a term, or a field of the header. */
  lookAtWarning(warning: Warning, columns: Pick<ColumnSettings, "reveal">): void {
    const { field } = warning;
    const line = lineOf(warning, this.#session);
    if (field === null) return;
    if (line === null) {
      this.lookAt(field);
      return;
    }
    const { grid } = this.#session;
    columns.reveal(field);
    flushSync();
    // A panel leaves no room for every column.
    if (!grid.columns.some(({ id }) => id === field)) this.close();
    flushSync();
    grid.activate(line, field);
  }

  /** Puts the focus on a field: one of the costing, else one of the header. */
  lookAt(field: string): void {
    if (!this.#session.landed || OF_HEADER.includes(field)) {
      this.#panel = "nothing";
      void this.#focus(`[data-field="${field}"] :is(input, select, button)`);
      return;
    }
    this.tab = "terms";
    this.open("costing");
    void this.#focus(`[data-term="${field}"] :is(input, select)`);
  }

  /** The panel may be on its way. */
  async #focus(selector: string): Promise<void> {
    for (let tries = 0; tries < 60; tries += 1) {
      await tick();
      const control = document.querySelector<HTMLElement>(selector);
      if (control) {
        control.focus();
        control.scrollIntoView({ block: "nearest" });
        return;
      }
      await new Promise(requestAnimationFrame);
    }
  }
}
