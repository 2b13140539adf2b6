import { Icon } from "../kit/icon.js";
import { type Both, useSay } from "../kit/language.js";
import { words as kit } from "../kit/words.js";
import { words } from "./words.js";

/** Asks for a file. */
export function FileField({ error, onChange }: { error: Both | undefined; onChange: (file: File | undefined) => void }) {
  const say = useSay();
  return (
    <label className="field">
      <span className="label">
        {say(words.file)} <span className="need">({say(kit.need)})</span>
      </span>
      <span className="hint">{say(words.fileHint)}</span>
      {error && (
        <span className="err">
          <Icon name="alert" />
          <span>{say(error)}</span>
        </span>
      )}
      <input
        type="file"
        accept=".csv,.xlsx"
        aria-invalid={error ? true : undefined}
        onChange={(e) => onChange(e.currentTarget.files?.[0])}
      />
    </label>
  );
}

/** How much of a file has left. */
export function Sent({ part }: { part: number }) {
  const say = useSay();
  const percent = Math.floor(part * 100);
  return (
    <div className="field">
      <span className="label">
        {say(words.uploading)} {percent}%
      </span>
      <progress className="bar" max={100} value={percent} aria-label={say(words.uploading)} />
    </div>
  );
}
