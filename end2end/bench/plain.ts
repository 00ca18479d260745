// Shows what the benches print, and what broke; nothing else.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

export default class Plain implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }
  onTestEnd(test: TestCase, result: TestResult): void {
    for (const error of result.errors) console.error(`   ${test.title}: ${error.message ?? error.value}`);
  }
  printsToStdio(): boolean {
    return true;
  }
}
