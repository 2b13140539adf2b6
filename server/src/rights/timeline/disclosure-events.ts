import type { EventWords } from "./events.js";
import { textOf } from "./read-event.js";

/** What events of recipients and of state bodies' demands say. */
export const disclosureEvents: Readonly<Record<string, EventWords>> = {
  "recipient.told": {
    kind: "disclosure",
    vi: () => "Những bên đã nhận dữ liệu của bạn được báo về thay đổi này",
    en: () => "Those who had received your data were told of this change",
  },
  "paper.kept": {
    kind: "change",
    vi: (e) => `${e.Who} lưu một hoá đơn hay chứng từ của bạn; luật buộc giữ đến hết ${e.day(textOf(e.event, "until"))}`,
    en: (e) =>
      `${e.Who} filed an invoice or accounting paper of yours; the law has it kept until the end of ${e.day(textOf(e.event, "until"))}`,
  },
  "authority.received": {
    kind: "disclosure",
    vi: (e) => `Có văn bản yêu cầu của ${e.recipient}`,
    en: (e) => `A demand in writing came from ${e.recipient}`,
  },
  "authority.document_kept": {
    kind: "disclosure",
    vi: (e) => `Văn bản của ${e.recipient} được cất, niêm phong`,
    en: (e) => `The document of ${e.recipient} was kept, sealed`,
  },
  "authority.decided": {
    kind: "disclosure",
    vi: (e) => `${e.Who} quyết định về yêu cầu của ${e.recipient}`,
    en: (e) => `${e.Who} decided on what ${e.recipient} asked`,
  },
  "authority.execution_begun": {
    kind: "change",
    vi: (e) => `${e.Who} bắt đầu xoá theo yêu cầu của ${e.recipient}`,
    en: (e) => `${e.Who} began an erasure that ${e.recipient} asked for`,
  },
  "authority.answered": {
    kind: "disclosure",
    vi: (e) => `Yêu cầu của ${e.recipient} đã được trả lời`,
    en: (e) => `What ${e.recipient} asked was answered`,
  },
  "authority.refused": {
    kind: "refusal",
    vi: (e) => `Yêu cầu của ${e.recipient} thiếu điều kiện nên bị từ chối`,
    en: (e) => `What ${e.recipient} asked lacked what it needs, and was refused`,
  },
};
