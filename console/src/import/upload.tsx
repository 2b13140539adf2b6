import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { useSession } from "../app/session.js";
import { Button } from "../kit/button.js";
import { Select } from "../kit/field.js";
import { Sheet } from "../kit/form.js";
import { type Both, useSay } from "../kit/language.js";
import { Empty, Loading } from "../kit/note.js";
import { uuid7 } from "../kit/uuid.js";
import { words as kit } from "../kit/words.js";
import { FileField, Sent } from "./file.js";
import { formatOf, isTooLarge, sendFile } from "./send-file.js";
import { words } from "./words.js";

/** Chooses a file and where it belongs, and uploads it; then goes on to its columns. */
export function Upload({ close }: { close: () => void }) {
  const say = useSay();
  const go = useNavigate();
  const again = useQueryClient();
  const { organisation } = useSession();
  const { policy } = useLabels();
  const [touchpoint, setTouchpoint] = useState("");
  const [file, setFile] = useState<File>();
  const [wrong, setWrong] = useState<{ touchpoint?: Both; file?: Both }>({});
  const [part, setPart] = useState(0);
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const upload = useSend({
    work: ({ chosen, id }: { chosen: File; id: string }) => {
      const format = formatOf(chosen) ?? "csv";
      stop.current = new AbortController();
      setPart(0);
      return sendFile(format, { import: id, touchpoint, file: chosen, onProgress: setPart, signal: stop.current.signal });
    },
    done: (row) => {
      void again.invalidateQueries({ queryKey: ["imports"] });
      void go({ to: "/$organisation/import/$import", params: { organisation: organisation.slug, import: row.import } });
    },
  });
  // What is chosen keeps its id until it changes, so that an upload repeated after a lost answer is the same import.
  const [id, setId] = useState(() => uuid7());
  if (!policy) return <Loading />;
  const all = Object.entries(policy.touchpoints);
  const open = all.filter(([, t]) => t.channels.includes("import"));
  const shut = all.filter(([, t]) => !t.channels.includes("import"));
  const send = () => {
    const found = { ...(touchpoint ? {} : { touchpoint: words.touchpointNeed }), ...fileFault(file) };
    setWrong(found);
    if (file && Object.keys(found).length === 0) upload.send({ chosen: file, id });
  };
  return (
    <section className="flow">
      {open.length > 0 && (
        <Sheet error={stop.current?.signal.aborted ? undefined : upload.error} onSend={send}>
          <Select
            name="touchpoint"
            label={words.touchpoint}
            hint={words.touchpointHint}
            required
            error={wrong.touchpoint}
            value={touchpoint}
            onChange={(t) => {
              setTouchpoint(t);
              setId(uuid7());
            }}
            options={open.map(([value, t]) => ({ value, label: say(t.text) }))}
          />
          <FileField
            error={wrong.file}
            onChange={(f) => {
              setFile(f);
              setId(uuid7());
            }}
          />
          {upload.busy && <Sent part={part} />}
          <p className="row">
            <Button kind="main" type="submit" busy={upload.busy}>
              {say(words.upload)}
            </Button>
            {upload.busy ? (
              <Button onPress={() => stop.current?.abort()}>{say(words.stopUpload)}</Button>
            ) : (
              <Button onPress={close}>{say(kit.cancel)}</Button>
            )}
          </p>
        </Sheet>
      )}
      {shut.length > 0 && <Shut names={shut.map(([, t]) => say(t.text))} none={open.length === 0} />}
    </section>
  );
}

function fileFault(file: File | undefined): { file?: Both } {
  if (!file) return { file: words.fileNeed };
  const format = formatOf(file);
  if (!format) return { file: words.fileKind };
  return isTooLarge(file, format) ? { file: words.fileLarge } : {};
}

/** Why some touchpoints cannot be chosen, and what would change it. */
function Shut({ names, none }: { names: readonly string[]; none: boolean }) {
  const say = useSay();
  const { organisation, may } = useSession();
  const list = (
    <>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {may("publish") && (
        <p>
          <Link to="/$organisation/policy" params={{ organisation: organisation.slug }}>
            {say(words.toPolicy)}
          </Link>
        </p>
      )}
    </>
  );
  if (none)
    return (
      <Empty title={words.noneOpen} text={words.closedText}>
        {list}
      </Empty>
    );
  return (
    <details className="measure flow">
      <summary>{say(words.closed)}</summary>
      <p className="soft">{say(words.closedText)}</p>
      {list}
    </details>
  );
}
