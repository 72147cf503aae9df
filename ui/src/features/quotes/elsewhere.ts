import { call } from "~/lib/rpc";

/** The newest step that can be taken back, as a sign that something was changed; `null` when it cannot be known. */
async function newestStep(): Promise<string | null> {
  try {
    return (await call("history.state", {})).undo?.id ?? "";
  } catch {
    return null;
  }
}

/**
 * Tells when the store was changed while the person was in another window; answers the function that stops it. The
 * commands of this window are observed as they run.
 */
export function watchElsewhere(onchange: () => void): () => void {
  let left: Promise<string | null> = Promise.resolve(null);
  const leave = () => {
    left = newestStep();
  };
  const back = async () => {
    const before = await left;
    if (before !== null && before !== (await newestStep())) onchange();
  };
  const focus = () => void back();
  window.addEventListener("blur", leave);
  window.addEventListener("focus", focus);
  return () => {
    window.removeEventListener("blur", leave);
    window.removeEventListener("focus", focus);
  };
}
