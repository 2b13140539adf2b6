import { connect } from "node:net";

/** Whether a mail server offers STARTTLS; undefined where it cannot be asked. Mail is never sent to one that offers none. */
export function offersTls(host: string, port: number): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 5000 });
    let heard = "";
    const end = (offered?: boolean) => {
      socket.destroy();
      resolve(offered);
    };
    socket.setEncoding("latin1");
    socket.on("timeout", () => end());
    socket.on("error", () => end());
    socket.on("close", () => end());
    socket.on("data", (chunk: string) => {
      heard += chunk;
      if (heard.length > 8192) return end();
      if (/^220[ ][^\n]*\n$/m.test(heard)) {
        heard = "";
        socket.write("EHLO probe.invalid\r\n");
      } else if (/^250 [^\n]*\n/m.test(heard)) end(/^250[ -]STARTTLS\s*$/im.test(heard));
    });
  });
}
