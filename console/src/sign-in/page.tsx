import { recover, signInOptions, signInPasskey, signInTotp } from "@kept/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
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
import { SsoButton, SsoRefused, ways } from "./sso.js";
import { words } from "./words.js";

/** Signing in to one organisation: its own provider where it has one, a passkey, or a password with a number of the authenticator or a recovery code. */
export function SignInPage() {
  const say = useSay();
  const { organisation } = useParams({ from: "/$organisation/sign-in" });
  const { to, refused } = useSearch({ from: "/$organisation/sign-in" });
  const name = useOrganisationName(organisation);
  const sso = useQuery(ways(organisation)).data?.sso;
  const inside = to?.startsWith(`/${organisation}/`) ? to.slice(organisation.length + 1) : undefined;
  return (
    <Outside title={words.title} over={say(name)}>
      {refused && <SsoRefused code={refused} />}
      {sso && <SsoButton organisation={organisation} provider={sso.provider} to={inside} />}
      {sso?.only ? <p className="hint gap">{say(words.ssoOnly)}</p> : <OwnWays main={!sso} />}
      <p className="gap">
        <Link to="/">{say(words.other)}</Link>
      </p>
    </Outside>
  );
}

/** The ways of one's own: a passkey, or a password with a number of the authenticator or a recovery code. */
function OwnWays({ main }: { readonly main: boolean }) {
  const say = useSay();
  const go = useNavigate();
  const again = useQueryClient();
  const { organisation } = useParams({ from: "/$organisation/sign-in" });
  const { to } = useSearch({ from: "/$organisation/sign-in" });
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
    <>
      {passkeysWork && (
        <section className={main ? "flow" : "flow gap"}>
          <Trouble error={passkey.error} />
          <Button kind={main ? "main" : "quiet"} icon="key" busy={passkey.isPending} onPress={() => passkey.mutate()}>
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
    </>
  );
}
