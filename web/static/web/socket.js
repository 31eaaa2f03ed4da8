// One session's socket: it comes back by itself, and nothing said is lost or said twice.

import { call } from "./api.js";

const FIRST_WAIT = 500;
const LONGEST_WAIT = 15000;
const HEARTBEAT = 25000;
// Without an answer to a heartbeat the line is dead, whatever the browser thinks.
const PATIENCE = 10000;
const FINAL_CODES = new Set([4404, 4413]);

export class SessionSocket {
  /** `hear` gets every frame; `changed` gets "open", "waiting" or "closed". */
  constructor(sessionId, { hear, changed, lastSequence }) {
    Object.assign(this, { sessionId, hear, changed, lastSequence });
    this.unacknowledged = new Map();
    this.wait = FIRST_WAIT;
    this.ended = false;
    this.open();
  }

  async open() {
    if (this.ended) return;
    try {
      const { ticket } = await call("POST", "/auth/ws-ticket", { session_id: this.sessionId });
      this.connect(ticket);
    } catch (problem) {
      if (problem.status === 401 || problem.status === 404) this.end();
      else this.again();
    }
  }

  connect(ticket) {
    if (this.ended) return;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const after = `after_sequence=${this.lastSequence}`;
    const url = `${scheme}://${location.host}/api/v1/sessions/${this.sessionId}/ws?${after}`;
    this.socket = new WebSocket(url, [`ticket.${ticket}`]);
    this.socket.onmessage = (event) => this.received(JSON.parse(event.data));
    this.socket.onclose = (event) => this.lost(event.code);
  }

  received(frame) {
    clearTimeout(this.deadline);
    if (frame.type === "session_ready") this.ready();
    if (frame.type === "missed") frame.data.items.forEach((message) => this.seen(message));
    if (frame.type === "turn_accepted") this.unacknowledged.delete(frame.data.client_message_id);
    if (frame.type === "error") this.unacknowledged.delete(frame.data.client_message_id);
    if (frame.type === "turn_result") {
      this.seen(frame.data.user_message);
      if (frame.data.assistant_turn) this.seen(frame.data.assistant_turn.message);
    }
    this.hear(frame);
  }

  seen(message) {
    this.lastSequence = Math.max(this.lastSequence, message.sequence_number);
  }

  ready() {
    this.wait = FIRST_WAIT;
    this.changed("open");
    this.unacknowledged.forEach((frame) => this.put(frame));
    clearInterval(this.beating);
    this.beating = setInterval(() => this.beat(), HEARTBEAT);
  }

  beat() {
    this.put({ type: "heartbeat", sent_at: Date.now() / 1000 });
    this.deadline = setTimeout(() => this.socket.close(), PATIENCE);
  }

  say(content, clientMessageId) {
    const frame = { type: "user_message", content, client_message_id: clientMessageId };
    this.unacknowledged.set(clientMessageId, frame);
    this.put(frame);
  }

  cancel() {
    this.put({ type: "cancel" });
  }

  put(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  lost(code) {
    clearInterval(this.beating);
    clearTimeout(this.deadline);
    if (FINAL_CODES.has(code)) this.end();
    else this.again();
  }

  again() {
    if (this.ended) return;
    this.changed("waiting");
    setTimeout(() => this.open(), this.wait * (0.5 + Math.random()));
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  end() {
    this.ended = true;
    clearInterval(this.beating);
    this.socket?.close();
    this.changed("closed");
  }
}
