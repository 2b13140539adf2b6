import { probeMeasures, readMeasures } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client } from "../app/client.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { day, moment } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Badge, Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Table } from "../kit/table.js";
import { AttestMeasure } from "./attest.js";
import { BackupsStand } from "./backups.js";
import { attestedBy, results, words } from "./words.js";

export type Measure = z.output<(typeof readMeasures)["response"]>["measures"][number];

/** What each probe found on the running server, and who stands by what no probe sees. */
export function MeasuresPage() {
  const say = useSay();
  const { may } = useSession();
  const again = useQueryClient();
  const board = useQuery({ queryKey: ["measures"], queryFn: ({ signal }) => client.call(readMeasures, {}, { signal }) });
  const [attesting, attest] = useState<{ readonly measure: Measure; readonly promise: string }>();
  const probe = useSend({
    work: () => client.call(probeMeasures, {}),
    done: (fresh) => again.setQueryData(["measures"], fresh),
    said: () => ({ text: words.probed }),
  });
  return (
    <Page
      title={words.title}
      under={say(words.under)}
      deeds={
        may("publish") && (
          <Button busy={probe.busy} onPress={() => probe.send(undefined)}>
            {say(words.probe)}
          </Button>
        )
      }
    >
      <Trouble error={probe.error} />
      {board.isPending && <Loading />}
      {board.isError && <Trouble error={board.error} again={() => void board.refetch()} />}
      {board.data?.measures.length === 0 && <Empty title={words.none} text={words.noneText} />}
      {board.data?.measures.map((m) => (
        <One key={m.measure} measure={m} attest={(promise) => attest({ measure: m, promise })} />
      ))}
      {board.data && <BackupsStand backups={board.data.backups} />}
      {attesting && <AttestMeasure {...attesting} close={() => attest(undefined)} />}
    </Page>
  );
}

function One({ measure, attest }: { measure: Measure; attest: (promise: string) => void }) {
  const say = useSay();
  const { language } = useLanguage();
  const { may } = useSession();
  return (
    <section className="block">
      <h2>{say(measure.text)}</h2>
      <p className="soft small">
        {say(words.promises)}: {measure.promises.join(", ")}
      </p>
      {measure.probes.length > 0 && (
        <Table
          label={measure.text}
          rows={measure.probes}
          keyOf={(p) => p.probe}
          columns={[
            { head: words.probes, cell: (p) => say(p.text) },
            { head: words.result, cell: (p) => <Badge tone={tones[p.result ?? "never"]}>{say(results[p.result ?? "never"])}</Badge> },
            { head: words.found, cell: (p) => (p.found ? say(p.found) : "") },
            { head: words.at, as: "num", cell: (p) => (p.probed_at ? moment(p.probed_at, language) : "") },
          ]}
        />
      )}
      {measure.attestable &&
        measure.promises.map((promise) => {
          const found = measure.attestations.find((a) => a.promise === promise);
          return (
            <p key={promise} className="gap">
              {found
                ? say(attestedBy(found.by ?? say(words.someone), day(found.until, language), found.document, found.over))
                : say(words.nobody)}{" "}
              {may("publish") && (
                <button className="plain-btn" type="button" onClick={() => attest(promise)}>
                  {say(words.attest)}
                </button>
              )}
            </p>
          );
        })}
    </section>
  );
}

const tones = { passed: "jade", failed: "red", unknown: "amber", stale: "amber", never: "ink" } as const;
