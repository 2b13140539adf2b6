import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Icon } from "./icon.js";
import { type Both, useSay } from "./language.js";
import { words } from "./words.js";

interface Told {
  readonly text: Both;
  /** Takes back what was done. Offered only where it really can be. */
  readonly undo?: () => void;
}

type Tell = (told: Told) => void;
const TellContext = createContext<Tell>(() => {});

/** Says that something was done, and offers to undo it where that can be. */
export function useTell(): Tell {
  return useContext(TellContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<Told & { readonly n: number }>();
  const [held, setHeld] = useState(false);
  const tell = useCallback<Tell>((next) => setTold((last) => ({ ...next, n: (last?.n ?? 0) + 1 })), []);
  useEffect(() => {
    if (!told || held) return undefined;
    const timer = setTimeout(() => setTold(undefined), told.undo ? 20_000 : 8_000);
    return () => clearTimeout(timer);
  }, [told, held]);
  return (
    <TellContext value={tell}>
      {children}
      <div role="status" aria-live="polite">
        {told && (
          // biome-ignore lint/a11y/noStaticElementInteractions: a pointer or the focus on it only keeps it from leaving
          <div
            className="toast"
            onPointerEnter={() => setHeld(true)}
            onPointerLeave={() => setHeld(false)}
            onFocus={() => setHeld(true)}
            onBlur={() => setHeld(false)}
          >
            <Shown told={told} close={() => setTold(undefined)} />
          </div>
        )}
      </div>
    </TellContext>
  );
}

function Shown({ told, close }: { told: Told; close: () => void }) {
  const say = useSay();
  const undo = () => {
    told.undo?.();
    close();
  };
  return (
    <>
      <Icon name="check" />
      <span>{say(told.text)}</span>
      {told.undo && (
        <button className="plain-btn" type="button" onClick={undo}>
          {say(words.undo)}
        </button>
      )}
      <button className="plain-btn" type="button" onClick={close} aria-label={say(words.close)}>
        <Icon name="close" />
      </button>
    </>
  );
}
