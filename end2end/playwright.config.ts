// One browser engine here (Debian's Chromium); Firefox has a test of its own, firefox-push.spec.ts.
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "journeys",
  // Each file starts servers of its own; two at once is what two cores carry.
  workers: 2,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [["list"]],
  use: {
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    trace: "off",
    // What is not there by then never comes; without it a wrong name waits for the whole test's time.
    actionTimeout: 20_000,
    launchOptions: {
      executablePath: process.env.STIP_CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
