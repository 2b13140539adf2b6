import type { ReactNode } from "react";
import { saidOf } from "./fault.js";
import { Icon, type IconName, Seal, type Standing } from "./icon.js";
import { type Both, useSay } from "./language.js";
import { standingWords, words } from "./words.js";

/** What a screen will hold once there is something, and how it comes to be. */
export function Empty({ title, text, children }: { title: Both; text: Both; children?: ReactNode }) {
  const say = useSay();
  return (
    <div className="empty">
      <p>
        <b>{say(title)}</b>
      </p>
      <p className="soft measure">{say(text)}</p>
      {children}
    </div>
  );
}

/** What went wrong with the whole of something, read out when it appears. */
export function Trouble({ error, again }: { error: unknown; again?: (() => void) | undefined }) {
  const say = useSay();
  if (error === null || error === undefined) return null;
  return (
    <div className="alert" role="alert">
      <p className="err">
        <Icon name="alert" />
        <span>{say(saidOf(error))}</span>
      </p>
      {again && (
        <p>
          <button className="btn quiet" type="button" onClick={again}>
            {say(words.again)}
          </button>
        </p>
      )}
    </div>
  );
}

/** A quiet notice about the state of the page; `care`: of something that must not stay so. */
export function Told({ icon, care = false, children }: { icon: IconName; care?: boolean; children: ReactNode }) {
  return (
    <div className={care ? "told care" : "told"} role="status">
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

export function Badge({ tone, children }: { tone?: "jade" | "amber" | "red" | "ink" | undefined; children: ReactNode }) {
  return <span className={tone ? `badge ${tone}` : "badge"}>{children}</span>;
}

/** Seal and word of a standing, always both; `bare` where the seal stands beside already. */
export function State({ standing, bare = false }: { standing: Standing; bare?: boolean }) {
  const say = useSay();
  const tone = standing === "at_risk" ? "risk" : standing;
  return (
    <span className={`state ${tone}`}>
      {!bare && <Seal standing={standing} />} {say(standingWords[standing])}
    </span>
  );
}

/** A table that may be wider than the screen: a named region that takes the focus and scrolls. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="scroll wide" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}

export function Loading() {
  const say = useSay();
  return (
    <p className="soft" role="status">
      {say(words.loading)}
    </p>
  );
}
