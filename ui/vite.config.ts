import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Icons of Lucide are drawn by our own component: theirs took a quarter of the time in which a quote opens. */
const icons: Plugin = {
  name: "icons",
  enforce: "pre",
  resolveId: (source, importer) =>
    source === "../Icon.svelte" && importer?.includes("@lucide/svelte") ? fileURLToPath(new URL("./src/components/Icon.svelte", import.meta.url)) : null,
};

export default defineConfig({
  plugins: [
    icons,
    // Unit tests read the catalogue compiled by `npm run messages`: the plugin would watch it and never end.
    !process.env.VITEST &&
      paraglideVitePlugin({
        project: "./project.inlang",
        outdir: "./src/paraglide",
        strategy: ["globalVariable", "baseLocale"],
      }),
    svelte({ compilerOptions: { runes: true } }),
  ],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  // Bundled beforehand, they would not be asked for by name, and drawn by the library's component.
  optimizeDeps: { exclude: ["@lucide/svelte"] },
  // Relative addresses: the same build is served by the desktop shell and by the test host.
  base: "./",
  clearScreen: false,
  server: {
    port: 5173,
    strictPort: true,
    // A running test host (`OFERTA_HOST=http://127.0.0.1:PORT npm run dev`) answers the browser build.
    proxy: process.env.OFERTA_HOST
      ? { "/rpc": process.env.OFERTA_HOST, "/files": process.env.OFERTA_HOST }
      : {},
  },
  build: {
    target: "safari16.4",
    cssTarget: "safari16.4",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    // Which file needs which: the benchmark adds up what the first screen loads.
    manifest: true,
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
