import { flushSync } from "svelte";

/**
 * Shows what was changed as soon as it can be painted. WebKitGTK learns where layers stand, and so what has to be painted
 * anew, when the next frame begins: 10 to 16 ms after a change that came with no frame, such as an answer of the core. A
 * question what stands at a point makes it learn that at once, and then it paints when the task is over.
 */
export function paintSoon(): void {
  flushSync();
  document.elementFromPoint(0, 0);
}

/** How long a frame is waited for, in milliseconds: a window that nobody sees paints none. */
const UNSEEN = 250;

/**
 * Runs something once what stands on the page by now has been painted; answers how to call that off. It waits for one more
 * frame, so that what came in the meantime, such as a key, is answered first.
 */
export function afterPaint(run: () => void): () => void {
  let stop = afterFrame(() => {
    stop = afterFrame(run);
  });
  return () => stop();
}

/** Runs something in a task of its own behind the next frame. */
function afterFrame(run: () => void): () => void {
  let task = setTimeout(() => {
    cancelAnimationFrame(frame);
    run();
  }, UNSEEN);
  const frame = requestAnimationFrame(() => {
    clearTimeout(task);
    task = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(task);
  };
}
