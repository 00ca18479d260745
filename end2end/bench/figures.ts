// How the benches count and print.

/** The middle one. */
export function median(figures: number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** One line: what, the median, every run. */
export function print(what: string, figures: number[], unit = "ms", goal = ""): void {
  const all = figures.map((figure) => figure.toFixed(0)).join(" ");
  console.log(`   ${what.padEnd(46)}${median(figures).toFixed(0).padStart(7)} ${unit}  (${all})${goal && `  goal: ${goal}`}`);
}
