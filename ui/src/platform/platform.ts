/** A kind of file offered in an open or save dialog: a visible name and extensions without the dot. */
export interface FileKind {
  name: string;
  extensions: string[];
}

/** Where the person wants a file: a chosen path, the default folder of the core, or nowhere. */
export type SaveTarget =
  | { kind: "path"; path: string }
  | { kind: "default" }
  | { kind: "cancelled" };

/** What the user interface needs from the machine it runs on. Nothing outside this folder knows which one it is. */
export interface Platform {
  /** Sends one command to the core and returns its envelope, `{"ok": …}` or `{"error": …}`. */
  rpc(command: string, payload: unknown): Promise<unknown>;
  /** The first screen is painted: a hidden window may be shown. */
  ready(): Promise<void>;
  /** Gives the native title bar the theme of the page; `null` follows the system. */
  setTheme(theme: "light" | "dark" | null): Promise<void>;
  /** Asks for one file; the answer is a path that the core can read, or `null`. */
  pickFile(kinds: FileKind[]): Promise<string | null>;
  /** Asks where to save a file of the suggested name. */
  pickSavePath(suggestedName: string, kinds: FileKind[]): Promise<SaveTarget>;
  /** Asks for a folder. */
  pickFolder(): Promise<SaveTarget>;
  /** Reports files dropped on the window as paths the core can read, and whether files hover over it. */
  onFileDrop(listener: FileDropListener): () => void;
  /** Reports tags of answers that became stale though no command of this page changed anything. */
  onStale(listener: (tags: readonly string[]) => void): () => void;
  /** Reports that a notification was clicked that leads to this address, `#/quotes/<id>`. */
  onOpen(listener: (address: string) => void): () => void;
  /** Puts text on the clipboard; resolves once it is there. */
  copyText(text: string): Promise<void>;
  /** Puts a table on the clipboard, as HTML and as text; resolves once both are there. */
  copyTable(text: string, html: string): Promise<void>;
  /** The text on the clipboard; refused where there is none. */
  pasteText(): Promise<string>;
  /** Prints the page through the system's dialog. */
  print(): void;
}

/** Receives the two halves of a drag of files over the window. */
export interface FileDropListener {
  hover(over: boolean): void;
  drop(paths: string[]): void;
}
