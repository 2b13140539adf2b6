import { attachPaper, paperTypes } from "@kept/contract";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLabels } from "../app/labels.js";
import { useSend } from "../app/send.js";
import { fileOf, upload } from "../app/upload.js";
import { Button } from "../kit/button.js";
import { Ask } from "../kit/dialog.js";
import { Field, Select } from "../kit/field.js";
import { Sheet, textOf } from "../kit/form.js";
import { useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import { paperWords as w, words } from "./words.js";

/** Keeps a paper the person signed: it covers what the policy declares for the recipient it names. */
export function AttachPaper({ person, close }: { person: string; close: () => void }) {
  const say = useSay();
  const again = useQueryClient();
  const { policy, purposeText, fieldText } = useLabels();
  const [recipient, choose] = useState("");
  const declared = policy?.recipients[recipient];
  const keep = useSend({
    work: async (data: FormData) => {
      const file = fileOf(data, "file");
      const until = textOf(data, "until");
      const query = new URLSearchParams({
        recipient,
        purposes: (declared?.purposes ?? []).join(","),
        fields: (declared?.fields ?? []).join(","),
        signed_on: textOf(data, "signed_on"),
        ...(until ? { until } : {}),
      });
      if (file) await upload(attachPaper, `${attachPaper.path.replace("{person}", person)}?${query}`, file);
    },
    done: () => {
      void again.invalidateQueries({ queryKey: ["person", person, "disclosures"] });
      close();
    },
    said: () => ({ text: w.kept }),
  });
  const fit = Object.entries(policy?.recipients ?? {}).filter(([, r]) => r.purposes.length > 0 && r.fields.length > 0);
  return (
    <Ask title={w.attach} open close={close}>
      <p className="soft">{say(w.attachText)}</p>
      <Sheet error={keep.error} onSend={keep.send}>
        <Select
          name="recipient"
          label={words.to}
          required
          value={recipient}
          onChange={choose}
          options={fit.map(([value, r]) => ({ value, label: say(r.text) }))}
        />
        {declared && (
          <p className="soft">
            {declared.purposes.map((p) => say(purposeText(p))).join("; ")}: {declared.fields.map((f) => say(fieldText(f))).join(", ")}
          </p>
        )}
        <Field name="signed_on" label={w.signed} type="date" required />
        <Field name="until" label={w.until} type="date" />
        <label className="field">
          <span className="label">{say(w.file)}</span>
          <input type="file" name="file" required accept={paperTypes.join(",")} />
        </label>
        <p className="row">
          <Button kind="main" type="submit" busy={keep.busy} blockedBy={declared ? undefined : "recipient"}>
            {say(w.attach)}
          </Button>
          <Button onPress={close}>{say(kit.cancel)}</Button>
        </p>
      </Sheet>
    </Ask>
  );
}
