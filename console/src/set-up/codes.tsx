import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../kit/button.js";
import { Option } from "../kit/field.js";
import { useSay } from "../kit/language.js";
import { useTell } from "../kit/toast.js";
import { words } from "./words.js";

/** The recovery codes, shown this once; whoever goes on says that they are put away. */
export function Codes({ codes, organisation }: { codes: readonly string[]; organisation: string }) {
  const say = useSay();
  const tell = useTell();
  const go = useNavigate();
  const [kept, keep] = useState(false);
  return (
    <section className="flow gap">
      <h2>{say(words.codes)}</h2>
      <p className="soft">{say(words.codesText)}</p>
      <ul className="once codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button
        icon="copy"
        onPress={() => {
          void navigator.clipboard.writeText(codes.join("\n")).then(() => tell({ text: words.copied }));
        }}
      >
        {say(words.copy)}
      </Button>
      <Option name="kept" value="yes" type="checkbox" checked={kept} onChoose={keep}>
        {say(words.kept)}
      </Option>
      {!kept && (
        <p className="hint" id="keep-first">
          {say(words.keepFirst)}
        </p>
      )}
      <Button
        kind="main"
        blockedBy={kept ? undefined : "keep-first"}
        onPress={() => void go({ to: "/$organisation", params: { organisation }, replace: true })}
      >
        {say(words.enter)}
      </Button>
    </section>
  );
}
