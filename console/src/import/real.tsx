import { Button } from "../kit/button.js";
import { count } from "../kit/dates.js";
import { Ask } from "../kit/dialog.js";
import { useLanguage, useSay } from "../kit/language.js";
import { Trouble } from "../kit/note.js";
import { words as kit } from "../kit/words.js";
import type { ImportRow } from "./send-file.js";
import { trialSaid, words } from "./words.js";

interface Props {
  readonly row: ImportRow;
  /** The last trial ran with the very settings that stand now. */
  readonly tried: boolean;
  readonly open: boolean;
  readonly start: { readonly busy: boolean; readonly error: unknown };
  readonly go: () => void;
  readonly close: () => void;
}

/** Asks whether the real run is meant, with what the trial found. */
export function Real({ row, tried, open, start, go, close }: Props) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <Ask title={words.realTitle} open={open} close={close}>
      <p>{say(tried ? trialSaid(count(row.taken, language), count(row.refused, language)) : words.realUntried)}</p>
      <p className="soft">{say(words.realText)}</p>
      <Trouble error={start.error} />
      <p className="row">
        <Button kind="main" busy={start.busy} onPress={go}>
          {say(words.real)}
        </Button>
        <Button onPress={close}>{say(kit.cancel)}</Button>
      </p>
    </Ask>
  );
}
