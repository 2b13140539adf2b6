import { proveSso, signInSso, signInWays } from "@kept/contract";
import { queryOptions, useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { client } from "../app/client.js";
import { Button } from "../kit/button.js";
import { useSay } from "../kit/language.js";
import { Told, Trouble } from "../kit/note.js";
import { Outside } from "../shell/outside.js";
import { refusals, words } from "./words.js";

/** How staff of an organisation sign in. */
export const ways = (organisation: string) =>
  queryOptions({
    queryKey: ["sign-in-ways", organisation],
    queryFn: ({ signal }) => client.call(signInWays, { params: { organisation } }, { signal }),
  });

interface Leaving {
  readonly organisation: string;
  readonly provider: string;
  /** Path inside the organisation's console to come back to. */
  readonly to?: string | undefined;
  /** Token of a one-time link. */
  readonly link?: string;
}

/** Leaves for the organisation's identity provider, which sends the browser back signed in. */
export function SsoButton({ organisation, provider, to, link }: Leaving) {
  const say = useSay();
  const leave = useMutation({
    mutationFn: () => {
      const body = { ...(to === undefined ? {} : { to }), ...(link === undefined ? {} : { link }) };
      return client.call(signInSso, { params: { organisation }, body });
    },
    onSuccess: ({ address }) => location.assign(address),
  });
  return (
    <section className="flow gap">
      <Trouble error={leave.error} />
      <Button kind="main" icon="shield" busy={leave.isPending || leave.isSuccess} onPress={() => leave.mutate()}>
        {say(words.sso)}
      </Button>
      <p className="hint">
        {say(words.ssoText)} <b>{provider}</b>
      </p>
    </section>
  );
}

/** What came of a visit to the provider that did not sign anybody in. */
export function SsoRefused({ code }: { code: keyof typeof refusals }) {
  const say = useSay();
  return <Told icon="alert">{say(refusals[code])}</Told>;
}

const proofs = "kept proved";

/** Proves at the provider, in a window of its own: what was begun here goes on when that window says it is done. */
export function ProveSso({ done }: { done: () => void }) {
  const say = useSay();
  useEffect(() => {
    const heard = new BroadcastChannel(proofs);
    heard.onmessage = done;
    return () => heard.close();
  }, [done]);
  const leave = useMutation({
    mutationFn: async (opened: Window | null) => {
      const { address } = await client.call(proveSso, {});
      // A browser that opens no windows goes there itself; what was begun is begun again afterwards.
      if (opened) opened.location.assign(address);
      else location.assign(address);
    },
    onError: (_error, opened) => opened?.close(),
  });
  return (
    <>
      <Trouble error={leave.error} />
      <Button kind="main" icon="shield" busy={leave.isPending} onPress={() => leave.mutate(window.open("", "_blank"))}>
        {say(words.proveSso)}
      </Button>
      {leave.isSuccess && <p className="hint">{say(words.proveSsoText)}</p>}
    </>
  );
}

/** Where the provider's window ends. */
export function ProvedPage() {
  const say = useSay();
  useEffect(() => {
    const said = new BroadcastChannel(proofs);
    said.postMessage("proved");
    said.close();
    window.close();
  }, []);
  return (
    <Outside title={words.proved}>
      <p className="soft">{say(words.provedText)}</p>
    </Outside>
  );
}
