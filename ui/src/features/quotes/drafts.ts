import { Drafts } from "~/lib/drafts";

const PREFIX = "quote_line/";

const placeOf = (row: string, column: string) => `${PREFIX}${row}/${column}`;

/** A text that was being typed into a cell when the program ended. */
export interface CellDraft {
  row: string;
  column: string;
  text: string;
}

/** Keeps texts that are being typed into cells. */
export class CellDrafts {
  readonly #drafts = new Drafts();

  typing(row: string, column: string, text: string): void {
    this.#drafts.typing(placeOf(row, column), text);
  }

  typed(row: string, column: string): void {
    this.#drafts.typed(placeOf(row, column));
  }

  /** Texts left from before. They stay kept until they are saved or given up. */
  async restore(): Promise<CellDraft[]> {
    const drafts = await this.#drafts.restore(PREFIX);
    return drafts.flatMap(({ place, text }) => {
      const [row = "", column = ""] = place.slice(PREFIX.length).split("/");
      return row === "" || column === "" ? [] : [{ row, column, text }];
    });
  }
}
