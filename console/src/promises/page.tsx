import { checkPromises, type promiseOnBoard, readPromises } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { moment } from "../kit/dates.js";
import { Seal, type Standing } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { standingWords } from "../kit/words.js";
import { Attest } from "./attest.js";
import { Vow } from "./vow.js";
import { words } from "./words.js";

export type OnBoard = z.output<typeof promiseOnBoard>;

/** The board as staff see it: what is broken or at risk first. */
export function PromisesPage() {
  const say = useSay();
  const { language } = useLanguage();
  const { may } = useSession();
  const again = useQueryClient();
  const [attesting, attest] = useState<OnBoard>();
  const board = useQuery({ queryKey: ["promises"], queryFn: ({ signal }) => client.call(readPromises, {}, { signal }) });
  const check = useSend({
    work: () => client.call(checkPromises, {}),
    done: (fresh) => again.setQueryData(["promises"], fresh),
    said: () => ({ text: words.checked }),
  });
  const at = board.data?.checked_at;
  const under = board.data ? (at ? `${say(words.at)} ${moment(at, language)}` : say(words.never)) : "";
  const promises = board.data?.promises ?? [];
  const urgent = promises.filter(isUrgent);
  const rest = promises.filter((p) => !isUrgent(p));
  return (
    <Page
      title={words.title}
      under={`${say(words.under)} ${under}`}
      deeds={
        may("publish") && (
          <Button busy={check.busy} onPress={() => check.send(undefined)}>
            {say(words.checkNow)}
          </Button>
        )
      }
    >
      <Trouble error={check.error} />
      {board.isPending && <Loading />}
      {board.isError && <Trouble error={board.error} again={() => void board.refetch()} />}
      {board.data && promises.length === 0 && <Empty title={words.none} text={words.noneText} />}
      {promises.length > 0 && <Tally promises={promises} />}
      {urgent.length > 0 && (
        <section className="block">
          <h2>{say(words.look)}</h2>
          <Vows promises={urgent} attest={attest} />
        </section>
      )}
      {rest.length > 0 && (
        <section className="block">
          <h2>{say(urgent.length > 0 ? words.rest : words.all)}</h2>
          <Vows promises={rest} attest={attest} />
        </section>
      )}
      {attesting && <Attest promise={attesting} close={() => attest(undefined)} />}
    </Page>
  );
}

function isUrgent(promise: OnBoard): boolean {
  return promise.standing === "broken" || promise.standing === "at_risk";
}

function Vows({ promises, attest }: { promises: readonly OnBoard[]; attest: (promise: OnBoard) => void }) {
  return (
    <ul className="vows">
      {promises.map((p) => (
        <Vow key={p.id} promise={p} attest={() => attest(p)} />
      ))}
    </ul>
  );
}

const order: readonly Standing[] = ["broken", "at_risk", "kept", "attested", "not_exercised", "not_built"];

function Tally({ promises }: { promises: readonly OnBoard[] }) {
  const say = useSay();
  return (
    <ul className="tallies">
      {order.map((standing) => (
        <li key={standing}>
          <Seal standing={standing} />
          <b className="num">{promises.filter((p) => p.standing === standing).length}</b> {say(standingWords[standing])}
        </li>
      ))}
    </ul>
  );
}
