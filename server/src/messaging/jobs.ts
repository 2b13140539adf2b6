import type { Language } from "@kept/language";
import { z } from "zod";
import { codeForMail, contactOf, sessionsOf } from "../identity/index.js";
import { type Job, newId, personId, type Running } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { deliver } from "./deliver.js";
import { queueMail } from "./queue.js";
import { compose } from "./rules.js";
import type { Transport } from "./transport.js";

const asked = z.object({ person: personId, alert: z.enum(["new_device", "changed", "locked"]), session: z.uuid().optional() });

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
          const { person, alert, session } = asked.parse(payload);
          const to = await contactOf(tx, person);
          if (!to) return;
          const device = session && (await sessionsOf(tx, person, now)).find((s) => s.id === session)?.label;
          const url = `${config.url}/${policy.organisation.id}/account/${alert === "locked" ? "sign-in" : "lock"}`;
          const kind = `alert.${alert}` as const;
          const said = (["vi", "en"] as const).map((lang) =>
            compose(policy, kind, lang, { time: inVietnam(now, lang), device: device || "?", url }),
          );
          const letter = { subject: said[0]?.subject ?? "", text: said.map((l) => l.text).join("\n\n") };
          await queueMail(tx, person, session ?? newId(), kind, { ...letter, to }, now);
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
