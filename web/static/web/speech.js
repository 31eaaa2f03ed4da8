// Reading aloud with a French voice of this browser; where it has none, nothing is offered.

import { html, nothing } from "./vendor/lit-html/lit-html.js";

const RATE = 0.9; // a little slower than among French people

let voice = null;
let spoken = "";

/** Look for a voice now, and again when the browser has loaded its voices. */
export function watchVoices(changed) {
  if (!("speechSynthesis" in window)) return;
  const look = () => { voice = best(speechSynthesis.getVoices()); changed(); };
  speechSynthesis.onvoiceschanged = look;
  look();
}

function best(voices) {
  // A voice of the device before one that sends the text to a server, France before elsewhere.
  const merit = ({ localService, lang }) => 2 * localService + /^fr.fr$/i.test(lang);
  const french = voices.filter(({ lang }) => /^fr([-_]|$)/i.test(lang));
  return french.sort((a, b) => merit(b) - merit(a))[0] || null;
}

function say(text) {
  const stop = speechSynthesis.speaking && spoken === text;
  speechSynthesis.cancel();
  if (stop) return;
  spoken = text;
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = RATE;
  speechSynthesis.speak(utterance);
}

export function hush() {
  if (voice) speechSynthesis.cancel();
}

/** Return a button that says the text; pressed again, it stops. */
export function speaker(text, label = "Listen") {
  if (!voice) return nothing;
  const name = voice.localService ? label : `${label} (a voice from the internet)`;
  return html`<button type="button" class="icon" aria-label=${name} title=${name}
    @click=${() => say(text)}><svg viewBox="0 0 24 24" aria-hidden="true"><path
      d="M4 9v6h4l5 4V5L8 9zM16 8.5a5 5 0 0 1 0 7M18.5 6a8.5 8.5 0 0 1 0 12"/></svg></button>`;
}
