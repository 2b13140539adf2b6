import { type ssoSettings, writeSso } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Field, Option } from "../kit/field.js";
import { rawOf, Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import { words } from "./words.js";

/** The settings, as they are or to be made; the secret is never shown again. */
export function SsoForm({ settings }: { settings: z.output<typeof ssoSettings> | null }) {
  const say = useSay();
  const again = useQueryClient();
  const [mfa, setMfa] = useState(settings?.mfa ?? false);
  const [only, setOnly] = useState(settings?.only ?? false);
  const write = useSend({
    work: (body: z.input<(typeof writeSso)["body"]>) => client.call(writeSso, { body }),
    done: () => void again.invalidateQueries({ queryKey: ["sso"] }),
    said: () => ({ text: words.saved }),
  });
  const send = (data: FormData) => {
    const secret = rawOf(data, "client_secret");
    write.send({
      issuer: textOf(data, "issuer"),
      client_id: textOf(data, "client_id"),
      ...(secret ? { client_secret: secret } : {}),
      only,
      mfa,
      acr: textOf(data, "acr") || null,
      session_hours: Number(textOf(data, "session_hours")),
    });
  };
  return (
    <Sheet className="sheet-form gap" error={write.error} onSend={send}>
      <Field name="issuer" label={words.issuer} hint={words.issuerHint} initial={settings?.issuer ?? ""} maxLength={300} required />
      <Field name="client_id" label={words.clientId} initial={settings?.client_id ?? ""} maxLength={300} required />
      <Field
        name="client_secret"
        label={words.secret}
        type="password"
        autoComplete="off"
        maxLength={1000}
        hint={settings ? words.secretKept : undefined}
        required={!settings}
      />
      <Field
        name="session_hours"
        label={words.hours}
        hint={words.hoursHint}
        inputMode="numeric"
        initial={String(settings?.session_hours ?? 8)}
        maxLength={2}
        required
      />
      <Field name="acr" label={words.acr} hint={words.acrHint} initial={settings?.acr ?? ""} maxLength={200} />
      <fieldset className="opts">
        <Option name="mfa" value="mfa" type="checkbox" checked={mfa} note={say(words.mfaText)} onChoose={setMfa}>
          {say(words.mfa)}
        </Option>
        <Option name="only" value="only" type="checkbox" checked={only} note={say(words.onlyText)} onChoose={setOnly}>
          {say(words.only)}
        </Option>
      </fieldset>
      <p>
        <Button kind="main" type="submit" busy={write.busy}>
          {say(kit.save)}
        </Button>
      </p>
    </Sheet>
  );
}
