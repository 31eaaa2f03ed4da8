// The practice page: signing in, choosing a session, talking, and what came of it.

import {
  call, isSignedIn, register, sentenceOf, signIn, signInAsGuest, signOut,
} from "./api.js";
import { Conversation } from "./conversation.js";
import { Entry } from "./entry.js";
import { hush, watchVoices } from "./speech.js";
import { html, nothing, render } from "./vendor/lit-html/lit-html.js";
import { WordsPage } from "./words_page.js";

const TOPICS = [
  ["", "Anything"],
  ["se présenter", "Introducing yourself"],
  ["famille", "Family"],
  ["nourriture", "Food and restaurants"],
  ["voyage", "Travel"],
  ["ville", "The city"],
  ["travail", "Work"],
  ["loisirs", "Free time and sport"],
  ["maison", "Home"],
  ["santé", "Health"],
  ["achats", "Shopping"],
  ["météo", "Weather and nature"],
  ["culture", "Films, music, books"],
];
const LEVELS = ["A1", "A2", "B1", "B2", "C1"];
const MINUTES = [5, 10, 15, 30];

const app = document.getElementById("app");
app.replaceChildren(); // lit-html leaves what stands in the page
const state = { page: "loading", profile: null, problem: "", summary: null };
let shownPage = "loading";
const entry = new Entry({ changed: show, closed: () => attempt(reloadWords) });

async function attempt(work) {
  state.problem = "";
  try {
    await work();
  } catch (error) {
    state.problem = sentenceOf(error);
  }
  show();
}

async function enter() {
  state.profile = await call("GET", "/users/me");
  state.page = "choose";
}

function welcome() {
  const withPassword = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    const way = event.submitter.value === "register" ? register : signIn;
    attempt(async () => {
      await way(form.get("email"), form.get("password"));
      await enter();
    });
  };
  const asGuest = () => attempt(async () => { await signInAsGuest(); await enter(); });
  return html`
    <h1>Practise French</h1>
    <p>Talk with a patient tutor. The words you need come back just before you forget them.</p>
    <p><button class="primary" @click=${asGuest}>Start as a guest</button></p>
    <details>
      <summary>Use an account</summary>
      <form @submit=${withPassword}>
        <label>Email <input name="email" type="email" required autocomplete="username"></label>
        <label>Password
          <input name="password" type="password" required minlength="8" maxlength="128"
                 autocomplete="current-password">
        </label>
        <button name="way" value="login">Sign in</button>
        <button name="way" value="register">Make an account</button>
      </form>
    </details>`;
}

async function talk(plan) {
  const started = await call("POST", "/sessions", plan);
  state.talk = new Conversation(started, { changed: show, finish, entry });
  state.page = "talk";
}

async function seeWords() {
  const words = new WordsPage({
    attempt,
    entry,
    talk: (id) => attempt(() => talk({ word_list_id: id })),
    leave: () => attempt(enter),
  });
  await words.load();
  state.words = words;
  state.page = "words";
}

async function reloadWords() {
  if (state.page === "words") await state.words.load();
}

function choose() {
  const { profile } = state;
  const level = { beginner: "A1", elementary: "A2", intermediate: "B1", upper_intermediate: "B2",
    advanced: "C1" }[profile.proficiency_level] || profile.proficiency_level;
  const start = (event) => {
    event.preventDefault();
    const form = new FormData(event.target);
    attempt(async () => {
      if (form.get("level") !== level) {
        await call("PATCH", "/users/me", { proficiency_level: form.get("level") });
      }
      await talk({
        topic: form.get("topic"),
        conversation_style: form.get("style"),
        planned_duration_minutes: Number(form.get("minutes")),
      });
    });
  };
  const leave = () => attempt(async () => { await signOut(); state.page = "welcome"; });
  const options = (choices, chosen) => choices.map(([value, label]) =>
    html`<option value=${value} ?selected=${value === chosen}>${label}</option>`);
  return html`
    <h1>A new conversation</h1>
    <p class="figures">Level ${profile.level} · ${profile.total_xp} XP ·
      ${profile.current_streak} ${profile.current_streak === 1 ? "day" : "days"} in a row</p>
    <form @submit=${start}>
      <label>What about? <select name="topic">${options(TOPICS, "")}</select></label>
      <label>Your level
        <select name="level">${options(LEVELS.map((name) => [name, name]), level)}</select></label>
      <label>How long?
        <select name="minutes">
          ${options(MINUTES.map((n) => [String(n), `${n} minutes`]), "15")}</select></label>
      <label>Which style?
        <select name="style">${options([["tutor", "Tutor"], ["casual", "Friend"],
          ["travel", "On a journey"], ["business", "At work"]], "tutor")}</select></label>
      <button class="primary">Begin</button>
    </form>
    <p><button @click=${() => attempt(seeWords)}>My words</button>
      <button class="quiet" @click=${leave}>Sign out</button></p>`;
}

async function finish() {
  await attempt(async () => {
    const { id } = state.talk.session;
    await call("PATCH", `/sessions/${id}`, { status: "completed" });
    state.summary = await call("GET", `/sessions/${id}/summary`);
    state.talk.end();
    state.page = "summary";
  });
}

function summary() {
  const { summary: figures } = state;
  const percent = Math.round(figures.accuracy_rate * 100);
  const anew = () => attempt(enter);
  return html`
    <h1>Well done!</h1>
    <dl class="summary">
      <div><dt>XP earned</dt><dd>${figures.xp_earned}</dd></div>
      <div><dt>Words used</dt><dd>${figures.words_practiced}</dd></div>
      <div><dt>Used cleanly</dt><dd>${percent} %</dd></div>
      <div><dt>New words</dt><dd>${figures.new_words_introduced}</dd></div>
    </dl>
    ${figures.errors_to_learn.length ? html`
      <h2>Worth another look</h2>
      <ul>${figures.errors_to_learn.map((error) => html`
        <li><del lang="fr">${error.span}</del>
          ${error.suggestion ? html`→ <ins lang="fr">${error.suggestion}</ins>` : nothing}
          <br><small>${error.message}</small></li>`)}</ul>` : nothing}
    <p><button class="primary" @click=${anew}>Another conversation</button>
      <button @click=${() => attempt(seeWords)}>My words</button></p>`;
}

const PAGES = {
  welcome, choose, summary, talk: () => state.talk.view(), words: () => state.words.view(),
};

function show() {
  const page = PAGES[state.page];
  render(html`
    ${page ? page() : html`<p>Loading…</p>`}
    <p class="problem" role="alert">${state.problem}</p>
    ${entry.view()}`, app);
  state.talk?.shown();
  state.words?.shown();
  entry.shown();
  if (state.page !== shownPage) arrive();
}

/** Bring the keyboard and the screen reader along to a new page. */
function arrive() {
  shownPage = state.page;
  hush();
  const heading = app.querySelector("h1");
  heading.tabIndex = -1;
  (app.querySelector("[autofocus]") || heading).focus();
}

watchVoices(show);

attempt(async () => {
  state.page = "welcome";
  if (isSignedIn()) {
    await enter().catch((error) => {
      if (error.status !== 401) throw error;
    });
  }
});
