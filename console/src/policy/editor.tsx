import type { Finding } from "@kept/language";
import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from "react";
import { useSay } from "../kit/language.js";
import { words } from "./words.js";

export interface EditorHandle {
  /** Puts the cursor at the beginning of a line, from 1, and shows it. */
  readonly goTo: (line: number) => void;
}

interface Props {
  readonly value: string;
  readonly findings: readonly Finding[];
  readonly onChange: (value: string) => void;
  readonly onSave: () => void;
  readonly ref?: Ref<EditorHandle>;
}

/** A plain text area with its line numbers beside it; lines with findings are marked. It grows with the text, so only the page scrolls. */
export function Editor({ value, findings, onChange, onSave, ref }: Props) {
  const say = useSay();
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = value.split("\n");
  const levels = new Map<number, string>();
  for (const f of findings) if (levels.get(f.line) !== "e") levels.set(f.line, f.level === "error" ? "e" : "g");
  useImperativeHandle(ref, () => ({
    goTo: (line) => {
      const found = area.current;
      if (!found) return;
      const at = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0);
      found.focus({ preventScroll: true });
      found.setSelectionRange(at, at + (lines[line - 1]?.length ?? 0));
      document.getElementById(`line-${line}`)?.scrollIntoView({ block: "center" });
    },
  }));
  const type = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key.toLowerCase() === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSave();
    }
  };
  return (
    <div className="editor">
      <ol className="numbers" aria-hidden="true">
        {lines.map((_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <li key={i} id={`line-${i + 1}`} className={levels.get(i + 1)} />
        ))}
      </ol>
      <textarea
        ref={area}
        className="code"
        aria-label={say(words.file)}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        rows={lines.length}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={type}
      />
    </div>
  );
}
