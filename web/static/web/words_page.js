// My words: the saved ones, and the map of all words by rank.

import { call } from "./api.js";
import { removeWord, saveWord, savedWords } from "./my_words.js";
import { speaker } from "./speech.js";
import { html, nothing, svg } from "./vendor/lit-html/lit-html.js";

const RANKS = 250;
const STANDINGS = [["known", "Known"], ["learning", "Learning"], ["assumed", "Easy"]];
const SAID = { known: "known", learning: "learning", assumed: "easy, counts as known", new: "new" };

const number = (n) => n.toLocaleString("en");

export class WordsPage {
  constructor({ attempt, entry, talk, leave }) {
    Object.assign(this, { attempt, entry, talk, leave });
    Object.assign(this, { opened: null, removed: null, focus: null });
  }

  async load() {
    const [saved, map] = await Promise.all([
      savedWords(), call("GET", `/progress/words/map?ranks=${RANKS}`)]);
    Object.assign(this, { saved, map });
    if (this.opened) this.opened.words = await wordsBetween(this.opened);
  }

  async more() {
    const { total, items } = await savedWords(this.saved.items.length);
    Object.assign(this.saved, { total, items: [...this.saved.items, ...items] });
  }

  async remove({ word, message_id: messageId }) {
    await removeWord(word.id);
    this.removed = { word, messageId };
    this.saved = await savedWords();
    this.focus = "undo";
  }

  async putBack() {
    const { word, messageId } = this.removed;
    await saveWord(word.id, messageId);
    this.removed = null;
    this.saved = await savedWords();
    this.focus = "talk";
  }

  async toggle(block) {
    const isOpen = this.opened?.first_rank === block.first_rank;
    this.opened = isOpen ? null : { ...block, words: await wordsBetween(block) };
  }

  /** The button that was pressed is gone: go on at the next one to press. */
  shown() {
    if (this.focus) document.getElementById(this.focus)?.focus();
    this.focus = null;
  }

  view() {
    return html`
      <header><h1>My words</h1>
        <button class="quiet" @click=${this.leave}>Back</button></header>
      ${this.savedView()}
      ${this.mapView()}`;
  }

  savedView() {
    const { id, total, items } = this.saved;
    const undo = () => this.attempt(() => this.putBack());
    const more = () => this.attempt(() => this.more());
    return html`
      <h2>Saved</h2>
      ${total ? html`
        <p><button id="talk" class="primary" @click=${() => this.talk(id)}>Talk about these words</button></p>
        <ul class="saved">${items.map((item) => this.savedWord(item))}</ul>`
        : html`<p>Tap a word that the tutor says, and save it: it is kept here.</p>`}
      ${total > items.length
        ? html`<p><button @click=${more}>Show more of ${number(total)}</button></p>` : nothing}
      <p class="state" role="status">${this.removed
        ? html`Removed <span lang="fr">${this.removed.word.word}</span>.
          <button id="undo" class="quiet" @click=${undo}>Undo</button>` : nothing}</p>`;
  }

  savedWord(item) {
    const { word } = item;
    const remove = () => this.attempt(() => this.remove(item));
    return html`<li>
      <button class="quiet" lang="fr" @click=${() => this.entry.show(word.id, word.word)}>
        ${word.word}</button>
      <span>${word.english_translation}</span>
      ${speaker(word.word, `Listen to ${word.word}`)}
      <button class="quiet" aria-label=${`Remove ${word.word}`} @click=${remove}>Remove</button>
    </li>`;
  }

  mapView() {
    const { words, known, learning, assumed, blocks } = this.map;
    return html`
      <h2 id="map-title">Words I know</h2>
      <p>You know <b>${number(known)}</b> and are learning <b>${number(learning)}</b> of the
        ${number(words)} most useful words. ${number(assumed)} easy words and grammar words count
        as known until you stumble on one.</p>
      <table class="map" aria-labelledby="map-title">
        <thead><tr><th scope="col">Rank</th><td></td>
          ${STANDINGS.map(([name, label]) => html`
            <th scope="col"><span class=${`key ${name}`}></span>${label}</th>`)}</tr></thead>
        <tbody>${blocks.map((block) => this.row(block))}</tbody>
      </table>`;
  }

  row(block) {
    const opened = this.opened?.first_rank === block.first_rank ? this.opened : null;
    const toggle = () => this.attempt(() => this.toggle(block));
    return html`
      <tr>
        <th scope="row"><button class="quiet" aria-expanded=${opened !== null} @click=${toggle}>
          ${block.first_rank}–${block.last_rank}</button></th>
        <td class="bar">${bar(block)}</td>
        ${STANDINGS.map(([name]) => html`<td>${block[name]}</td>`)}
      </tr>
      ${opened ? html`<tr><td colspan="5">
        <ul class="forms">${opened.words.map((word) => this.chip(word))}</ul></td></tr>` : nothing}`;
  }

  chip({ word_id: id, word, standing }) {
    return html`<li><button class=${standing} @click=${() => this.entry.show(id, word)}>
      <span lang="fr">${word}</span><span class="unseen">, ${SAID[standing]}</span></button></li>`;
  }
}

function bar(block) {
  let start = 0;
  return html`<svg viewBox=${`0 0 ${block.words} 10`} preserveAspectRatio="none"
      aria-hidden="true">
    ${STANDINGS.map(([name]) => {
      const x = start;
      start += block[name];
      return svg`<rect class=${name} x=${x} width=${block[name]} height="10"/>`;
    })}</svg>`;
}

async function wordsBetween({ first_rank: first, last_rank: last }) {
  const words = [];
  let cursor = "";
  do {
    const page = await call("GET", `/progress/words?first_rank=${first}&last_rank=${last}`
      + `&limit=500&cursor=${encodeURIComponent(cursor)}`);
    words.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return words;
}
