// What *Vandaag* says, as data: the bench reads it from Stip's own page and hands it to the two others.
// The build copies this file into both, so that all three speak of the same things.

export interface Step {
  kicker: string;
  words: string;
  tag: string | null;
  goal: string;
  buttons: { icon: string | null; text: string; quiet: boolean }[];
}

export interface Speech {
  icon: string;
  title: string;
  letter: string;
  says: string;
  foot: string;
}

export interface Way {
  href: string;
  icon: string;
  text: string;
}

export interface Today {
  title: string;
  skip: string;
  trial: string | null;
  hello: string;
  me: Way;
  stip: string;
  /** The step that the page shows, and the one that it shows once that is done. */
  steps: [Step, Step];
  did: Way;
  speeches: Speech[];
  ways: Way[];
  menu: string;
  tabs: Way[];
}
