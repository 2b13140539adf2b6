export { messagingErasing } from "./erase.js";
export { newestTexts } from "./newest.js";
export { type Mail, queueMail } from "./queue.js";
export { compose, type Letter, signature } from "./rules.js";
export { deleteMessages } from "./store.js";
export { smtp, type Transport } from "./transport.js";
export { type TemplateName, templates } from "./words.js";
