import { agreeBreakGlass, endBreakGlass, type grantRow, listBreakGlass, refuseBreakGlass } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { z } from "zod";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Table } from "../kit/table.js";
import { grantStates, lines, words } from "./words.js";

type Grant = z.output<typeof grantRow>;

/** Requests for emergency access: those that wait for a second person, those that run, and what became of the others. */
export function GlassPage() {
  const say = useSay();
  const grants = useQuery({
    queryKey: ["break-glass"],
    queryFn: ({ signal }) => client.call(listBreakGlass, {}, { signal }),
    refetchInterval: 30_000,
    gcTime: 0,
  });
  if (grants.isPending) return <Loading />;
  if (grants.isError) return <Trouble error={grants.error} again={() => void grants.refetch()} />;
  const all = grants.data.grants;
  const past = all.filter((g) => g.state !== "asked" && g.state !== "running");
  return (
    <Page title={words.glassTitle} under={say(words.glassUnder)}>
      {all.length === 0 && <Empty title={words.glassNone} text={words.glassNoneText} />}
      <Open title={words.waiting} grants={all.filter((g) => g.state === "asked")} />
      <Open title={words.running} grants={all.filter((g) => g.state === "running")} />
      {past.length > 0 && <Past grants={past} />}
    </Page>
  );
}

function Open({ title, grants }: { title: (typeof words)["waiting" | "running"]; grants: readonly Grant[] }) {
  const say = useSay();
  if (grants.length === 0) return null;
  return (
    <section className="block">
      <h2>{say(title)}</h2>
      <ul className="asks">
        {grants.map((g) => (
          <li key={g.grant}>
            <OpenGrant grant={g} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenGrant({ grant: g }: { grant: Grant }) {
  const say = useSay();
  const { language } = useLanguage();
  const { purposeText } = useLabels();
  const { organisation } = useSession();
  const again = useQueryClient();
  const done = () => void again.invalidateQueries({ queryKey: ["break-glass"] });
  const params = { grant: g.grant };
  const agree = useSend({
    work: () => client.call(agreeBreakGlass, { params }, { idempotencyKey: onceKey() }),
    done,
    said: () => ({ text: words.agreed }),
  });
  const refuse = useSend({
    work: () => client.call(refuseBreakGlass, { params }, { idempotencyKey: onceKey() }),
    done,
    said: () => ({ text: words.refusedIt }),
  });
  const end = useSend({
    work: () => client.call(endBreakGlass, { params }, { idempotencyKey: onceKey() }),
    done,
    said: () => ({ text: words.endedIt }),
  });
  const waiting = g.state === "asked";
  const left = g.until ? Math.max(0, Math.ceil((new Date(g.until).getTime() - Date.now()) / 60_000)) : g.minutes;
  return (
    <article>
      <p>
        <b>{g.asked_by.name}</b>: {say(purposeText(g.purpose))}
      </p>
      <p className="measure">{g.reason ?? <span className="soft">{say(words.noReason)}</span>}</p>
      <p className="soft small">
        {say(waiting ? lines.wanted(g.minutes) : lines.leftOf(left))}
        {" · "}
        {moment(g.asked_at, language)}
        {g.decided_by && ` · ${say(words.second)}: ${g.decided_by}`}
        {" · "}
        <Link to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: g.person }}>
          {say(words.seePerson)}
        </Link>
      </p>
      <Trouble error={agree.error ?? refuse.error ?? end.error} />
      {waiting && g.mine && <p className="soft small">{say(words.yours)}</p>}
      <p className="row">
        {waiting && !g.mine && (
          <>
            <Button icon="check" busy={agree.busy} onPress={() => agree.send(undefined)}>
              {say(words.agree)}
            </Button>
            <Button icon="close" busy={refuse.busy} onPress={() => refuse.send(undefined)}>
              {say(words.refuse)}
            </Button>
          </>
        )}
        {(!waiting || g.mine) && (
          <Button icon="lock" busy={end.busy} onPress={() => end.send(undefined)}>
            {say(waiting ? words.takeBack : words.end)}
          </Button>
        )}
      </p>
    </article>
  );
}

function Past({ grants }: { grants: readonly Grant[] }) {
  const say = useSay();
  const { language } = useLanguage();
  const { purposeText } = useLabels();
  const { organisation } = useSession();
  return (
    <section className="block">
      <h2>{say(words.past)}</h2>
      <Table
        label={words.past}
        rows={grants}
        keyOf={(g) => g.grant}
        columns={[
          { head: words.asked, cell: (g) => g.asked_by.name },
          {
            head: words.record,
            cell: (g) => (
              <Link to="/$organisation/people/$person" params={{ organisation: organisation.slug, person: g.person }}>
                {say(words.seePerson)}
              </Link>
            ),
          },
          { head: words.purpose, cell: (g) => say(purposeText(g.purpose)) },
          { head: words.why, cell: (g) => g.reason ?? <span className="soft">{say(words.noReason)}</span> },
          { head: words.second, cell: (g) => g.decided_by ?? "" },
          { head: words.when, as: "num", cell: (g) => moment(g.asked_at, language) },
          { head: words.state, cell: (g) => <Badge>{say(grantStates[g.state])}</Badge> },
        ]}
      />
    </section>
  );
}
