import type { FileDropListener, FileKind, Platform } from "./platform";

async function upload(file: File): Promise<string> {
  const response = await fetch(`/files?name=${encodeURIComponent(file.name)}`, {
    method: "POST",
    body: file,
  });
  const saved = (await response.json()) as { path: string };
  return saved.path;
}

function chooseFile(kinds: FileKind[]): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = kinds.flatMap((kind) => kind.extensions.map((ext) => `.${ext}`)).join(",");
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener("cancel", () => resolve(null), { once: true });
    input.click();
  });
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes("Files") ?? false;
}

/** What the core says of its own accord under a name. */
function heard<T>(name: string, listener: (told: T) => void): () => void {
  const events = new EventSource("/events");
  events.addEventListener(name, ({ data }: MessageEvent<string>) => listener(JSON.parse(data) as T));
  // A test host that is gone does not come back at this address.
  events.addEventListener("error", () => events.close());
  return () => events.close();
}

/** A browser tab that talks to the test host which served it. */
export const http: Platform = {
  async rpc(command, payload) {
    const response = await fetch("/rpc", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ command, payload }),
    });
    return response.json();
  },
  ready: () => Promise.resolve(),
  setTheme: () => Promise.resolve(),
  async pickFile(kinds) {
    const file = await chooseFile(kinds);
    return file ? upload(file) : null;
  },
  pickSavePath: () => Promise.resolve({ kind: "default" }),
  pickFolder: () => Promise.resolve({ kind: "default" }),
  onFileDrop(listener: FileDropListener) {
    const over = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      listener.hover(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) listener.hover(false);
    };
    const drop = async (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      listener.hover(false);
      listener.drop(await Promise.all([...(event.dataTransfer?.files ?? [])].map(upload)));
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  },
  onStale: (listener) => heard("stale", listener),
  onOpen: (listener) => heard("address", listener),
  copyText: (text) => navigator.clipboard.writeText(text),
  copyTable: (text, html) =>
    navigator.clipboard.write([
      new ClipboardItem({ "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([html], { type: "text/html" }) }),
    ]),
  pasteText: () => navigator.clipboard.readText(),
  print: () => window.print(),
};
