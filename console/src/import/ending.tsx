import { cancelImport, resumeImport } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client, onceKey } from "../app/client.js";
import { useSend } from "../app/send.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import type { ImportRow } from "./send-file.js";
import { words } from "./words.js";

/** Shows an import as the server answered it, and asks for the lists anew. */
export function useShow(): (row: ImportRow) => void {
  const again = useQueryClient();
  return (row) => {
    again.setQueryData(["import", row.import], row);
    again.removeQueries({ queryKey: ["import", row.import, "refusals"] });
    void again.invalidateQueries({ queryKey: ["imports"] });
  };
}

/** Ends an import for good, once it is meant. */
export function CancelImport({ row }: { row: ImportRow }) {
  const say = useSay();
  const [asking, ask] = useState(false);
  const show = useShow();
  const cancel = useSend({
    work: () => client.call(cancelImport, { params: { import: row.import } }, { idempotencyKey: onceKey() }),
    done: show,
    said: () => ({ text: words.cancelled }),
  });
  return (
    <>
      <Button onPress={() => ask(true)}>{say(words.cancel)}</Button>
      <Ask title={words.cancelTitle} open={asking} close={() => ask(false)}>
        <p className="soft">{say(words.cancelText)}</p>
        <Trouble error={cancel.error} />
        <p className="row">
          <Button kind="danger" busy={cancel.busy} onPress={() => cancel.send(undefined)}>
            {say(words.cancel)}
          </Button>
          <Button onPress={() => ask(false)}>{say(kit.cancel)}</Button>
        </p>
      </Ask>
    </>
  );
}

/** Goes on with what stopped. */
export function Resume({ row }: { row: ImportRow }) {
  const say = useSay();
  const show = useShow();
  const resume = useSend({
    work: () => client.call(resumeImport, { params: { import: row.import } }, { idempotencyKey: onceKey() }),
    done: show,
  });
  return (
    <section className="flow">
      <Trouble error={resume.error} />
      <p className="soft">{say(words.resumeText)}</p>
      <Button kind={row.dry_run ? "quiet" : "main"} busy={resume.busy} onPress={() => resume.send(undefined)}>
        {say(words.resume)}
      </Button>
    </section>
  );
}
