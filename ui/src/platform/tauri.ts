import { invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";
import { readText, writeHtml, writeText } from "@tauri-apps/plugin-clipboard-manager";
import { open, save } from "@tauri-apps/plugin-dialog";
import type { FileDropListener, FileKind, Platform, SaveTarget } from "./platform";

function target(path: string | null): SaveTarget {
  return path === null ? { kind: "cancelled" } : { kind: "path", path };
}

function heard<T>(event: string, listener: (payload: T) => void): () => void {
  const stop = getCurrentWebview().listen<T>(event, ({ payload }) => listener(payload));
  return () => {
    stop.then((unlisten) => unlisten()).catch(() => undefined);
  };
}

/** The desktop window. */
export const tauri: Platform = {
  rpc: (command, payload) => invoke("rpc", { command, payload: JSON.stringify(payload) }),
  ready: () => getCurrentWindow().show(),
  setTheme: (theme) => getCurrentWindow().setTheme(theme),
  pickFile: (kinds) => open({ multiple: false, directory: false, filters: kinds }),
  pickSavePath: async (suggestedName: string, kinds: FileKind[]) =>
    target(await save({ defaultPath: suggestedName, filters: kinds })),
  pickFolder: async () => target(await open({ directory: true, multiple: false })),
  onFileDrop(listener: FileDropListener) {
    const stop = getCurrentWebview().onDragDropEvent(({ payload }) => {
      if (payload.type === "drop") {
        listener.hover(false);
        listener.drop(payload.paths);
      } else if (payload.type === "enter") {
        listener.hover(true);
      } else if (payload.type === "leave") {
        listener.hover(false);
      }
    });
    return () => {
      stop.then((unlisten) => unlisten()).catch(() => undefined);
    };
  },
  onStale: (listener) => heard("stale", listener),
  onOpen: (listener) => heard("open", listener),
  copyText: (text) => writeText(text),
  copyTable: (text, html) => writeHtml(html, text),
  pasteText: () => readText(),
  print: () => window.print(),
};
