// A tutor's sentence, cut into its words, and what the word list says about them.

import { call } from "./api.js";

const FORM = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu;

/** Return pieces `{text, isForm}` that make up the sentence. */
export function cut(sentence) {
  const found = [];
  let at = 0;
  for (const { 0: text, index } of sentence.matchAll(FORM)) {
    if (index > at) found.push({ text: sentence.slice(at, index), isForm: false });
    found.push({ text, isForm: true });
    at = index + text.length;
  }
  if (at < sentence.length) found.push({ text: sentence.slice(at), isForm: false });
  return found;
}

/** Return the words a form may belong to; those of its parts if it is joined by hyphens. */
export async function wordsOf(form) {
  const whole = await lookUp(form);
  const parts = form.split("-");
  if (whole.length || parts.length === 1) return whole;
  const words = (await Promise.all(parts.map(lookUp))).flat();
  return [...new Map(words.map((word) => [word.id, word])).values()];
}

async function lookUp(form) {
  const query = new URLSearchParams({ form });
  return (await call("GET", `/vocabulary/lookup?${query}`)).items;
}
