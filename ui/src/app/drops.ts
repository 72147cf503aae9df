import { platform } from "~/platform/current";
import type { FileDropListener } from "~/platform/platform";

let takers = 0;

/** Takes the files dropped on the window in place of the frame, until the returned function is called. */
export function takeDrops(listener: FileDropListener): () => void {
  takers += 1;
  const stop = platform().onFileDrop(listener);
  return () => {
    takers -= 1;
    stop();
  };
}

/** Whether somebody else takes what is dropped. */
export function dropsAreTaken(): boolean {
  return takers > 0;
}
