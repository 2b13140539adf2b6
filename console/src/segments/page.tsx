import { countSegment, endSegment, listSegments } from "@kept/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { client, onceKey } from "../app/client.js";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { count } from "../kit/dates.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Empty, Loading, Trouble } from "../kit/note.js";
import { Page } from "../kit/page.js";
import { Make } from "./make.js";
import { Members } from "./members.js";
import { counted, words } from "./words.js";

export type Listed = z.output<(typeof listSegments)["response"]>;
type Segment = Listed["segments"][number];

/** Saved questions; each is asked anew whenever somebody looks. */
export function SegmentsPage() {
  const say = useSay();
  const list = useQuery({ queryKey: ["segments"], queryFn: ({ signal }) => client.call(listSegments, {}, { signal }) });
  return (
    <Page title={words.title} under={say(words.under)}>
      {list.isPending && <Loading />}
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.data?.segments.length === 0 && <Empty title={words.none} text={words.noneText} />}
      {list.data && list.data.segments.length > 0 && (
        <ul className="ruled segments">
          {list.data.segments.map((s) => (
            <One key={s.segment} segment={s} />
          ))}
        </ul>
      )}
      {list.data && <Make purposes={list.data.purposes} />}
    </Page>
  );
}

function One({ segment }: { segment: Segment }) {
  const say = useSay();
  const { language } = useLanguage();
  const { purposeText } = useLabels();
  const again = useQueryClient();
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<{ count: number; more: boolean }>();
  const params = { segment: segment.segment };
  const ask = useSend({ work: () => client.call(countSegment, { params }), done: setFound });
  const end = useSend({
    work: () => client.call(endSegment, { params }, { idempotencyKey: onceKey() }),
    done: () => void again.invalidateQueries({ queryKey: ["segments"] }),
    said: () => ({ text: words.ended }),
  });
  return (
    <li>
      <div className="who">
        <b>{segment.name}</b>
        <small>
          {say(purposeText(segment.purpose))} · <Question segment={segment} />
        </small>
        {found && (
          <p role="status" className="num">
            <b>{say(counted(count(found.count, language), found.more))}</b>
          </p>
        )}
        <Trouble error={ask.error ?? end.error} />
        <p className="row">
          <Button busy={ask.busy} onPress={() => ask.send(undefined)} label={`${say(words.count)}: ${segment.name}`}>
            {say(words.count)}
          </Button>
          <Button onPress={() => setOpen(!open)} label={`${say(words.members)}: ${segment.name}`}>
            {say(words.members)}
          </Button>
          <button className="plain-btn" type="button" onClick={() => end.send(undefined)} aria-label={`${say(words.end)}: ${segment.name}`}>
            {say(words.end)}
          </button>
        </p>
        {open && <Members segment={segment.segment} />}
      </div>
    </li>
  );
}

function Question({ segment }: { segment: Segment }) {
  const say = useSay();
  const { fieldText } = useLabels();
  return segment.all
    .map((c) => `${say(fieldText(c.field))}: ${c.any ? c.any.join(", ") : `${c.from ?? ""} – ${c.to ?? ""}`}`)
    .join(` ${say(words.and)} `);
}
