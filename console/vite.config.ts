import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The console is built into files that name themselves by their content; the server hands them out under /console/. */
export default defineConfig({
  base: "/console/",
  plugins: [react()],
  build: {
    outDir: "dist/site",
    emptyOutDir: true,
    target: "es2022",
    // Nothing may end up inside the page itself: its policy allows scripts, styles and fonts from our own address only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
});
