// One conversation: the transcript, the reply as it comes, and corrections where they belong.

import { call } from "./api.js";
import { pieces } from "./corrections.js";
import { cut } from "./forms.js";
import { SessionSocket } from "./socket.js";
import { speaker } from "./speech.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

const STATES = { open: "", waiting: "Connecting…", closed: "The connection is closed." };

export class Conversation {
  constructor(started, { changed, finish, entry }) {
    Object.assign(this, { changed, finish, entry });
    this.session = started.session;
    this.lines = [];
    this.connection = "waiting";
    this.xp = 0;
    this.draft = "";
    this.notice = "";
    if (started.assistant_turn) this.addReply(started.assistant_turn);
    this.socket = new SessionSocket(this.session.id, {
      lastSequence: started.assistant_turn ? 1 : 0,
      hear: (frame) => { this.hear(frame); this.changed(); },
      changed: (connection) => { this.connection = connection; this.changed(); },
    });
  }

  end() {
    this.socket.end();
  }

  get isAnswering() {
    return this.lines.some((line) => line.waiting);
  }

  hear({ type, data }) {
    const heard = {
      missed: () => data.items.forEach((message) => this.addMissed(message)),
      session_ready: () => this.resumed(data),
      turn_accepted: () => this.accepted(data),
      assistant_delta: () => this.grow(data),
      assistant_reset: () => this.startAgain(data),
      feedback: () => this.addFeedback(data),
      turn_result: () => this.result(data),
      turn_cancelled: () => this.settle(data.client_message_id, "Stopped."),
      error: () => this.refused(data),
    }[type];
    heard?.();
  }

  line(clientMessageId) {
    return this.lines.find((line) => line.clientMessageId === clientMessageId);
  }

  say(content) {
    const clientMessageId = crypto.randomUUID();
    this.lines.push({ mine: true, content, clientMessageId, waiting: true, note: "sending…" });
    this.socket.say(content, clientMessageId);
    this.draft = "";
    this.notice = "";
    this.changed();
  }

  accepted(data) {
    const line = this.line(data.client_message_id);
    if (!line) return;
    line.turnId = data.turn_id;
    line.note = data.waiting ? "saved, waiting" : "saved";
  }

  grow({ turn_id: turnId, offset, text }) {
    let reply = this.lines.find((line) => line.replyTo === turnId);
    if (!reply) {
      reply = { mine: false, content: "", replyTo: turnId, streaming: true };
      this.lines.push(reply);
    }
    const points = Array.from(reply.content);
    if (points.length === offset) reply.content += text;
  }

  startAgain({ turn_id: turnId }) {
    this.lines = this.lines.filter((line) => line.replyTo !== turnId);
  }

  resumed({ pending_turn: pending }) {
    if (!pending) return;
    this.startAgain(pending);
    if (pending.text_so_far) this.grow({ ...pending, offset: 0, text: pending.text_so_far });
  }

  addFeedback(data) {
    const line = this.lines.find((candidate) => candidate.turnId === data.turn_id);
    if (line) line.feedback = data.error_feedback;
  }

  result(turn) {
    this.session = turn.session;
    this.settle(turn.user_message.client_message_id, `+${turn.xp_awarded} XP`);
    const line = this.line(turn.user_message.client_message_id);
    if (line) Object.assign(line, { feedback: turn.error_feedback, words: turn.word_feedback });
    this.startAgain(turn);
    if (turn.assistant_turn) this.addReply(turn.assistant_turn);
  }

  settle(clientMessageId, note) {
    const line = this.line(clientMessageId);
    if (line) Object.assign(line, { waiting: false, note });
  }

  refused(data) {
    this.settle(data.client_message_id, "not answered");
    this.notice = data.message || "The message was not understood.";
  }

  addReply({ message, targets, degraded, safety }) {
    if (this.lines.some((line) => line.id === message.id)) return;
    this.lines.push({ mine: false, id: message.id, content: message.content, targets, degraded, safety });
  }

  addMissed(message) {
    if (message.sender === "assistant") {
      this.addReply({ message, targets: [] });
      return;
    }
    const line = this.line(message.client_message_id);
    if (line) this.settle(message.client_message_id, "saved");
    else this.lines.push({ mine: true, id: message.id, content: message.content });
  }

  shown() {
    const log = document.getElementById("log");
    if (log && this.lines.length !== this.shownLines) log.lastElementChild?.scrollIntoView();
    this.shownLines = this.lines.length;
  }

  view() {
    const submit = (event) => {
      event.preventDefault();
      if (!this.draft.trim()) return;
      this.say(this.draft);
      document.getElementById("say").value = "";
    };
    const key = (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
    };
    const typed = (event) => { this.draft = event.target.value; };
    return html`
      <header>
        <h1>${this.session.topic || "Conversation"}</h1>
        <p class="figures">${this.session.xp_earned} XP · ${this.session.words_practiced} words
          <button class="quiet" @click=${this.finish}>Finish</button></p>
      </header>
      <div id="log" role="log" aria-live="polite">
        ${this.lines.map((line) => (line.mine ? this.myLine(line) : this.tutorLine(line)))}
      </div>
      ${this.chips()}
      <form class="say" @submit=${submit}>
        <label for="say">Your message</label>
        <textarea id="say" lang="fr" rows="2" maxlength="4000" autofocus spellcheck="false"
          placeholder="Écris en français…" .value=${this.draft}
          @input=${typed} @keydown=${key}></textarea>
        <button class="primary">Send</button>
        ${this.isAnswering
          ? html`<button type="button" @click=${() => this.socket.cancel()}>Stop</button>`
          : nothing}
      </form>
      <p class="state" role="status">${STATES[this.connection]} ${this.notice}</p>`;
  }

  myLine(line) {
    const feedback = line.feedback;
    const errors = feedback?.errors || [];
    const again = feedback && feedback.corrected_text !== line.content;
    return html`
      <article class="mine">
        <p lang="fr" class="said">${this.corrected(line.content, errors)}</p>
        ${again ? html`<p class="recast">Better:
          <span lang="fr" class="said">${feedback.corrected_text}</span></p>` : nothing}
        ${errors.length ? html`<ul class="why">
          ${errors.filter((error) => !error.folded).map((error) => this.why(error))}
        </ul>` : nothing}
        ${this.folded(errors)}
        <small>${line.note || ""} ${this.usedWords(line)}</small>
      </article>`;
  }

  corrected(content, errors) {
    return pieces(content, errors).map(({ text, error }) => {
      if (!error) return text;
      const better = error.suggestion
        ? html` <ins lang="fr">${error.suggestion}</ins>` : nothing;
      return html`<del title=${error.message}>${text}</del>${better}`;
    });
  }

  why(error) {
    const report = () => call("POST", `/corrections/${error.id}/report`, {})
      .then(() => { error.reported = true; this.changed(); });
    return html`<li><span class="kind">${error.category}</span> ${error.message}
      <button class="quiet" ?disabled=${error.reported} @click=${report}>
        ${error.reported ? "Reported, thank you" : "This is wrong"}</button></li>`;
  }

  folded(errors) {
    const rest = errors.filter((error) => error.folded);
    return rest.length ? html`<details><summary>${rest.length} more</summary>
      <ul class="why">${rest.map((error) => this.why(error))}</ul></details>` : nothing;
  }

  usedWords(line) {
    const used = (line.words || []).filter((word) => word.was_used);
    return used.length
      ? html`· used: <span lang="fr">${used.map((word) => word.word).join(", ")}</span>` : nothing;
  }

  tutorLine(line) {
    return html`
      <article class="tutor">
        ${line.streaming
          ? html`<p lang="fr" class="said">${line.content}<span class="caret">…</span></p>`
          : this.spoken(line)}
        ${this.whomToCall(line)}
        ${line.degraded ? html`<small>answered by the offline tutor</small>` : nothing}
      </article>`;
  }

  /** Numbers to call, as links, under a reply to somebody who seems to be in danger. */
  whomToCall({ safety }) {
    if (!safety) return nothing;
    return html`<ul class="call" aria-label="Whom you can call">
      ${safety.resources.map(({ number, label, url }) => html`<li>
        <a href=${url}>${number}</a> ${label}</li>`)}
    </ul>`;
  }

  /** A tap on a word opens its entry; the keyboard gets there by the button. */
  spoken({ content, id }) {
    const tapped = ({ target }) => {
      if (target.matches(".form")) this.entry.lookUp(target.textContent, id);
    };
    return html`
      <p lang="fr" class="said" @click=${tapped}>${cut(content).map((piece) => (piece.isForm
        ? html`<span class="form">${piece.text}</span>` : piece.text))}</p>
      <p class="tools">${speaker(content)}<button type="button" class="quiet"
        aria-haspopup="dialog" @click=${() => this.entry.choose(content, id)}>Words</button></p>`;
  }

  chips() {
    const last = this.lines.findLast((line) => !line.mine && line.targets);
    const chips = (last?.targets || []).filter((target) => target.mode !== "listen");
    if (!chips.length) return nothing;
    return html`<ul class="chips" aria-label="Words to try">
      ${chips.map((target) => html`<li class=${target.mode}>
        ${target.mode === "introduce"
          ? html`new: <button class="quiet" lang="fr" aria-haspopup="dialog"
              @click=${() => this.entry.show(target.word_id, target.word, last.id)}>${target.word}</button>
              – ${target.translation}`
          : html`try to say: <b>${target.translation}</b>`}</li>`)}
    </ul>`;
  }
}
