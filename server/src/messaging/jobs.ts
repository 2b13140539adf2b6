import { type Language, say } from "@kept/language";
import { z } from "zod";
import { grantToTell } from "../access/index.js";
import { alertForMail, codeForMail, contactOf } from "../identity/index.js";
import { type Job, newId, personId, type Running } from "../platform/index.js";
import { showDate } from "../platform/page/index.js";
import { inForce } from "../policy/index.js";
import { lockKeeping, markTold } from "../retention/index.js";
import { languageOf } from "../vault/index.js";
import { deliver } from "./deliver.js";
import { queueMail } from "./queue.js";
import { compose } from "./rules.js";
import type { Transport } from "./transport.js";

/** Mails asked for by domains that stand before this one, and the sending of what is queued. */
export function messagingJobs(running: Running, transport: Transport | undefined): Job[] {
  const { database, clock, config } = running;
  return [
    {
      task: "messaging.code",
      async run(organisation, payload) {
        const { policy } = await inForce(database, organisation);
        const now = clock.now();
        await database.write(organisation, async (tx) => {
          const code = await codeForMail(tx, String(payload.code), now);
          if (!code) return;
          const minutes = String(Math.max(1, Math.round((code.expiresAt.getTime() - now.getTime()) / 60_000)));
          const url = `${config.url}/${policy.organisation.id}/account/lock`;
          const kind = `code.${code.purpose}` as const;
          const letter = compose(policy, kind, code.lang, { code: code.code, minutes, url });
          await queueMail(tx, code.person, String(payload.code), kind, { ...letter, to: code.to }, now);
        });
      },
    },
    {
      task: "messaging.alert",
      async run(organisation, payload) {
        const { policy } = await inForce(database, organisation);
        const now = clock.now();
        await database.write(organisation, async (tx) => {
          const alert = await alertForMail(tx, payload);
          if (!alert) return;
          const url = `${config.url}/${policy.organisation.id}/account/${alert.alert === "locked" ? "sign-in" : "lock"}`;
          const kind = `alert.${alert.alert}` as const;
          const letter = compose(policy, kind, alert.lang, { time: inVietnam(alert.at, alert.lang), device: alert.device ?? "?", url });
          await queueMail(tx, alert.person, alert.id, kind, { ...letter, to: alert.to }, now);
        });
      },
    },
    {
      // Retention asks for it some days before a timed erasure.
      task: "messaging.keeping_ends",
      async run(organisation, payload) {
        const { policy } = await inForce(database, organisation);
        const person = personId.parse(payload.person);
        const on = z.iso.date().parse(payload.on);
        await database.write(organisation, async (tx) => {
          // The date may have moved or been told of since, and whoever has no account has no contact that was proved.
          const keeping = await lockKeeping(tx, person);
          if (keeping?.endsOn !== on || keeping.toldOf === on) return;
          const to = await contactOf(tx, person);
          if (!to) return;
          const lang = (await languageOf(tx, person)) ?? "vi";
          const url = `${config.url}/${policy.organisation.id}/account`;
          const letter = compose(policy, "keeping.ends", lang, { day: showDate(on, lang), url });
          await queueMail(tx, person, newId(), "keeping.ends", { ...letter, to }, clock.now());
          await markTold(tx, person, on, clock.now());
        });
      },
    },
    {
      // Access asks for it when a second person agrees to emergency access: whoever watches reading is told at once.
      task: "messaging.break_glass",
      async run(organisation, payload) {
        const published = await inForce(database, organisation);
        const { policy } = published;
        const grant = z.uuid().parse(payload.grant);
        await database.write(organisation, async (tx) => {
          const told = await grantToTell(tx, published, grant);
          if (!told) return;
          const url = `${config.url}/console/${policy.organisation.id}/alarms`;
          const text = policy.purposes[told.purpose]?.text;
          const purpose = text ? say(text, "vi") : told.purpose;
          const values = { time: inVietnam(told.at, "vi"), minutes: String(told.minutes), purpose, url };
          const letter = compose(policy, "alert.break_glass", "vi", values);
          // The grant names the mail: to each of them once, however often this runs.
          for (const { holder, email } of told.to)
            await queueMail(tx, holder, grant, "alert.break_glass", { ...letter, to: email }, clock.now());
        });
      },
    },
    {
      task: "messaging.send",
      async run(organisation, payload) {
        if (transport) await deliver(running, transport, organisation, personId.parse(payload.person), String(payload.message));
      },
    },
  ];
}

function inVietnam(at: Date, lang: Language): string {
  return new Intl.DateTimeFormat(lang === "vi" ? "vi-VN" : "en-GB", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: "Asia/Ho_Chi_Minh",
  }).format(at);
}
