import { openLink, prepareSetUp } from "@kept/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { client } from "../app/client.js";
import { organisations } from "../app/organisations.js";
import { Button } from "../kit/button.js";
import { Field } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Outside } from "../shell/outside.js";
import { SsoButton, ways } from "../sign-in/sso.js";
import { Finish } from "./finish.js";
import { words } from "./words.js";

/** Sets up someone's access from a one-time link. The token stays in the fragment and in bodies; the address forgets it at once. */
export function SetUpPage() {
  const [token] = useState(() => location.hash.slice(1));
  const list = useQuery(organisations);
  const slug = list.data?.organisations.find((o) => token.startsWith(`${o.id}.`))?.slug;
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, "", location.pathname);
  }, []);
  return (
    <Outside title={words.title}>
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : slug === undefined ? (
        <Empty title={words.noToken} text={words.noTokenText} />
      ) : (
        <Opened organisation={slug} token={token} />
      )}
    </Outside>
  );
}

function Opened({ organisation, token }: { organisation: string; token: string }) {
  const say = useSay();
  const params = { organisation };
  const sso = useQuery(ways(organisation)).data?.sso;
  const names = useQuery(organisations).data?.organisations ?? [];
  const link = useQuery({
    queryKey: ["set-up", organisation],
    queryFn: ({ signal }) => client.call(openLink, { params, body: { token } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const prepare = useMutation({
    mutationFn: async (who: { name: string; email: string }) => ({
      who,
      prepared: await client.call(prepareSetUp, { params, body: { token, ...who } }),
    }),
  });
  if (link.isPending) return <Loading />;
  if (link.isError) return <Trouble error={link.error} />;
  if (prepare.data) return <Finish organisation={organisation} token={token} {...prepare.data} />;
  const { kind, name, email, organisations: places } = link.data;
  const placeName = (slug: string) => {
    const found = names.find((o) => o.slug === slug);
    return found ? say({ vi: found.name_vi, en: found.name_en }) : slug;
  };
  return (
    <>
      <p>{say(words[kind])}</p>
      <p className="soft">
        {say(words.where)}: {places.map((p) => placeName(p.slug)).join(" · ")}
      </p>
      {sso && kind !== "first" && <SsoButton organisation={organisation} provider={sso.provider} link={token} />}
      {sso?.only && kind !== "first" ? null : (
        <Sheet
          className="sheet-form gap"
          error={prepare.error}
          onSend={(data) => prepare.mutate({ name: textOf(data, "name"), email: textOf(data, "email") })}
        >
          <Field name="name" label={words.name} hint={words.nameHint} initial={name ?? ""} autoComplete="name" maxLength={120} required />
          <Field name="email" label={words.email} type="email" initial={email ?? ""} autoComplete="username" inputMode="email" required />
          <p>
            <Button kind="main" type="submit" busy={prepare.isPending}>
              {say(words.next)}
            </Button>
          </p>
        </Sheet>
      )}
    </>
  );
}
