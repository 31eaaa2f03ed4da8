// The entry of a word, over the page: what it means, how it sounds, saved or known.

import { call, sentenceOf } from "./api.js";
import { cut, wordsOf } from "./forms.js";
import { isSaved, removeWord, saveWord } from "./my_words.js";
import { speaker } from "./speech.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

const capital = (text) => text[0].toUpperCase() + text.slice(1);

export class Entry {
  /** `closed` is told when the learner is done, with whether anything was changed. */
  constructor({ changed, closed }) {
    Object.assign(this, { changed, closed });
    this.close();
  }

  close() {
    Object.assign(this, { isOpen: false, title: "", forms: [], found: [], notice: "" });
    this.touched = false;
  }

  /** Open with the words of a message to choose from. */
  choose(sentence, messageId) {
    const forms = cut(sentence).filter((piece) => piece.isForm).map((piece) => piece.text);
    this.forms = [...new Set(forms)];
    this.title = "";
    this.messageId = messageId;
    this.open();
  }

  lookUp(form, messageId) {
    this.messageId = messageId;
    this.load(form, () => wordsOf(form));
  }

  show(wordId, title, messageId = null) {
    this.messageId = messageId;
    this.load(title, async () => [await call("GET", `/vocabulary/${wordId}`)]);
  }

  open() {
    this.isOpen = true;
    this.changed();
  }

  /** Words asked for last win, whichever answer comes first. */
  async load(title, find) {
    Object.assign(this, { title, found: [], notice: "Looking it up…" });
    const asked = (this.asked = {});
    this.open();
    await this.attempt(async () => {
      const found = await Promise.all((await find()).map(described));
      if (asked !== this.asked) return;
      this.found = found;
      this.notice = found.length ? "" : "This is not in the word list.";
    });
  }

  async attempt(work) {
    try {
      await work();
    } catch (error) {
      this.notice = sentenceOf(error);
    }
    this.changed();
  }

  async change(item, work) {
    if (item.busy) return;
    item.busy = true;
    await this.attempt(async () => {
      await work();
      this.touched = true;
    });
    item.busy = false;
  }

  toggleSaved(item) {
    return this.change(item, async () => {
      await (item.saved ? removeWord(item.word.id) : saveWord(item.word.id, this.messageId));
      item.saved = !item.saved;
      this.notice = item.saved ? "Saved to My words." : "Removed from My words.";
    });
  }

  toggleKnown(item) {
    return this.change(item, async () => {
      const { id } = item.word;
      const card = await (item.known
        ? call("POST", `/progress/${id}/resume`) : call("POST", `/progress/${id}/known`));
      item.known = card.known;
      this.notice = item.known ? "You will not be asked for it." : "It may be asked for again.";
    });
  }

  shown() {
    const dialog = document.getElementById("entry");
    if (this.isOpen && !dialog.open) dialog.showModal();
  }

  view() {
    const close = (event) => event.target.closest("dialog").close();
    const outside = (event) => { if (event.target.id === "entry") close(event); };
    const closed = () => {
      const { touched } = this;
      this.close();
      this.changed();
      if (touched) this.closed();
    };
    return html`<dialog id="entry" aria-labelledby="entry-title" @close=${closed} @click=${outside}>
      ${this.isOpen ? html`<div>
        <header>
          <h2 id="entry-title">${this.title
            ? html`<span lang="fr">${this.title}</span>` : "Words of this message"}</h2>
          <button type="button" class="quiet" @click=${close}>Close</button>
        </header>
        ${this.choices()}
        ${this.found.map((item) => this.word(item))}
        <p class="state" role="status">${this.notice}</p>
      </div>` : nothing}
    </dialog>`;
  }

  choices() {
    if (!this.forms.length) return nothing;
    const choose = (form) => this.lookUp(form, this.messageId);
    return html`<ul class="forms" aria-label="Words of this message">
      ${this.forms.map((form) => html`<li><button type="button" lang="fr"
        aria-pressed=${form === this.title} @click=${() => choose(form)}>${form}</button></li>`)}
    </ul>`;
  }

  word(item) {
    const { word } = item;
    const facts = [word.part_of_speech, word.gender, word.level, `rank ${word.frequency_rank}`];
    return html`<section class="entry">
      <h3><span lang="fr">${word.word}</span> ${speaker(word.word, `Listen to ${word.word}`)}</h3>
      <p class="figures">${capital(facts.filter(Boolean).join(", "))}</p>
      <p>${word.english_translation}</p>
      ${word.example_sentence ? html`<p class="example">
        <span lang="fr">${word.example_sentence}</span>
        ${speaker(word.example_sentence, "Listen to the example")}
        <br><small>${word.example_translation}</small></p>` : nothing}
      ${word.usage_notes ? html`<p><small>${word.usage_notes}</small></p>` : nothing}
      <p class="actions">
        <button type="button" class=${item.saved ? "" : "primary"}
          @click=${() => this.toggleSaved(item)}>
          ${item.saved ? "Remove from My words" : "Save to My words"}</button>
        <button type="button" @click=${() => this.toggleKnown(item)}>
          ${item.known ? "Ask me for it again" : "I know this word"}</button></p>
    </section>`;
  }
}

async function described(word) {
  const [saved, { known }] = await Promise.all([
    isSaved(word.id), call("GET", `/progress/${word.id}`)]);
  return { word, saved, known };
}
