// What Lighthouse holds against a page, in lines that say where to look.
import type { Result } from "lighthouse";

type Audit = Result["audits"][string];

/** Every audit that is not full in most of the visits, with the places that it names; the heaviest first. */
export function faults(results: Result[]): string[] {
  const [first] = results;
  const refs = Object.values(first.categories).flatMap(({ auditRefs }) => auditRefs);
  const often = (id: string) => results.filter(({ audits }) => bad(audits[id])).length * 2 > results.length;
  return refs
    .filter(({ id }) => often(id))
    .sort((one, other) => other.weight - one.weight)
    .flatMap(({ id, weight }) => {
      const worst = results.map(({ audits }) => audits[id]).filter(bad)[0];
      const head = `${id} (weight ${weight}, ${worst.score}): ${worst.title}${worst.displayValue ? `, ${worst.displayValue}` : ""}`;
      return [head, ...places(worst).map((place) => `    ${place}`)];
    });
}

function bad({ score, scoreDisplayMode }: Audit): boolean {
  return score !== null && score < 1 && scoreDisplayMode !== "notApplicable" && scoreDisplayMode !== "manual";
}

/** The first few elements or addresses of an audit's table. */
function places({ details }: Audit): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (value === null || typeof value !== "object") return;
    const { type, snippet, selector, url, total, wastedMs, wastedBytes, duration } = value as Record<string, unknown>;
    const costs = Object.entries({ total, wastedMs, wastedBytes, duration }).filter(([, cost]) => typeof cost === "number");
    if (type === "node") found.push(`${selector}  ${snippet}`);
    else if (typeof url === "string") found.push(`${url}  ${costs.map(([name, cost]) => `${name} ${Math.round(cost as number)}`).join(", ")}`);
    for (const inner of Object.values(value)) walk(inner);
  };
  if (details && "items" in details) walk(details.items);
  return [...new Set(found)].slice(0, 6);
}
