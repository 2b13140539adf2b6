import { Button } from "./button.js";
import { moment } from "./dates.js";
import { Ask } from "./dialog.js";
import { type Both, useLanguage, useSay } from "./language.js";
import { useTell } from "./toast.js";
import { words } from "./words.js";

interface Props {
  readonly title: Both;
  readonly text: Both;
  readonly secret: string;
  readonly until?: string;
  readonly close: () => void;
}

/** A link or a key that is shown this once: whole, selectable, to be copied. */
export function OnceLink({ title, text, secret, until, close }: Props) {
  const say = useSay();
  const { language } = useLanguage();
  const tell = useTell();
  const copy = () => void navigator.clipboard.writeText(secret).then(() => tell({ text: words.copied }));
  return (
    <Ask title={title} open close={close}>
      <p className="soft">{say(text)}</p>
      <code className="once">{secret}</code>
      {until && (
        <p className="hint">
          {say(words.until)} {moment(until, language)}.
        </p>
      )}
      <p className="row">
        <Button kind="main" icon="copy" onPress={copy}>
          {say(words.copy)}
        </Button>
        <Button onPress={close}>{say(words.close)}</Button>
      </p>
    </Ask>
  );
}
