"use client";

import { useState } from "react";
import { Action, Card } from "../../parts/card.tsx";
import type { Today } from "../../parts/today.ts";

export function Next({ steps }: { steps: Today["steps"] }) {
  const [done, setDone] = useState(0);
  const step = steps[Math.min(done, 1)];
  return (
    <Card step={step}>
      {step.buttons.map((button) => (
        <Action key={button.text} button={button} onClick={() => button.quiet || setDone(done + 1)} />
      ))}
    </Card>
  );
}
