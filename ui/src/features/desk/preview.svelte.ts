import type { PreviewPage } from "~/ipc/types";
import { type AppError, asAppError, call } from "~/lib/rpc";

/** A page to look at: by its number, or the one that shows a line. */
export type Wanted = { page: number } | { line: string };

/** What is shown of a document. One question is on its way at a time; of those that come meanwhile the last is asked. */
export class PagePreview {
  shown = $state.raw<PreviewPage | null>(null);
  /** Address of the shown image. */
  image = $state.raw<string | null>(null);
  error = $state.raw<AppError | null>(null);
  #next: Wanted | null = null;
  #asking = false;
  #closed = false;
  readonly #quote: string;

  constructor(quote: string) {
    this.#quote = quote;
  }

  /** Shows a page as soon as the one before it is there. */
  show(wanted: Wanted): void {
    this.#next = wanted;
    if (!this.#asking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#asking = true;
    while (this.#next && !this.#closed) {
      const wanted = this.#next;
      this.#next = null;
      try {
        const asked = "line" in wanted ? { line: wanted.line, page: 1 } : { line: null, page: wanted.page };
        const page = await call("document.preview", { quote_id: this.#quote, ...asked });
        if (!this.#closed) this.#take(page);
      } catch (thrown) {
        this.error = asAppError(thrown);
      }
    }
    this.#asking = false;
    if (this.#closed) await call("document.preview_close", {}).catch(() => undefined);
  }

  #take(page: PreviewPage): void {
    this.error = null;
    if (page.svg !== this.shown?.svg) {
      this.#forget();
      this.image = URL.createObjectURL(new Blob([page.svg], { type: "image/svg+xml" }));
    }
    this.shown = page;
  }

  #forget(): void {
    if (this.image) URL.revokeObjectURL(this.image);
    this.image = null;
  }

  /** Gives the image and the memory of the core back. */
  close(): void {
    this.#closed = true;
    this.#forget();
    if (!this.#asking) call("document.preview_close", {}).catch(() => undefined);
  }
}
