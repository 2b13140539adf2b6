import { type contractRow, endContract, keepContractDocument, openContractDocument, paperTypes } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { fileOf, upload } from "../app/upload.js";
import { saveFile } from "../disclosures/save.js";
import { Button } from "../kit/button.js";
import { day } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { Sheet } from "../kit/form.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import { RecordContract } from "./contract.js";
import type { WholeParty } from "./one.js";
import { words as w } from "./one-words.js";
import { words } from "./words.js";

type Contract = z.output<typeof contractRow>;

/** The contracts of a party, each with its document and its end. */
export function Contracts({ row }: { row: WholeParty }) {
  const say = useSay();
  const [recording, record] = useState(false);
  return (
    <section className="flow" aria-labelledby="contracts">
      <h2 id="contracts">{say(w.contracts)}</h2>
      {row.contracts.length === 0 && <p className="soft">{say(w.noContracts)}</p>}
      {row.contracts.map((c) => (
        <One key={c.contract} party={row.party} contract={c} />
      ))}
      <p>
        <Button icon="plus" onPress={() => record(true)}>
          {say(words.record)}
        </Button>
      </p>
      {recording && <RecordContract party={row} close={() => record(false)} />}
    </section>
  );
}

function One({ party, contract: c }: { party: string; contract: Contract }) {
  const say = useSay();
  const { language } = useLanguage();
  const again = useQueryClient();
  const [asking, ask] = useState<"end" | "keep">();
  const params = { party, contract: c.contract };
  const done = () => {
    ask(undefined);
    void again.invalidateQueries({ queryKey: ["recipients"] });
  };
  const end = useSend({ work: () => client.call(endContract, { params }), done, said: () => ({ text: w.contractEnded }) });
  const keep = useSend({
    work: async (data: FormData) => {
      const file = fileOf(data, "file");
      const path = keepContractDocument.path.replace("{party}", party).replace("{contract}", c.contract);
      if (file) await upload(keepContractDocument, path, file);
    },
    done,
    said: () => ({ text: w.documentKept }),
  });
  const open = useSend({
    work: () => client.call(openContractDocument, { params }),
    done: (file) => saveFile({ ...file, name: `${c.contract}.${file.type.split("/")[1] ?? "pdf"}` }),
  });
  const until = c.ended_on ? `${say(w.endedOn)} ${day(c.ended_on, language)}` : c.ends_on ? `→ ${day(c.ends_on, language)}` : "";
  return (
    <div className="sheet flow">
      <p>
        <b>{c.number}</b>{" "}
        <span className="soft num">
          {day(c.signed_on, language)} {until}
        </span>
      </p>
      <Trouble error={open.error} />
      <p className="row">
        {c.document ? (
          <Button icon="file" busy={open.busy} onPress={() => open.send(undefined)}>
            {say(w.openDocument)}
          </Button>
        ) : (
          <Button icon="file" onPress={() => ask("keep")}>
            {say(w.keepDocument)}
          </Button>
        )}
        {!c.ended_on && (
          <Button kind="danger" onPress={() => ask("end")}>
            {say(w.endContract)}
          </Button>
        )}
      </p>
      {asking === "end" && (
        <Ask title={w.endContract} open close={() => ask(undefined)}>
          <p>
            <b>{c.number}</b>
          </p>
          <p>{say(w.endContractText)}</p>
          <Trouble error={end.error} />
          <p className="row">
            <Button kind="danger" busy={end.busy} onPress={() => end.send(undefined)}>
              {say(w.endContract)}
            </Button>
            <Button onPress={() => ask(undefined)}>{say(kit.cancel)}</Button>
          </p>
        </Ask>
      )}
      {asking === "keep" && (
        <Ask title={w.keepDocument} open close={() => ask(undefined)}>
          <Sheet error={keep.error} onSend={keep.send}>
            <label className="field">
              <span className="label">{say(w.documentFile)}</span>
              <input type="file" name="file" required accept={paperTypes.join(",")} />
            </label>
            <p className="row">
              <Button kind="main" type="submit" busy={keep.busy}>
                {say(w.keepDocument)}
              </Button>
              <Button onPress={() => ask(undefined)}>{say(kit.cancel)}</Button>
            </p>
          </Sheet>
        </Ask>
      )}
    </div>
  );
}
