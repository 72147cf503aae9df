import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { project } from "../window/harness/oferta";

/** A measured figure and what it may be. */
interface Figure {
  name: string;
  value: number;
  budget: number;
  unit: string;
  pass: boolean;
}

/** The figures of one run, for the table. */
export class Figures {
  readonly #taken: Figure[] = [];

  add(name: string, value: number, budget: number, unit: string): void {
    const rounded = Math.round(value * 10) / 10;
    console.info(`${name}: ${rounded} ${unit} (budget ${budget})`);
    this.#taken.push({ name, value: rounded, budget, unit, pass: value <= budget });
  }

  /** Puts them where the table is made. */
  save(file: string): void {
    const folder = join(project, "target/bench");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), JSON.stringify(this.#taken, null, 1));
  }
}

/** The value below which a share of the samples lies. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
