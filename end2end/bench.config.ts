// Figures, not verdicts: `make bench` runs these one at a time on a quiet machine.
import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

export default defineConfig(tests, {
  testDir: "bench",
  testMatch: "*.bench.ts",
  workers: 1,
  timeout: 600_000,
  reporter: [["./bench/plain.ts"]],
});
