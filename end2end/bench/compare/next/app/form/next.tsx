"use client";

import { useActionState, useState } from "react";
import { Action, Card } from "../../parts/card.tsx";
import type { Today } from "../../parts/today.ts";
import { tick } from "./tick.ts";

export function Next({ steps }: { steps: Today["steps"] }) {
  // The action itself, not a function around it: only so the form is posted before the page is awake.
  const [done, send] = useActionState(tick, 0);
  // The new state shows at the tap; the server's word comes behind it, as with Stip's outbox.
  const [tapped, setTapped] = useState(0);
  const step = steps[Math.min(Math.max(done, tapped), 1)];
  return (
    <Card step={step}>
      {step.buttons.map((button) => (
        <form key={button.text} action={send} onSubmit={() => button.quiet || setTapped(1)}>
          <input type="hidden" name="state" value={button.quiet ? "doing" : "done"} />
          <Action button={button} />
        </form>
      ))}
    </Card>
  );
}
