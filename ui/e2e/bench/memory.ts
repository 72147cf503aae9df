import { readFileSync } from "node:fs";
import type { Desktop } from "../window/harness/desktop";

/** Memory of every process of the program, in MB. Pages that processes share are counted by their share. */
export function memory(desktop: Desktop): number {
  let sum = 0;
  for (const pid of desktop.all()) {
    const name = readFileSync(`/proc/${pid}/comm`, "utf8").trim();
    if (name !== "oferta" && !/^WebKit(WebProc|NetworkPr)/.test(name)) continue;
    const megabytes = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]) / 1024;
    console.info(`${name}: ${megabytes.toFixed(0)} MB`);
    sum += megabytes;
  }
  return sum;
}
