import { listStaff } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../app/client.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { useSay } from "../kit/language.js";
import { Loading, Trouble } from "../kit/note.js";
import { OnceLink } from "../kit/once-link.js";
import { Page } from "../kit/page.js";
import { Invite } from "./invite.js";
import { StaffTable } from "./table.js";
import { words } from "./words.js";

export interface Handed {
  readonly link: string;
  readonly expires_at: string;
}

/** Who works here, in which roles, and the ways in and out. */
export function StaffPage() {
  const say = useSay();
  const { organisation } = useSession();
  const [inviting, invite] = useState(false);
  const [link, hand] = useState<Handed>();
  const list = useQuery({ queryKey: ["staff"], queryFn: ({ signal }) => client.call(listStaff, {}, { signal }) });
  return (
    <Page
      title={words.title}
      under={say(words.under)}
      deeds={
        <>
          <Link className="btn quiet" to="/$organisation/sso" params={{ organisation: organisation.slug }}>
            {say(words.sso)}
          </Link>
          <Button kind="main" icon="plus" onPress={() => invite(true)}>
            {say(words.invite)}
          </Button>
        </>
      }
    >
      {list.isPending ? (
        <Loading />
      ) : list.isError ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <StaffTable rows={list.data.staff} hand={hand} />
      )}
      {inviting && <Invite close={() => invite(false)} hand={hand} />}
      {link && (
        <OnceLink title={words.linkTitle} text={words.linkText} secret={link.link} until={link.expires_at} close={() => hand(undefined)} />
      )}
    </Page>
  );
}
