import { defineConfig } from "vitest/config";

/** Measures the real window of the release build; `make bench` runs it and prints the table. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.bench.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 1_800_000,
    hookTimeout: 60_000,
  },
});
