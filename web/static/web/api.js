// The public REST API, with tokens kept in this browser and renewed when they end.

const BASE = "/api/v1";
const KEY = "tutor.tokens";

let tokens = JSON.parse(localStorage.getItem(KEY) || "null");
let renewing = null;

export class Problem extends Error {
  constructor(body, status) {
    super(body?.detail || `The server answered ${status}.`);
    this.code = body?.code || "unknown";
    this.status = status;
  }
}

/** Return what to tell the learner; a fault of our own goes on to the console. */
export function sentenceOf(error) {
  if (error instanceof Problem) return error.message;
  if (error instanceof TypeError) return "The server cannot be reached.";
  throw error;
}

export function isSignedIn() {
  return tokens !== null;
}

function keep(pair) {
  tokens = pair;
  if (pair) localStorage.setItem(KEY, JSON.stringify(pair));
  else localStorage.removeItem(KEY);
}

async function send(method, path, body) {
  const headers = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (tokens) headers.Authorization = `Bearer ${tokens.access_token}`;
  return fetch(BASE + path, { method, headers, body: body && JSON.stringify(body) });
}

async function renew() {
  const response = await fetch(`${BASE}/auth/refresh`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ refresh_token: tokens.refresh_token }),
  });
  keep(response.ok ? await response.json() : null);
}

export async function call(method, path, body) {
  let response = await send(method, path, body);
  if (response.status === 401 && tokens) {
    renewing ||= renew().finally(() => (renewing = null));
    await renewing;
    if (tokens) response = await send(method, path, body);
  }
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new Problem(answer, response.status);
  return answer;
}

export async function signInAsGuest() {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  keep(await call("POST", "/auth/guest", { timezone }));
}

export async function signIn(email, password) {
  keep(await call("POST", "/auth/login", { email, password }));
}

export async function register(email, password) {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  await call("POST", "/auth/register", { email, password, timezone });
  await signIn(email, password);
}

export async function signOut() {
  const leaving = tokens;
  if (leaving) {
    await call("POST", "/auth/logout", { refresh_token: leaving.refresh_token }).catch(() => {});
  }
  keep(null);
}
