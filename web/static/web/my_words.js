// The words a learner saves: one list of their own, made when the first word is saved.

import { call } from "./api.js";

const NAME = "My words";
const PAGE = 100;

async function mine(query = "") {
  const { items } = await call("GET", `/lists?limit=100${query}`);
  return items.find((list) => list.editable && list.name === NAME);
}

export async function isSaved(wordId) {
  return (await mine(`&word_id=${wordId}`)) !== undefined;
}

export async function saveWord(wordId, messageId = null) {
  const { id } = (await mine()) || (await call("POST", "/lists", { name: NAME }));
  await call("POST", `/lists/${id}/words`, { word_id: wordId, message_id: messageId });
}

export async function removeWord(wordId) {
  const list = await mine(`&word_id=${wordId}`);
  if (list) await call("DELETE", `/lists/${list.id}/words/${wordId}`);
}

/** Return `{id, total, items}` of the saved words from an offset on, newest first. */
export async function savedWords(offset = 0) {
  const list = await mine();
  if (!list) return { id: null, total: 0, items: [] };
  const { words } = await call("GET", `/lists/${list.id}?limit=${PAGE}&offset=${offset}`);
  return { id: list.id, ...words };
}
