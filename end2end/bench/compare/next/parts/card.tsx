import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { Step } from "./today.ts";

export function Card({ step, children }: { step: Step; children: ReactNode }) {
  return (
    <section aria-labelledby="next" className="card next">
      <p className="kicker">{step.kicker}</p>
      <h2 id="next" className="next-words">{step.words}</h2>
      {step.tag && <p className="tag tag-new">{step.tag}</p>}
      <p className="soft small">{step.goal}</p>
      <div className="next-actions">{children}</div>
    </section>
  );
}

export function Action({ button, onClick }: { button: Step["buttons"][number]; onClick?: () => void }) {
  return (
    <button className={button.quiet ? "button button-quiet button-wide" : "button button-wide"} onClick={onClick}>
      {button.icon && <Icon name={button.icon} />}
      <span>{button.text}</span>
    </button>
  );
}
