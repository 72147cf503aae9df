import type { Platform } from "./platform";

let current: Platform | undefined;

/** Loads the platform this page runs on. Called once, before anything else. */
export async function loadPlatform(): Promise<void> {
  current =
    "__TAURI_INTERNALS__" in window
      ? (await import("./tauri")).tauri
      : (await import("./http")).http;
}

/** The platform this page runs on. */
export function platform(): Platform {
  if (!current) throw new Error("loadPlatform() has not run");
  return current;
}
