import { report as reportFailure } from "~/app/failures.svelte";
import type { Choice } from "~/components/Combobox.svelte";
import type { ImportField, ImportMapping, ImportPreview, ImportReport } from "~/ipc/types";
import { SKELETON_AFTER } from "~/lib/query.svelte";
import { type AppError, asAppError, call } from "~/lib/rpc";
import { withField } from "./mapping";

/** Whose list it is: a known supplier, or the name of a new one. */
export type ImportSupplier = { kind: "known"; choice: Choice } | { kind: "new"; name: string };

/** One price list on its way in: the file, how it is read, and what became of it. */
export class PriceListImport {
  preview = $state.raw<ImportPreview | null>(null);
  supplier = $state.raw<ImportSupplier | null>(null);
  report = $state.raw<ImportReport | null>(null);
  error = $state.raw<AppError | null>(null);
  /** The file is being read; only said when it takes longer than a moment. */
  slow = $state(false);
  running = $state(false);
  #path: string | null = null;
  #touched = false;
  #round = 0;

  get supplierId(): string | null {
    return this.supplier?.kind === "known" ? this.supplier.choice.id : null;
  }

  get mapping(): ImportMapping | null {
    return this.preview?.mapping ?? null;
  }

  /** Forgets the file. */
  reset(): void {
    this.#round += 1;
    this.#path = null;
    this.#touched = false;
    this.preview = null;
    this.report = null;
    this.error = null;
    this.slow = false;
  }

  async #read(ask: () => Promise<ImportPreview>): Promise<void> {
    const mine = ++this.#round;
    const timer = setTimeout(() => {
      if (mine === this.#round) this.slow = true;
    }, SKELETON_AFTER);
    try {
      const preview = await ask();
      if (mine !== this.#round) return;
      this.preview = preview;
      this.error = null;
    } catch (thrown) {
      if (mine === this.#round) this.error = asAppError(thrown);
    } finally {
      clearTimeout(timer);
      if (mine === this.#round) this.slow = false;
    }
  }

  /** Opens a file and guesses how it is read. The supplier of a list before it is not this one's. */
  open(path: string): Promise<void> {
    if (this.preview || this.report) this.supplier = null;
    return this.#open(path);
  }

  #open(path: string): Promise<void> {
    this.reset();
    this.#path = path;
    return this.#read(() => call("import.open", { path, supplier_id: this.supplierId }));
  }

  /** Opens the same file again: it may have been repaired or closed meanwhile. */
  retry(): void {
    if (this.#path !== null) void this.#open(this.#path);
  }

  /** Says whose list it is. A remembered mapping is taken unless the person has already set one here. */
  async choose(supplier: ImportSupplier | null): Promise<void> {
    this.supplier = supplier;
    const { preview } = this;
    const path = this.#path;
    if (!preview || path === null) return;
    await this.#read(() =>
      this.#touched
        ? call("import.preview", { import_id: preview.import_id, mapping: preview.mapping, supplier_id: this.supplierId })
        : call("import.open", { path, supplier_id: this.supplierId }),
    );
  }

  /** Reads the file another way. */
  async change(part: Partial<ImportMapping>): Promise<void> {
    const { preview } = this;
    if (!preview) return;
    this.#touched = true;
    const mapping = { ...preview.mapping, ...part };
    this.preview = { ...preview, mapping };
    await this.#read(() => call("import.preview", { import_id: preview.import_id, mapping, supplier_id: this.supplierId }));
  }

  setField(column: number, field: ImportField | null): Promise<void> {
    return this.change({ columns: withField(this.mapping?.columns ?? [], column, field) });
  }

  async run(): Promise<void> {
    const { preview, supplier } = this;
    if (!preview || !supplier || this.running) return;
    this.running = true;
    try {
      this.report = await call("import.run", {
        import_id: preview.import_id,
        mapping: preview.mapping,
        supplier_id: this.supplierId,
        new_supplier: supplier.kind === "new" ? supplier.name : null,
      });
    } catch (thrown) {
      reportFailure(thrown, () => void this.run());
    } finally {
      this.running = false;
    }
  }
}
