// Drawn on the server alone: only the card of the step, `children`, comes to the browser as a program.
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { Sky } from "./sky.tsx";
import type { Today } from "./today.ts";

export function Page({ today, children }: { today: Today; children: ReactNode }) {
  return (
    <>
      <title>{today.title}</title>
      <a href="#content" className="skip">{today.skip}</a>
      <div className="shell with-tabs">
        {today.trial && <aside className="trial">{today.trial}</aside>}
        <header className="sky">
          <div className="sky-in">
            <div className="sky-row">
              <h1 tabIndex={-1}>{today.hello}</h1>
              <div className="sky-ways">
                <a href={today.me.href} className="button button-icon captioned"><Icon name={today.me.icon} />{today.me.text}</a>
              </div>
            </div>
            <p className="sky-note">{today.stip}</p>
          </div>
          <Sky />
        </header>
        <main id="content" className="screen">
          <p role="status" className="status" />
          {children}
          <a href={today.did.href} className="button button-sun button-wide"><Icon name={today.did.icon} />{today.did.text}</a>
          {today.speeches.map(({ icon, title, letter, says, foot }) => (
            <section key={title} className="stack">
              <h2 className="kicker"><Icon name={icon} />{title}</h2>
              <div className="speech">
                <span aria-hidden="true" className="speech-who">{letter}</span>
                <p className="speech-says">{says}</p>
                <p className="speech-foot soft small">{foot}</p>
              </div>
            </section>
          ))}
          {today.ways.map(({ href, icon, text }) => (
            <a key={href} href={href} className="feel"><Icon name={icon} /><span>{text}</span><Icon name="onward" turns /></a>
          ))}
        </main>
        <nav aria-label={today.menu} className="tabs">
          <ul className="tabs-list">
            {today.tabs.map(({ href, icon, text }, place) => (
              <li key={href}>
                <a href={href} aria-current={place === 0 ? "page" : undefined} className="tab"><Icon name={icon} /><span>{text}</span></a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </>
  );
}
