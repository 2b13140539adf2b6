import { recover, signInOptions, signInPasskey, signInTotp } from "@kept/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../app/client.js";
import { useOrganisationName } from "../app/organisations.js";
import { type Me, session } from "../app/session.js";
import { Button } from "../kit/button.js";
import { useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { Outside } from "../shell/outside.js";
import { passkeysWork, showPasskey } from "./passkey.js";
import { type Answer, type Lost, PasswordForm, RecoveryForm } from "./password.js";
import { words } from "./words.js";

/** Signing in to one organisation: a passkey, or a password with a number of the authenticator or a recovery code. */
export function SignInPage() {
  const say = useSay();
  const go = useNavigate();
  const again = useQueryClient();
  const { organisation } = useParams({ from: "/$organisation/sign-in" });
  const { to } = useSearch({ from: "/$organisation/sign-in" });
  const name = useOrganisationName(organisation);
  const [lost, setLost] = useState(false);
  const params = { organisation };
  const enter = (me: Me) => {
    again.clear();
    again.setQueryData(session.queryKey, me);
    // Only a place inside this organisation's console is gone back to.
    if (to?.startsWith(`/${organisation}/`)) void go({ to, replace: true });
    else void go({ to: "/$organisation", params, replace: true });
  };
  const passkey = useMutation({
    mutationFn: async () => {
      const options = await client.call(signInOptions, { params });
      return client.call(signInPasskey, { params, body: { passkey: await showPasskey(options) } });
    },
    onSuccess: enter,
  });
  const password = useMutation({
    mutationFn: (body: Answer) => client.call(signInTotp, { params, body }),
    onSuccess: enter,
  });
  // A recovery code signs nobody in: it opens the setting up of a new authenticator.
  const recovery = useMutation({
    mutationFn: (body: Lost) => client.call(recover, { params, body }),
    onSuccess: ({ token }) => void go({ to: "/set-up", hash: token, replace: true }),
  });
  return (
    <Outside title={words.title} over={say(name)}>
      {passkeysWork && (
        <section className="flow">
          <Trouble error={passkey.error} />
          <Button kind="main" icon="key" busy={passkey.isPending} onPress={() => passkey.mutate()}>
            {say(words.passkey)}
          </Button>
          <p className="hint">{say(words.passkeyText)}</p>
        </section>
      )}
      <section className="block">
        <h2 className="t1">{say(lost ? words.withRecovery : words.or)}</h2>
        {lost ? (
          <RecoveryForm error={recovery.error} busy={recovery.isPending} send={recovery.mutate} />
        ) : (
          <PasswordForm error={password.error} busy={password.isPending} send={password.mutate} />
        )}
        <p className="gap">
          <button className="plain-btn" type="button" onClick={() => setLost(!lost)}>
            {say(lost ? words.found : words.lost)}
          </button>
        </p>
        <p className="hint gap">{say(words.help)}</p>
      </section>
      <p className="gap">
        <Link to="/">{say(words.other)}</Link>
      </p>
    </Outside>
  );
}
