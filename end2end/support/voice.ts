// A browser's voice for tests: the browsers here have none. It says nothing, and keeps what it was given.
import type { BrowserContext, Page } from "@playwright/test";

export interface Said {
  text: string;
  lang: string;
  voice: string;
}

interface Voice {
  name: string;
  lang: string;
  localService: boolean;
}

/** Gives every page of this context these voices. A sentence ends when `finish` says so. */
export async function giveVoices(context: BrowserContext, voices: Voice[]): Promise<void> {
  await context.addInitScript((voices) => {
    const said: Said[] = [];
    let now: { onend?: () => void; onerror?: () => void } | undefined;
    const synthesis = {
      getVoices: () => voices,
      addEventListener: () => {},
      speak(utterance: { text: string; lang: string; voice: { name: string }; onend?: () => void }) {
        said.push({ text: utterance.text, lang: utterance.lang, voice: utterance.voice.name });
        now = utterance;
      },
      cancel() {
        const broken = now;
        now = undefined;
        broken?.onerror?.();
      },
    };
    class Utterance {
      constructor(readonly text: string) {}
    }
    Object.defineProperty(window, "speechSynthesis", { value: synthesis });
    Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
    Object.assign(window, {
      said,
      finishSentence: () => {
        const done = now;
        now = undefined;
        done?.onend?.();
        return now !== undefined;
      },
    });
  }, voices);
}

/** What was given to the voice so far. */
export async function said(page: Page): Promise<Said[]> {
  return page.evaluate(() => (window as unknown as { said: Said[] }).said);
}

/** Lets the voice come to the end of its sentence; whether another one follows. */
export async function finishSentence(page: Page): Promise<boolean> {
  return page.evaluate(() => (window as unknown as { finishSentence(): boolean }).finishSentence());
}
