import { defineConfig } from "vitest/config";

/** Journeys through the real window: one after another, because each has a whole desktop to itself. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.window.ts"],
    environment: "node",
    fileParallelism: false,
    retry: process.env["CI"] ? 1 : 0,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
});
