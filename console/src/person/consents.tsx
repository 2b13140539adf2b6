import { readStanding } from "@kept/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { day } from "../kit/dates.js";
import { Icon } from "../kit/icon.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble, Wide } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import { Receipt } from "./receipt.js";
import { standings, words } from "./words.js";

/** Per purpose: may this person be used for it, why, since when, and the receipt of the act behind it. */
export function Consents({ person }: { person: string }) {
  const say = useSay();
  const { language } = useLanguage();
  const { purposeText } = useLabels();
  const [receipt, show] = useState<string>();
  const list = useQuery({
    queryKey: ["person", person, "standing"],
    queryFn: ({ signal }) => client.call(readStanding, { params: { person } }, { signal }),
    gcTime: 0,
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <Trouble error={list.error} again={() => void list.refetch()} />;
  if (list.data.standings.length === 0) return <Empty title={words.consentsNone} text={words.consentsNoneText} />;
  return (
    <>
      <Wide label={say(words.consents)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say(words.purpose)}</th>
              <th scope="col">{say(words.may)}</th>
              <th scope="col">{say(words.why)}</th>
              <th scope="col">{say(words.sinceWhen)}</th>
              <th scope="col">{say(words.textRead)}</th>
              <th scope="col">
                <span className="vh">{say(kit.deed)}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.data.standings.map((s) => {
              const why = standings[s.why];
              return (
                <tr key={s.purpose}>
                  <th scope="row">{say(purposeText(s.purpose))}</th>
                  <td>
                    <span className={s.state === "may" ? "state" : "state soft"}>
                      <Icon name={s.state === "may" ? "check" : "close"} /> {say(s.state === "may" ? words.yes : words.no)}
                    </span>
                  </td>
                  <td>{why ? say(why) : s.why}</td>
                  <td className="num">{s.since ? day(s.since, language) : ""}</td>
                  <td>{s.version === null ? "" : `${say(words.version)} ${s.version}`}</td>
                  <td>
                    {s.consent && (
                      <button
                        className="plain-btn"
                        type="button"
                        onClick={() => show(s.consent ?? undefined)}
                        aria-label={`${say(words.receipt)}: ${say(purposeText(s.purpose))}`}
                      >
                        {say(words.receipt)}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      {receipt && <Receipt person={person} consent={receipt} close={() => show(undefined)} />}
    </>
  );
}
