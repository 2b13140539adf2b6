import { finishSetUp, type prepareSetUp } from "@kept/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { session } from "../app/session.js";
import { Button } from "../kit/button.js";
import { Field, Option } from "../kit/field.js";
import { rawOf, Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { makePasskey, passkeysWork } from "../sign-in/passkey.js";
import { Codes } from "./codes.js";
import { words } from "./words.js";

type With = z.input<(typeof finishSetUp)["body"]>["with"];

interface Props {
  readonly organisation: string;
  readonly token: string;
  readonly who: { readonly name: string; readonly email: string };
  readonly prepared: z.output<(typeof prepareSetUp)["response"]>;
}

/** Chooses how to sign in, and makes it so; then the recovery codes, once. */
export function Finish({ organisation, token, who, prepared }: Props) {
  const say = useSay();
  const again = useQueryClient();
  const [way, choose] = useState<"passkey" | "totp">(passkeysWork ? "passkey" : "totp");
  const finish = useMutation({
    mutationFn: async (chosen: () => Promise<With>) =>
      client.call(finishSetUp, { params: { organisation }, body: { token, ...who, with: await chosen() } }),
    onSuccess: (done) => {
      again.clear();
      again.setQueryData(session.queryKey, done.me);
    },
  });
  if (finish.data) return <Codes codes={finish.data.recovery_codes} organisation={finish.data.me.organisation.slug} />;
  return (
    <div className="flow gap">
      <fieldset className="opts">
        <legend className="t1">{say(words.how)}</legend>
        <Option
          name="way"
          value="passkey"
          checked={way === "passkey"}
          off={!passkeysWork}
          note={say(words.passkeyText)}
          onChoose={() => choose("passkey")}
        >
          {say(words.passkey)}
        </Option>
        <Option name="way" value="totp" checked={way === "totp"} onChoose={() => choose("totp")}>
          {say(words.totp)}
        </Option>
      </fieldset>
      {way === "passkey" ? (
        <>
          <Trouble error={finish.error} />
          <Button
            kind="main"
            icon="key"
            busy={finish.isPending}
            onPress={() => finish.mutate(async () => ({ passkey: await makePasskey(prepared.passkey) }))}
          >
            {say(words.makePasskey)}
          </Button>
        </>
      ) : (
        <Sheet
          error={finish.error}
          onSend={(data) =>
            finish.mutate(async () => ({
              password: rawOf(data, "password"),
              secret: prepared.totp.secret,
              otp: textOf(data, "otp").replace(/\s/g, ""),
            }))
          }
        >
          <input type="hidden" autoComplete="username" value={who.email} readOnly />
          <Field
            name="password"
            label={words.password}
            hint={words.passwordHint}
            type="password"
            autoComplete="new-password"
            maxLength={512}
            required
          />
          <div className="field">
            <span className="label">{say(words.secret)}</span>
            <span className="hint">{say(words.totpText)}</span>
            <code className="once">{prepared.totp.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <a href={prepared.totp.uri}>{say(words.openApp)}</a>
          </div>
          <Field name="otp" label={words.otp} autoComplete="one-time-code" inputMode="numeric" maxLength={7} className="code-in" required />
          <p>
            <Button kind="main" type="submit" busy={finish.isPending}>
              {say(words.finish)}
            </Button>
          </p>
        </Sheet>
      )}
    </div>
  );
}
