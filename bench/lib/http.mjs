import { connect } from "node:net";

/**
 * One keep-alive connection that carries one request at a time. Written on bare sockets so that the load generator, which shares the
 * machine with what it measures, takes as little of it as can be.
 */
export class Connection {
  #socket;
  #buffer = Buffer.alloc(0);
  #waiting;

  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(new Connection(socket)));
      socket.setNoDelay(true);
      socket.once("error", reject);
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on("data", (chunk) => this.#read(chunk));
    const fail = () => this.#settle(new Error("the connection was closed"));
    socket.on("error", fail);
    socket.on("close", fail);
  }

  /** `request`: { method, path, headers?, body? }. Answers { status, body }. */
  send({ method, path, headers = "", body = "" }) {
    const length = body === "" ? "" : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}${length}\r\n${body}`);
    });
  }

  close() {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #settle(result) {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!waiting) return;
    if (result instanceof Error) waiting.reject(result);
    else waiting.resolve(result);
  }

  #read(chunk) {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    const end = this.#buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.#buffer.toString("latin1", 0, end);
    const body = this.#buffer.subarray(end + 4);
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    if (length === undefined) {
      // Chunked: nothing is sent behind the answer, so its end is the end of what came.
      if (!/\r\ntransfer-encoding: *chunked/i.test(head) || body.subarray(-5).toString("latin1") !== "0\r\n\r\n") return;
    } else if (body.length < Number(length)) return;
    this.#buffer = Buffer.alloc(0);
    this.#settle({ status: Number(head.slice(9, 12)), body: body.toString() });
  }
}
